import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { View } from '../../bots/chat.ts'
import { createTerminalChat } from '../../bots/terminal/index.ts'
import { linesOf } from '../../bots/terminal/lines.ts'

const place = { platform: 'terminal', channel: 'terminal' }
const moving = (done: number): View => ({
  title: 'Tides',
  tone: 'active',
  text: 'At work.',
  progress: [
    { label: 'Reading', state: 'done', done: 1, total: 1 },
    { label: 'Pictures', state: done === 4 ? 'done' : 'active', done, total: 4 },
    { label: 'Film', state: 'waiting', done: 0, total: 1 },
  ],
})

function terminal(isTTY: boolean) {
  const [written, drawn]: [string[], string[]] = [[], []]
  const screen = { isTTY, columns: 80, write: (text: string) => written.push(text) }
  return { written, drawn, chat: createTerminalChat({ screen, redraw: (text) => drawn.push(text), said: [] }) }
}

test('a log gets one line for each step that stands, once', async () => {
  const { written, drawn, chat } = terminal(false)
  const ref = await chat.post(place, moving(0), 'run')
  for (const done of [1, 2.5, 4, 4]) await chat.edit(ref, moving(done))
  expect(written).toEqual(['Tides\n', '✓ Reading\n', '✓ Pictures 4/4\n'])
  expect(drawn).toEqual([])
})

test('a screen is drawn over with bars that fill', async () => {
  const { written, drawn, chat } = terminal(true)
  const ref = await chat.post(place, moving(1), 'run')
  await chat.edit(ref, moving(3))
  expect(written).toEqual([])
  const bars = drawn.map(
    (text) =>
      text
        .split('\n')
        .find((line) => line.includes('Pictures'))
        ?.match(/━/g)?.length ?? 0,
  )
  expect(bars[1]).toBeGreaterThan(bars[0] ?? 0)
  expect(drawn[1]).toContain('3/4')
})

test('a title from a document can’t steer the terminal', () => {
  const [line] = linesOf({ title: '\u001b[2J\u001b]0;owned\u0007Ti\u202edes\r\nx' }, { isTTY: true, columns: 80 })
  for (const bad of ['\u001b[2J', '\u001b]0', '\u0007', '\u202e', '\r']) expect(line?.text).not.toContain(bad)
  expect(line?.text).toContain('Tides')
})

test('a narrow screen has no bars, one without colours no codes', () => {
  const narrow = linesOf(moving(2), { isTTY: true, columns: 30, hasColors: () => false }).map(({ text }) => text)
  expect(narrow).toEqual(['Tides', '✓ Reading', '▸ Pictures 2/4', '· Film', 'At work.'])
  const wide = linesOf(moving(2), { isTTY: true, columns: 60, hasColors: () => true }).map(({ text }) => text)
  expect(wide.join('\n')).toContain('\u001b[36m━')
})

test('a document is read no more once the person has left', async () => {
  const { chat } = terminal(false)
  const bytes = await chat.download({ id: import.meta.filename, name: 'tides.txt' }, AbortSignal.abort())
  // A stream would have failed by now, with nobody to hear it.
  await new Promise(setImmediate)
  await expect(Readable.from(bytes).toArray()).rejects.toThrow('aborted')
})
