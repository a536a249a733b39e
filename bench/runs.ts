import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ratio } from './main.ts'

const root = join(import.meta.dirname, '..')
const example = join(root, 'examples/the-whistlers-of-la-gomera.txt')

/** Whole films through the command line: a cached run against a fresh one, and a film's length against the wait for it. */
export async function benchRuns(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    const fresh = await film(folder)
    const cached = await film(folder)
    return [
      {
        name: 'cached run',
        against: 'fresh run',
        value: cached.seconds / fresh.seconds,
        unit: 'ratio',
        goal: '< 0.05',
        details: { freshSeconds: fresh.seconds, cachedSeconds: cached.seconds },
      },
      {
        name: 'wait for a film',
        against: 'its length',
        value: fresh.seconds / fresh.filmSeconds,
        unit: 'ratio',
        details: { filmSeconds: fresh.filmSeconds, wallSeconds: fresh.seconds },
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function film(dataDir: string): Promise<{ seconds: number; filmSeconds: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(root, 'main.ts'), 'film', example, '--json'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  const summary = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { seconds: number }
  return { seconds: (performance.now() - started) / 1000, filmSeconds: summary.seconds }
}
