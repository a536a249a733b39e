import { expect, test } from 'vitest'
import { duckingOf } from '../../pipeline/render/ducking.ts'
import { motionFor, withStops } from '../../pipeline/render/motion.ts'
import { stopsFor } from '../../pipeline/render/stops.ts'
import { cardSeconds, sceneTiming, spokenUntil, startTimes } from '../../pipeline/render/timeline.ts'

const words = [{ text: 'x', start: 0, end: 1 }]
const spoken = (text: string, each = 0.5) =>
  (text.match(/\S+\s*/g) ?? []).map((word, index) => ({ text: word, start: index * each, end: (index + 1) * each }))
const label = (text: string, x: number, y: number) => ({ text, x, y, width: 0.1, height: 0.04 })

test('a scene lasts its voice, room to breathe and its join', () => {
  const timing = sceneTiming({ seconds: 6, words }, { place: 'middle', fps: 30 })
  expect(timing).toEqual({ frames: 204, join: 15, fadeIn: 0, fadeOut: 0, voiceAt: 0.25 })
})

test('the film fades in and out over 2 s, and the voice of the end is over before', () => {
  const opening = sceneTiming({ seconds: 3, words }, { place: 'first', fps: 60 })
  expect(opening).toMatchObject({ fadeIn: 120, fadeOut: 0, join: 30 })
  const ending = sceneTiming({ seconds: 3, words }, { place: 'last', fps: 30 })
  expect(ending).toMatchObject({ fadeOut: 60, join: 0 })
  expect((ending.frames - ending.fadeOut) / 30).toBeGreaterThanOrEqual(ending.voiceAt + 3)
})

test('a section’s card is seen while its title is said, else long enough to read, and leaves its picture some time', () => {
  const said = spoken('The monster in the rock. Workmen carried the blocks.')
  expect(spokenUntil('The Monster in the Rock', said)).toBe(2.5)
  expect(spokenUntil('The Monster', said)).toBe(1)
  expect(spokenUntil('Workmen', said)).toBeUndefined()
  const timing = (seconds: number) => sceneTiming({ seconds, words }, { place: 'middle', fps: 30 })
  expect(cardSeconds(timing(8), { fps: 30, named: 2.5 })).toBeCloseTo(2.95)
  expect(cardSeconds(timing(8), { fps: 30 })).toBeCloseTo(1.9)
  expect(cardSeconds(timing(2), { fps: 30, named: 1.5 })).toBeCloseTo(0.8)
})

test('a silent scene lasts as long as its silence', () => {
  expect(sceneTiming({ seconds: 4, words: [] }, { place: 'last', fps: 30 })).toMatchObject({ frames: 120, voiceAt: 0 })
})

test('clips start where the frames before them end', () => {
  expect(startTimes([{ frames: 30 }, { frames: 45 }], 30)).toEqual([0, 1, 2.5])
})

test('music is down before a voice, stays down in short pauses and comes up after', () => {
  const ducked = duckingOf([
    { start: 5, end: 8 },
    { start: 9, end: 12 },
  ])
  expect([ducked(1), ducked(5), ducked(8.5), ducked(12), ducked(15)]).toEqual([0, 1, 1, 1, 0])
  for (let t = 0; t < 16; t += 0.01) expect(Math.abs(ducked(t + 0.01) - ducked(t))).toBeLessThan(0.03)
})

const frame = { width: 1920, height: 1080 }
const shapes = [
  { width: 1920, height: 1080 },
  { width: 4000, height: 1000 },
  { width: 900, height: 1600 },
]

test.each(shapes)('every move stays inside a picture of $width x $height, visibly and calmly', (size) => {
  for (let seed = 0; seed < 8; seed++) {
    const move = motionFor({ ...size, origin: 'generated', seed }, frame)
    for (let t = 0; t < 20; t += 0.1) {
      const { cx, cy, scale } = move(t)
      const [w, h] = [(frame.width * scale) / 2, (frame.height * scale) / 2]
      expect(cx - w).toBeGreaterThanOrEqual(-1e-6)
      expect(cy - h).toBeGreaterThanOrEqual(-1e-6)
      expect(cx + w).toBeLessThanOrEqual(size.width + 1e-6)
      expect(cy + h).toBeLessThanOrEqual(size.height + 1e-6)
    }
    const [from, to] = [move(0), move(6)]
    const moved = Math.abs(Math.log(from.scale / to.scale)) + Math.hypot(from.cx - to.cx, from.cy - to.cy) / (from.scale * frame.width)
    expect(moved).toBeGreaterThan(0.02)
    expect(Math.max(from.scale / to.scale, to.scale / from.scale)).toBeLessThan(1.11)
  }
})

test('no move crops a focus', () => {
  const focus = { x: 0.05, y: 0.1, width: 0.88, height: 0.7 }
  for (let seed = 0; seed < 6; seed++) {
    const move = motionFor({ width: 1920, height: 1080, origin: 'figure', seed, focus }, frame)
    for (let t = 0; t < 20; t += 0.5) {
      const { cx, cy, scale } = move(t)
      expect(cx - (frame.width * scale) / 2).toBeLessThanOrEqual(focus.x * 1920 + 0.01)
      expect(cx + (frame.width * scale) / 2).toBeGreaterThanOrEqual((focus.x + focus.width) * 1920 - 0.01)
      expect(cy - (frame.height * scale) / 2).toBeLessThanOrEqual(focus.y * 1080 + 0.01)
      expect(cy + (frame.height * scale) / 2).toBeGreaterThanOrEqual((focus.y + focus.height) * 1080 - 0.01)
    }
  }
})

test('a figure is seen whole, then the view goes to the label that is spoken of', () => {
  const text = 'The Moon pulls at all of the water, and so the high tides follow it while the Sun helps or hinders each of them.'
  const labels = [
    label('Moon', 0.1, 0.2),
    label('High tide', 0.4, 0.5),
    label('Sun', 0.8, 0.3),
    label('Jupiter', 0.5, 0.1),
    label('10', 0.2, 0.2),
  ]
  const stops = stopsFor(labels, spoken(text))
  // The Moon is named while the figure is still seen whole, and waits.
  expect(stops.map(({ box }) => box.x)).toEqual([0.1, 0.4, 0.8])
  expect(stops.map(({ at }) => at)).toEqual([2.4, expect.closeTo(5.15), expect.closeTo(8.15)])
  const glyphs = [...'古人先看太阳再说春分这一天'].map((glyph, at) => ({ text: glyph, start: at / 2, end: (at + 1) / 2 }))
  expect(stopsFor([label('春分', 0.2, 0.3)], glyphs)).toHaveLength(1)
  expect(stopsFor([], spoken(text))).toEqual([])
})

test('going to a label is smooth, brings it to the middle, stays inside the picture and comes back', () => {
  const shown = { ...frame, origin: 'figure' as const, seed: 0, focus: { x: 0.1, y: 0.1, width: 0.8, height: 0.65 } }
  const whole = motionFor(shown, frame)
  const box = { x: 0.6, y: 0.3, width: 0.1, height: 0.04 }
  const move = withStops(whole, [{ at: 3, box }], shown, frame)
  expect(move(2.9)).toEqual(whole(2.9))
  const near = move(5)
  expect(near.cx).toBeCloseTo(0.65 * 1920, 0)
  expect(near.scale).toBeLessThan(0.7)
  expect(move(12)).toEqual(whole(12))
  for (let t = 0; t < 12; t += 1 / 30) {
    const [{ cx, cy, scale }, next] = [move(t), move(t + 1 / 30)]
    expect(Math.hypot(cx - next.cx, cy - next.cy) / 1920).toBeLessThan(0.012)
    expect(cx - (frame.width * scale) / 2).toBeGreaterThanOrEqual(-1e-6)
    expect(cy + (frame.height * scale) / 2).toBeLessThanOrEqual(frame.height + 1e-6)
  }
})
