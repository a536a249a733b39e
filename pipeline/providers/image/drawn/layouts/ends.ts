import type { PictureRequest } from '../../../provider.ts'
import { labelsIn, pageOf, pagesOf } from '../labels.ts'
import { around, columns, type Frame, horizonOf, overline, type Part, type Plan, rightToLeft, rule, set, sweepOf } from '../plan.ts'
import { type Idea, lowLand } from '../read-idea.ts'
import { setText } from '../set-text.ts'
import { hero } from './illustration.ts'
import { linesOf } from './spoken.ts'

/** The film's first picture: its quote, and the title it comes from. */
export function opening(idea: Idea, frame: Frame, { scene, title }: PictureRequest): Plan {
  const { unit, stacked, height, width } = frame
  // A square has no room for a figure beside a quote; its sun and land stay.
  const square = stacked && height / width < 1.2
  const { text, art } = columns(frame, square ? 1 : stacked ? 0.66 : 0.62)
  const quote = (scene.text.trim() === '' ? title : scene.text.trim()).replace(/^["“「『']+|["”」』']+$/gu, '')
  const mark = setText(
    { text: '“', box: { ...text, height: unit * 10 }, size: unit * 17, lines: 1, weight: 700, face: 'serif', role: 'accent', leading: 1 },
    'en',
  )
  const placed = rightToLeft(frame.language)
    ? setText(
        {
          text: '”',
          box: { ...text, height: unit * 10 },
          size: unit * 17,
          lines: 1,
          weight: 700,
          face: 'serif',
          role: 'accent',
          leading: 1,
          align: 'end',
        },
        'en',
      )
    : mark
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
  const at = body.box.y + body.box.height + unit * 2.6
  const rest = Math.max(unit * 3, text.y + text.height - at - unit * 1.6)
  const short = unit * 9
  const x = body.align === 'right' ? text.x + text.width - short : text.x
  const from = set(frame, {
    text: [quote === title ? '' : title, pageOf(scene.page, frame.language)].filter((part) => part !== '').join('  ·  '),
    box: { ...text, y: at + unit * 1.6, height: Math.min(unit * 6, rest) },
    size: unit * (stacked ? 4 : 3.4),
    least: unit * 1.8,
    lines: 1,
    weight: 700,
    role: 'ink',
    spacing: 0.04,
  })
  const { motifs, ...land } = hero({ ...idea, scenery: lowLand(idea.scenery), ...(square ? { motifs: [] } : {}) }, frame, art)
  const spare = land.horizon - (from.box.y + from.box.height)
  const sun = square
    ? {
        x: text.x + text.width * (body.align === 'right' ? 0.18 : 0.82),
        y: land.horizon,
        radius: Math.max(unit * 5, Math.min(unit * 15, spare)),
      }
    : land.sun
  // Where it comes from, with its last word.
  const said = /[\p{L}\p{M}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(quote)?.[0] ?? quote
  const signature: Part = {
    said,
    box: around([from.box, { x, y: at, width: short, height: unit }]),
    sweep: sweepOf(frame.language),
    words: [from],
    marks: [{ path: rule(x, at, short, unit * 0.6), role: 'accent' }],
  }
  return {
    words: [placed],
    marks: [],
    parts: [...linesOf(body, frame), signature],
    motifs,
    ...land,
    ...(sun === undefined ? {} : { sun }),
  }
}

/** The film's last picture: where it all comes from, the pages it rests on, and who made it with what. */
export function ending(idea: Idea, frame: Frame, { scene, title, language }: PictureRequest): Plan {
  const { unit, box } = frame
  const source = scene.heading !== '' ? scene.heading : scene.text !== '' ? scene.text : title
  const labels = labelsIn(language)
  const { pages, ai = false } = scene.credits ?? {}
  const [, author = labels.source, work = source] = /^([^,，،《]{2,60}?)[,，،]?\s*(?:[,，،]\s*|(?=《))(.+)$/u.exec(source) ?? []
  const label = overline(frame, author, { ...box, y: box.y + box.height * 0.12 }, 'center')
  const name = set(frame, {
    text: work,
    box: { ...box, y: label.box.y + unit * 6, height: box.height * 0.4 },
    size: unit * 9,
    least: unit * 3,
    lines: 3,
    role: 'ink',
    align: 'center',
    leading: 1.18,
  })
  const at = name.box.y + name.box.height + unit * 4
  const made = set(frame, {
    text: [pages === undefined ? '' : pagesOf(pages, language), ai ? labels.ai : labels.made].filter((part) => part !== '').join('  ·  '),
    box: { ...box, y: at + unit * 3, height: Math.max(unit * 3, Math.min(unit * 9, box.y + box.height - at - unit * 3)) },
    size: unit * (frame.stacked ? 3.8 : 3.2),
    lines: 2,
    weight: 400,
    role: 'ink',
    align: 'center',
    capitals: false,
    spacing: 0.03,
  })
  return {
    words: [label, name, made],
    marks: [{ path: rule(box.x + box.width / 2 - unit * 5, at, unit * 10, unit * 0.6), role: 'accent' }],
    motifs: [],
    sun: { x: frame.width / 2, y: horizonOf(frame) + unit, radius: unit * 11 },
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 2,
  }
}
