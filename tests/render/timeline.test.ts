import { expect, test } from 'vitest'
import { duckingOf } from '../../pipeline/render/ducking.ts'
import { motionFor } from '../../pipeline/render/motion.ts'
import { sceneTiming, startTimes } from '../../pipeline/render/timeline.ts'

const words = [{ text: 'x', start: 0, end: 1 }]

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
