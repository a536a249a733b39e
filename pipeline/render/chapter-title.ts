import type { SKRSContext2D } from '@napi-rs/canvas'
import { createCanvas } from '@napi-rs/canvas'
import { isRightToLeft, toStrip } from './caption-strips.ts'
import type { CaptionStyle } from './caption-style.ts'
import { captionEm } from './captions.ts'
import { fontFamily } from './fonts.ts'
import { contentBox } from './layout.ts'
import { easeInOut } from './motion.ts'
import type { Strip } from './stage.ts'

/** When a chapter's title is seen, in seconds of its first clip, and how long it comes and goes. */
const FROM = 0.6
const TO = 4.4
const COMES_SECONDS = 0.7
const GOES_SECONDS = 0.45
/** Share of coming in which the bar is drawn, before the title leaves from behind it. */
const BAR_SHARE = 0.35

type Look = Pick<CaptionStyle, 'typeface' | 'colours' | 'place'> & { language: string; width: number; height: number }

/**
 * Gives the strip with a chapter's title to lay over a picture without words of its own, at a time of the chapter's first clip: a plate in
 * the margin above where pictures have theirs. An accent bar grows, the title comes from behind it, and goes back.
 */
export function chapterTitle(title: string, look: Look): (seconds: number) => Strip | undefined {
  const { width, height } = look
  const box = contentBox(width, height, look.place)
  const { number, name } = partsOf(title)
  const rightToLeft = isRightToLeft(name)
  const measure = createCanvas(8, 8).getContext('2d')
  const family = fontFamily(look.typeface, look.language, title)
  const most = box.width
  let size = captionEm(look, 'medium') * 0.76
  const across = (text: string) => {
    measure.font = fontOf(size)
    return measure.measureText(text).width
  }
  // A long title is set a little smaller before any of it is left out.
  const whole = padding() * 2 + numberWidth() + across(name)
  if (whole > most) size *= Math.max(0.8, most / whole)
  const text = fitted(name, most - padding() * 2 - numberWidth(), across)
  const bar = Math.max(2, Math.round(size * 0.16))
  const plate = { width: bar + padding() * 2 + numberWidth() + across(text), height: size * 1.62 }
  const top = box.y - plate.height - size * 0.12
  const left = rightToLeft ? box.x + box.width - plate.width : box.x
  const margin = 2
  const x = Math.max(0, Math.floor((left - margin) / 2) * 2)
  const y = Math.max(0, Math.floor((top - margin) / 2) * 2)
  const area = {
    ...{ x, y, height: Math.ceil((plate.height + margin * 2) / 2) * 2 },
    width: Math.min(Math.ceil((plate.width + margin * 2) / 32) * 32, Math.floor((width - x) / 32) * 32),
  }
  let open: Strip | undefined
  return (seconds) => {
    const done = Math.min((seconds - FROM) / COMES_SECONDS, (TO - seconds) / GOES_SECONDS, 1)
    if (done <= 0) return undefined
    if (done < 1) return toStrip(area, (context) => paint(context, done))
    open ??= toStrip(area, (context) => paint(context, 1))
    return open
  }

  function fontOf(pixels: number): string {
    return `700 ${pixels}px ${family}`
  }

  function padding(): number {
    return size * 0.62
  }

  function numberWidth(): number {
    return number === '' ? 0 : across(number) + size * 0.5
  }

  function paint(context: SKRSContext2D, done: number): void {
    const grown = easeInOut(Math.min(1, done / BAR_SHARE))
    const out = easeInOut(Math.min(1, Math.max(0, (done - BAR_SHARE) / (1 - BAR_SHARE))))
    context.translate(left - area.x, top - area.y)
    // Drawn from left to right; a line that is read the other way is the same in a mirror, but for its letters.
    const at = (from: number, length: number) => (rightToLeft ? plate.width - from - length : from)
    const shown = bar + (plate.width - bar) * out
    context.save()
    context.beginPath()
    context.rect(at(0, shown), 0, shown, plate.height)
    context.clip()
    context.globalAlpha = 0.82
    context.fillStyle = look.colours.ground
    context.fillRect(at(bar, plate.width - bar), 0, plate.width - bar, plate.height)
    context.globalAlpha = out
    context.font = fontOf(size)
    context.direction = rightToLeft ? 'rtl' : 'ltr'
    context.textAlign = 'left'
    const baseline = plate.height / 2 + size * 0.36
    const slid = (out - 1) * size * 1.2
    const write = (words: string, from: number, colour: string) => {
      context.fillStyle = colour
      context.fillText(words, at(from + slid, across(words)), baseline)
    }
    if (number !== '') write(number, bar + padding(), look.colours.lit)
    write(text, bar + padding() + numberWidth(), look.colours.ink)
    context.restore()
    context.fillStyle = look.colours.lit
    context.fillRect(at(0, bar), (plate.height * (1 - grown)) / 2, bar, plate.height * grown)
  }
}

const NUMBERED =
  /^((?:chapter|part|section|kapitel|teil|chapitre|partie|capítulo|capitolo|parte|глава|часть)\s+[\divxlc]+|第[\p{N}〇一二三四五六七八九十百零]+[章节節回部編编]|제\s?\d+\s?[장부]|(?:الفصل|الباب)\s+\S+|\d{1,3}(?:\.\d{1,2}){0,2}(?=[.)\s、:：])|[〇一二三四五六七八九十]{1,3}(?=[、.．])|[IVXL]{1,5}(?=[.)]\s))[.)、．:：—–\s-]*(.+)$/iu

/** A heading's own number, where it has one, and what it names. */
function partsOf(title: string): { number: string; name: string } {
  const [, number = '', name = title] = NUMBERED.exec(title.trim()) ?? []
  return { number, name }
}

/** As much of a title as fits, cut between words where the script has them. */
function fitted(title: string, most: number, across: (text: string) => number): string {
  if (across(title) <= most) return title
  const glyphs = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title), ({ segment }) => segment)
  let kept = glyphs.length
  while (kept > 1 && across(`${glyphs.slice(0, kept).join('')}…`) > most) kept -= 1
  const cut = glyphs.slice(0, kept).join('')
  const words = cut.replace(/\s+\S*$/u, '')
  return `${words.length > cut.length * 0.6 ? words : cut.trimEnd()}…`
}
