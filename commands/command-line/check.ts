import { spawnSync } from 'node:child_process'

// `npm run check`: everything a commit must pass, short of the tests. All of it runs, so that one look shows all faults.
const checks = [
  ['types', 'tsc', []],
  ['lint and format', 'biome', ['check', '--error-on-warnings']],
  ['dead code', 'knip', []],
  ['boundaries', 'vitest', ['run', 'tests/boundaries.test.ts']],
] as const

const failed = checks.filter(([, command, args]) => spawnSync(command, args, { stdio: 'inherit' }).status !== 0)
for (const [name] of checks) process.stdout.write(`${failed.some(([bad]) => bad === name) ? '✗' : '✓'} ${name}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
