import { expect, test } from 'vitest'
import { script } from '../../pipeline/steps/script.ts'
import { documentOf } from './documents.ts'
import { stepContext } from './step-context.ts'

const story =
  'The keeper lit the lamp at dusk and wrote down the ships that passed. In the morning he slept while the gulls walked on the roof.'

test.each([
  ['names without a full stop', 'Anna Berg '.repeat(400)],
  ['a condition that never ends', `If ${'a '.repeat(400)}b, they never came.`],
  ['brackets that never close', '[1, 2, '.repeat(60_000)],
  ['blanks before commas', `${' '.repeat(200_000)},`],
  ['a line of full stops', '. '.repeat(200_000)],
])('%s: the document around it is told, and other work goes on meanwhile', async (_what, text) => {
  const { context, close } = await stepContext()
  let [longest, last] = [0, performance.now()]
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 20)
  try {
    const told = await script.run({ document: documentOf('en', story, text, story.replace('keeper', 'old man')) }, context)
    expect(told.scenes.map((scene) => scene.text).join(' ')).toContain('lit the lamp at dusk')
    // The main thread only waits: what holds it up is cloning and collecting.
    expect(longest).toBeLessThan(2_000)
  } finally {
    clearInterval(watch)
    await close()
  }
})

test('a script that is no longer wanted stops at once, whatever it is at', async () => {
  const { context, close } = await stepContext()
  const stop = new AbortController()
  const writing = script.run(
    { document: documentOf('en', ...Array.from({ length: 4_000 }, () => story)) },
    { ...context, signal: stop.signal },
  )
  stop.abort(new Error('cancelled'))
  await expect(writing).rejects.toThrow('cancelled')
  await close()
})
