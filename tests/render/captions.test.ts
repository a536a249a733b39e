import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { CaptionSettings, captionStyle } from '../../pipeline/render/caption-style.ts'
import { columnsFor, columnsOf, cuesOf, shiftCue } from '../../pipeline/render/captions.ts'
import { findFfmpeg } from '../../pipeline/render/ffmpeg.ts'
import { linesOf, toAss, toSrt, toVtt } from '../../pipeline/render/subtitles.ts'
import type { Word } from '../../pipeline/schema.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'

/** Words as a voice would time them: so many characters a second. */
function spoken(text: string, parts: readonly string[] = text.match(/\S+\s*/g) ?? [], rate = 15): Word[] {
  let at = 0
  return parts.map((part) => {
    const word = { text: part, start: at / rate, end: (at + part.trimEnd().length) / rate }
    at += part.length
    return word
  })
}

/** A style with the first of its palettes. */
function looksOf(name: string) {
  const style = styleNamed(name)
  return [style, style.palettes[0]] as const
}

const english =
  'The river rises in the mountains, and for two hundred miles it carries everything that the snow has loosened. ' +
  'Dr. Smith measured it in 1904: nobody believed the numbers. They were right to doubt him, because he had counted the bends twice.'
const chinese = [
  '河流',
  '发源于',
  '群山',
  '之间，',
  '两百',
  '英里',
  '的',
  '路上，',
  '它',
  '带走了',
  '雪',
  '所',
  '松动的',
  '一切。',
  '没有人',
  '相信',
  '这些',
  '数字。',
]

describe('cues', () => {
  const cues = cuesOf(spoken(english), 'en', 42)

  test('say every word once, in order', () => {
    expect(
      cues
        .flatMap(({ lines }) => lines.flat())
        .map(({ text }) => text)
        .join(''),
    ).toBe(english)
  })

  test('have at most two lines of at most 42 characters, none with a word alone', () => {
    for (const cue of cues) {
      expect(cue.lines.length).toBeLessThanOrEqual(2)
      for (const line of linesOf(cue)) {
        expect(line.length).toBeLessThanOrEqual(42)
        expect(line.split(' ').length).toBeGreaterThan(1)
      }
    }
  })

  test('begin a sentence on a new cue and leave a short form whole', () => {
    const starts = cues.map((cue) => linesOf(cue)[0] ?? '')
    expect(starts.some((line) => line.startsWith('Dr. Smith'))).toBe(true)
    expect(starts.some((line) => line.startsWith('They were'))).toBe(true)
  })

  test('no line ends with an article or a preposition', () => {
    for (const line of cues.flatMap(linesOf)) expect(line).not.toMatch(/\b(?:the|a|of|in|for|and)$/)
  })

  test('follow each other without overlap, shown with their first word', () => {
    cues.forEach((cue, index) => {
      expect(cue.start).toBe(cue.lines[0]?.[0]?.start)
      expect(cue.end).toBeLessThanOrEqual(cues[index + 1]?.start ?? Number.POSITIVE_INFINITY)
      expect(cue.end).toBeGreaterThanOrEqual(cue.lines.flat().at(-1)?.end ?? 0)
    })
  })

  test('Chinese keeps the words of the voice and 16 glyphs a line', () => {
    const cues = cuesOf(spoken(chinese.join(''), chinese, 4), 'zh', 42)
    expect(cues.flatMap(({ lines }) => lines.flat()).map(({ text }) => text)).toEqual(chinese)
    for (const line of cues.flatMap(linesOf)) expect([...line].length).toBeLessThanOrEqual(16)
  })

  test('a word that no line holds is cut', () => {
    const cues = cuesOf([{ text: 'x'.repeat(100), start: 0, end: 5 }], 'en', 42)
    for (const line of cues.flatMap(linesOf)) expect(line.length).toBeLessThanOrEqual(42)
    expect(cues.flatMap(linesOf).join('')).toBe('x'.repeat(100))
  })

  test('a silence has none', () => {
    expect(cuesOf([], 'en', 42)).toEqual([])
  })
})

test('narrow frames hold fewer columns; a Han glyph counts as 42/16', () => {
  const columns = [
    columnsFor({ width: 1920, height: 1080 }, 'medium'),
    columnsFor({ width: 1080, height: 1080 }, 'medium'),
    columnsFor({ width: 1080, height: 1920 }, 'medium'),
  ]
  expect(columns).toEqual([42, 28, 24])
  expect(columnsFor({ width: 1920, height: 1080 }, 'large')).toBe(34)
  expect(columnsOf('河流ab')).toBeCloseTo(2 * (42 / 16) + 2)
})

test('SRT and VTT carry the cues on the time they are shifted to', () => {
  const cues = cuesOf(spoken('It rains. We stay & wait.'), 'en', 42).map((cue) => shiftCue(cue, 3600))
  expect(toSrt(cues)).toMatch(/^1\n01:00:00,000 --> 01:00:\d\d,\d{3}\nIt rains\./)
  expect(toVtt(cues, 'en')).toMatch(/^WEBVTT\nLanguage: en\n\n01:00:00\.000 --> .*\nIt <01:00:00\.200>rains\./)
  expect(toVtt(cues, 'en')).toContain('&amp;')
})

test('ASS is read by ffmpeg, word for word, whatever the words hold', async () => {
  const cues = cuesOf(spoken('It rains {today} on C:\\new. We stay.'), 'en', 42)
  const settings = CaptionSettings.parse({ captionFont: 'serif' })
  const look = { width: 1920, height: 1080, title: 'Rain', ...captionStyle(settings, ...looksOf('ink-wash')) }
  const ass = toAss(cues, look)
  expect(ass).toContain('Style: Default,Noto Serif,52,&H00263AB8,&H0024211F,&H00DDEBF1')
  expect(ass).toMatch(/Dialogue: 0,0:00:00\.00,.*\{\\k\d+\}It /)
  const read = execFileSync(
    await findFfmpeg({ path: process.env.PATH }),
    ['-v', 'error', '-f', 'ass', '-i', 'pipe:0', '-f', 'srt', 'pipe:1'],
    {
      input: ass,
      encoding: 'utf8',
    },
  )
  // Players take the backslash from a brace; ffmpeg's converter leaves it.
  const plain = read.replace(/\u2060|<[^>]+>|\r|\\(?=[{}])/g, '')
  for (const line of cues.flatMap(linesOf)) expect(plain).toContain(line)
})
