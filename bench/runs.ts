import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ratio } from './ratio.ts'

const root = join(import.meta.dirname, '..')
const example = join(root, 'examples/the-whistlers-of-la-gomera.txt')

/** Whole films of 1,000 characters at 720p through the command line: a cached run against a fresh one, and the wait against a film's length. */
export async function benchRuns(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    const text = join(folder, 'text.txt')
    writeFileSync(text, readFileSync(example, 'utf8').slice(0, 1_000))
    const fresh = await film(folder, text)
    const cached = await film(folder, text)
    return [
      {
        name: 'cached run',
        against: 'fresh run',
        value: cached.seconds / fresh.seconds,
        unit: 'ratio',
        goal: '< 0.05',
        met: cached.seconds / fresh.seconds < 0.05,
        details: { freshSeconds: fresh.seconds, cachedSeconds: cached.seconds },
      },
      {
        name: 'wait for a film of 1,000 characters, 720p, nothing known',
        against: 'its length',
        value: fresh.seconds / fresh.filmSeconds,
        unit: 'ratio',
        goal: '<= 120 s of waiting on two cores',
        met: fresh.seconds <= 120,
        details: { wallSeconds: fresh.seconds, filmSeconds: fresh.filmSeconds },
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function film(dataDir: string, text: string): Promise<{ seconds: number; filmSeconds: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(root, 'main.ts'), 'film', text, '--resolution', '720', '--json'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  const summary = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { seconds: number }
  return { seconds: (performance.now() - started) / 1000, filmSeconds: summary.seconds }
}
