import { rmSync } from 'node:fs'
import pLimit from 'p-limit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareFolder, runTrial, type Trial } from './trial.ts'

let folder: string
let undisturbed: Trial
beforeAll(async () => {
  folder = await prepareFolder()
  undisturbed = await runTrial(folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('two undisturbed films are the same, byte for byte', async () => {
  expect((await runTrial(folder)).artefacts).toEqual(undisturbed.artefacts)
}, 120_000)

test('killed before and after its effects, and started again: one film, nothing lost, nothing bought twice', async () => {
  const points = pointsOf(undisturbed.effects, process.env.CRASH_POINTS === 'all')
  const atOnce = pLimit(2)
  const failures: string[] = []
  await Promise.all(
    points.map((point) =>
      atOnce(async () => {
        try {
          expect((await runTrial(folder, point)).artefacts).toEqual(undisturbed.artefacts)
        } catch (error) {
          failures.push(`${point} ${undisturbed.effects[Number.parseInt(point, 10) - 1]}: ${(error as Error).message}`)
        }
      }),
    ),
  )
  process.stdout.write(`killed at ${points.length} points of ${undisturbed.effects.length} effects\n`)
  expect(failures).toEqual([])
}, 3_600_000)

/** Every effect before and after; or, where time is short, the first and the last of each name. */
function pointsOf(effects: string[], all: boolean): string[] {
  const chosen = effects.map((name, index) => all || effects.indexOf(name) === index || effects.lastIndexOf(name) === index)
  return chosen.flatMap((taken, index) => (taken ? [`${index + 1}:before`, `${index + 1}:after`] : []))
}
