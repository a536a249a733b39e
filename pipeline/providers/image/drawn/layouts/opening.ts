import type { Box } from '../../../../render/layout.ts'
import type { PictureRequest } from '../../../provider.ts'
import { pageOf } from '../labels.ts'
import { around, columns, type Frame, type Part, type Plan, rightToLeft, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'
import { type PlacedText, setText } from '../set-text.ts'
import { hero } from './illustration.ts'
import { linesOf } from './spoken.ts'

/** Height by width below which a frame with words above its picture counts as square. */
const SQUARE = 1.2

/** The film's first picture: its quote, and the title it comes from. */
export function opening(idea: Idea, frame: Frame, { scene, title }: PictureRequest): Plan {
  const { unit, stacked, height, width } = frame
  // A square has no room for a figure beside a quote; its sun and land stay.
  const isSquare = stacked && height / width < SQUARE
  const { text, art } = columns(frame, isSquare ? 1 : stacked ? 0.66 : 0.62)
  const quote = (scene.text.trim() === '' ? title : scene.text.trim()).replace(/^["“「『']+|["”」』']+$/gu, '')
  const body = set(frame, {
    text: quote,
    // The hills begin where the work's name would end, below seven lines of the largest size.
    box: { ...text, y: text.y + unit * 9, height: text.height - unit * 26 },
    size: unit * (stacked ? 9 : 8.8),
    least: unit * 3,
    lines: 7,
    role: 'ink',
    leading: 1.24,
    capitals: false,
    phrases: true,
  })
  const from = [quote === title ? '' : title, pageOf(scene.page, frame.language)].filter((part) => part !== '').join('  ·  ')
  const signature = signatureBelow(body, { quote, from }, text, frame)
  const { motifs, ...land } = hero({ ...idea, scenery: lowLand(idea.scenery), ...(isSquare ? { motifs: [] } : {}) }, frame, art)
  return {
    words: [quotationMark(text, frame)],
    marks: [],
    parts: [...linesOf(body, frame), signature],
    motifs,
    ...land,
    ...(isSquare ? { sun: sunBeside(body, signature, text, land.horizon, unit) } : {}),
  }
}

// Large, in the first line's corner.
function quotationMark(text: Box, { unit, language }: Frame): PlacedText {
  const isRightToLeft = rightToLeft(language)
  return setText(
    {
      text: isRightToLeft ? '”' : '“',
      box: { ...text, height: unit * 10 },
      size: unit * 17,
      lines: 1,
      weight: 700,
      face: 'serif',
      role: 'accent',
      leading: 1,
      align: isRightToLeft ? 'end' : 'start',
    },
    'en',
  )
}

// A rule and where the quote comes from, which come into sight with the quote's last word.
function signatureBelow(body: PlacedText, { quote, from }: { quote: string; from: string }, text: Box, frame: Frame): Part {
  const { unit, stacked } = frame
  const y = body.box.y + body.box.height + unit * 2.6
  const rest = Math.max(unit * 3, text.y + text.height - y - unit * 1.6)
  const width = unit * 9
  const x = body.align === 'right' ? text.x + text.width - width : text.x
  const words = set(frame, {
    text: from,
    box: { ...text, y: y + unit * 1.6, height: Math.min(unit * 6, rest) },
    size: unit * (stacked ? 4 : 3.4),
    least: unit * 1.8,
    lines: 1,
    weight: 700,
    role: 'ink',
    spacing: 0.04,
  })
  return {
    said: /[\p{L}\p{M}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(quote)?.[0] ?? quote,
    box: around([words.box, { x, y, width, height: unit }]),
    sweep: sweepOf(frame.language),
    words: [words],
    marks: [{ path: rule(x, y, width, unit * 0.6), role: 'accent' }],
  }
}

// On the horizon, at the side where the words end, as large as the room below them allows.
function sunBeside(body: PlacedText, { words }: Part, text: Box, horizon: number, unit: number): NonNullable<Plan['sun']> {
  const x = text.x + text.width * (body.align === 'right' ? 0.18 : 0.82)
  const foot = Math.max(...words.map(({ box }) => box.y + box.height))
  return { x, y: horizon, radius: Math.max(unit * 5, Math.min(unit * 15, horizon - foot)) }
}
