import { rmSync } from 'node:fs'
import fc from 'fast-check'
import pLimit from 'p-limit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareFolder, runTrial, type Trial } from './trial.ts'

let folder: string
let undisturbed: Trial
beforeAll(async () => {
  folder = await prepareFolder()
  undisturbed = await runTrial(folder)
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('killed at its effects, and started again: one film, nothing lost, nothing bought twice', async () => {
  const points = pointsOf(undisturbed.effects, process.env.CRASH_POINTS)
  const came = new Set<string>()
  const failures: string[] = []
  await inTurns(points)
  // What came too late after other crashes comes to a life of its own.
  await inTurns(
    points.filter((point) => !came.has(point)),
    1,
  )
  process.stdout.write(`killed at ${came.size} of ${points.length} points of ${undisturbed.effects.length} effects\n`)
  expect(failures).toEqual([])
  expect(came.size).toBeGreaterThan(0.9 * points.length)

  async function inTurns(points: string[], atMost = CRASHES_A_FILM): Promise<void> {
    const atOnce = pLimit(Number(process.env.CRASH_TRIALS ?? 2))
    await Promise.all(
      spread(points, Math.ceil(points.length / atMost)).map((crashes) =>
        atOnce(async () => {
          try {
            const trial = await runTrial(folder, crashes)
            for (const crash of trial.crashes) came.add(crash)
            expect(trial.artefacts).toEqual(undisturbed.artefacts)
          } catch (error) {
            const failure = `${crashes.join(', then ')}: ${(error as Error).message}`
            process.stdout.write(`${failure}\n`)
            failures.push(failure)
          }
        }),
      ),
    )
  }
}, 3_600_000)

/** A job that dies with its process five times is given up, as it should be: these can't be that many. */
const CRASHES_A_FILM = 4

/** Deals points in their order to so many films: each has its crashes far from one another. */
function spread(points: string[], films: number): string[][] {
  return Array.from({ length: films }, (_, film) => points.filter((_, index) => index % films === film))
}

/**
 * Where to kill, in the order of an undisturbed film. `CRASH_POINTS=all`: before and after every effect. `SEED/COUNT`: so many of those, by
 * chance. By default one occurrence of each kind of effect, before and after by turns.
 */
function pointsOf(effects: string[], wanted = 'kinds'): string[] {
  const places = effects.map((name, index) => `${name}:${effects.slice(0, index + 1).filter((other) => other === name).length}`)
  const all = places.flatMap((place) => [`${place}:before`, `${place}:after`])
  if (wanted === 'all') return all
  const [seed, count] = wanted.split('/').map(Number)
  if (seed !== undefined && count !== undefined)
    return fc.sample(fc.subarray(all, { minLength: count, maxLength: count }), { seed, numRuns: 1 })[0] ?? []
  const chosen = [...new Set(effects)].map((name, turn) => {
    const total = effects.filter((other) => other === name).length
    return `${name}:${Math.ceil(total / 2)}:${turn % 2 === 0 ? 'before' : 'after'}`
  })
  return all.filter((point) => chosen.includes(point))
}
