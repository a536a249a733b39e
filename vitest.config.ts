import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

// Tests start hundreds of processes and threads: what one has compiled, the next ones load.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'docreel-compiled')

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    pool: 'forks',
    // One more than the cores it is meant for: tests of queues and chats wait a good part of their time. Two more get in each other's way.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // What speaks is not what most tests are about; those of the voice ask for it.
    env: { LIGHT_VOICE: 'yes' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The tests kill processes, stop servers and wait for films on two busy cores: there, one stall is no verdict.
    retry: process.env.CI ? 1 : 0,
  },
})
