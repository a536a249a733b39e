import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { sparing } from '../../lib/sparing.ts'

const linux = test.runIf(process.platform === 'linux')
const tell = `
  import { restartSparing } from ${JSON.stringify(join(import.meta.dirname, '../../lib/sparing.ts'))}
  restartSparing(process.env)
  console.log(JSON.stringify({ pid: process.pid, flags: process.execArgv, arenas: process.env.MALLOC_ARENA_MAX, words: process.argv.slice(1) }))`

async function told(env: NodeJS.ProcessEnv) {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', tell, 'word'], { env })
  const { stdout } = await running
  return { pid: running.child.pid, told: JSON.parse(stdout) }
}

linux('a process starts anew in its own place, once, with its own words', async () => {
  const { pid, told: after } = await told({})
  expect(after).toMatchObject({ pid, arenas: '1', words: ['word'] })
  expect(after.flags).toEqual(expect.arrayContaining(sparing.flags))
})

linux('whoever sets malloc keeps what was set', async () => {
  const { told: after } = await told({ MALLOC_ARENA_MAX: '4' })
  expect(after.arenas).toBe('4')
  expect(after.flags).not.toEqual(expect.arrayContaining(sparing.flags))
})
