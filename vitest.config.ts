import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The tests kill processes, stop servers and wait for films on two busy cores: there, one stall is no verdict.
    retry: process.env.CI ? 1 : 0,
  },
})
