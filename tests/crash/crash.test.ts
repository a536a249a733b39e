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

test('two undisturbed films are the same, byte for byte', async () => {
  expect((await runTrial(folder)).artefacts).toEqual(undisturbed.artefacts)
}, 600_000)

test('killed at its effects, and started again: one film, nothing lost, nothing bought twice', async () => {
  const points = pointsOf(undisturbed.effects, process.env.CRASH_POINTS)
  const atOnce = pLimit(2)
  const failures: string[] = []
  await Promise.all(
    points.map((crashes) =>
      atOnce(async () => {
        try {
          expect((await runTrial(folder, crashes)).artefacts).toEqual(undisturbed.artefacts)
        } catch (error) {
          const names = crashes.map((point) => `${point} ${undisturbed.effects[Number.parseInt(point, 10) - 1] ?? ''}`)
          failures.push(`${names.join(', then ')}: ${(error as Error).message}`)
        }
      }),
    ),
  )
  process.stdout.write(`killed at ${points.flat().length} points of ${undisturbed.effects.length} effects\n`)
  expect(failures).toEqual([])
}, 3_600_000)

/**
 * Where to kill, trial by trial. `CRASH_POINTS=all`: before and after every effect, which takes hours. `SEED/COUNT`: so many of those, by
 * chance. By default one occurrence of each kind of effect, before and after by turns.
 */
function pointsOf(effects: string[], wanted = 'kinds'): string[][] {
  const all = effects.flatMap((_, index) => [[`${index + 1}:before`], [`${index + 1}:after`]])
  if (wanted === 'all') return all
  const [seed, count] = wanted.split('/').map(Number)
  if (seed !== undefined && count !== undefined)
    return fc.sample(fc.shuffledSubarray(all, { minLength: count, maxLength: count }), { seed, numRuns: 1 })[0] ?? []
  return [...new Set(effects)].map((name, turn) => {
    const places = effects.flatMap((other, index) => (other === name ? [index + 1] : []))
    return [`${places[Math.floor(places.length / 2)]}:${turn % 2 === 0 ? 'before' : 'after'}`]
  })
}
