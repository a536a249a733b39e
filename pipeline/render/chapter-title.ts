import type { SKRSContext2D } from '@napi-rs/canvas'
import { createCanvas } from '@napi-rs/canvas'
import { isRightToLeft, toStrip } from './caption-strips.ts'
import type { CaptionStyle } from './caption-style.ts'
import { captionEm } from './captions.ts'
import { fontFamily } from './fonts.ts'
import { contentBox } from './layout.ts'
import type { Strip } from './stage.ts'

/** When a chapter's title is seen, in seconds of its first clip, and how long it comes and goes. */
const FROM = 0.6
const TO = 4
const FADE_SECONDS = 0.4
const LEVELS = 6

type Look = Pick<CaptionStyle, 'typeface' | 'colours' | 'place'> & { language: string; width: number; height: number }

/**
 * Gives the strip with a chapter's title to lay over a picture without words of its own, at a time of the chapter's first clip: small, in the
 * margin above where pictures have theirs, with a bar in the accent colour.
 */
export function chapterTitle(title: string, look: Look): (seconds: number) => Strip | undefined {
  const { width, height } = look
  const box = contentBox(width, height, look.place)
  const size = captionEm(look, 'medium') * 0.74
  const font = `700 ${size}px ${fontFamily(look.typeface, look.language, title)}`
  const measure = createCanvas(8, 8).getContext('2d')
  measure.font = font
  const text = fitted(title, box.width * 0.8, measure)
  const bar = size * 0.18
  const across = measure.measureText(text).width + bar * 4
  const rightToLeft = isRightToLeft(text)
  const left = rightToLeft ? box.x + box.width - across : box.x
  const baseline = box.y - size * 0.5
  const margin = size * 0.4
  const x = Math.max(0, Math.floor((left - margin) / 2) * 2)
  const y = Math.max(0, Math.floor((baseline - size * 1.2) / 2) * 2)
  const area = {
    ...{ x, y, height: Math.ceil((size * 1.65) / 2) * 2 },
    width: Math.min(Math.ceil((across + margin * 2) / 32) * 32, Math.floor((width - x) / 32) * 32),
  }
  const strips = Array.from({ length: LEVELS }, (_, level) => () => toStrip(area, (context) => paint(context, (level + 1) / LEVELS)))
  let shown: { level: number; strip: Strip } | undefined
  return (seconds) => {
    const light = Math.min((seconds - FROM) / FADE_SECONDS, (TO - seconds) / FADE_SECONDS, 1)
    const level = Math.ceil(light * LEVELS) - 1
    const draw = strips[level]
    if (draw === undefined) return undefined
    if (shown?.level !== level) shown = { level, strip: draw() }
    return shown.strip
  }

  function paint(context: SKRSContext2D, light: number): void {
    context.translate(-area.x, -area.y)
    context.globalAlpha = light
    context.font = font
    context.direction = rightToLeft ? 'rtl' : 'ltr'
    context.textAlign = 'left'
    context.lineJoin = 'round'
    context.shadowColor = 'rgba(0, 0, 0, 0.6)'
    context.shadowBlur = size * 0.25
    context.fillStyle = look.colours.lit
    context.fillRect(rightToLeft ? left + across - bar : left, baseline - size * 0.82, bar, size)
    const start = rightToLeft ? left : left + bar * 4
    context.strokeStyle = look.colours.outline
    context.lineWidth = size * 0.16
    context.strokeText(text, start, baseline)
    context.shadowColor = 'transparent'
    context.fillStyle = look.colours.ink
    context.fillText(text, start, baseline)
  }
}

function fitted(title: string, most: number, measure: SKRSContext2D): string {
  const glyphs = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title), ({ segment }) => segment)
  let kept = glyphs.length
  while (kept > 1 && measure.measureText(glyphs.slice(0, kept).join('')).width > most) kept -= 1
  return kept === glyphs.length ? title : `${glyphs.slice(0, kept).join('').trimEnd()}…`
}
