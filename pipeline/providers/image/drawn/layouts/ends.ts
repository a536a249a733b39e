import type { PictureRequest } from '../../../provider.ts'
import { columns, type Frame, horizonOf, overline, type Plan, rule, set } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { hero } from './illustration.ts'

/** The film's first picture: its quote, and the title it comes from. */
export function opening(idea: Idea, frame: Frame, { scene, title }: PictureRequest): Plan {
  const { unit, stacked, box } = frame
  const { text, art } = columns(frame, stacked ? 0.64 : 0.62)
  const quote = scene.text.trim() === '' ? title : scene.text.trim()
  const mark = set(frame, {
    text: '“',
    box: { ...text, height: unit * 12 },
    size: unit * 17,
    lines: 1,
    weight: 700,
    face: 'serif',
    role: 'accent',
    leading: 1,
    capitals: false,
  })
  const body = set(frame, {
    text: quote.replace(/^["“「『']+|["”」』']+$/gu, ''),
    box: { ...text, y: text.y + unit * 10, height: text.height - unit * 20 },
    size: unit * 8.4,
    least: unit * 3,
    lines: 6,
    role: 'ink',
    leading: 1.26,
    capitals: false,
  })
  const at = Math.min(body.box.y + body.box.height + unit * 3, text.y + text.height - unit * 8)
  const width = unit * 9
  const x = body.align === 'right' ? text.x + text.width - width : text.x
  const from = set(frame, {
    text: quote === title ? '' : title,
    box: { ...text, y: at + unit * 1.6, height: unit * 6 },
    size: unit * 3.4,
    least: unit * 2,
    lines: 1,
    weight: 700,
    role: 'ink',
    spacing: 0.04,
  })
  return {
    words: [mark, body, from],
    marks: [{ path: rule(x, at, width, unit * 0.6), role: 'accent' }],
    ...hero(idea, { ...frame, box }, art),
  }
}

/** The film's last picture: where it all comes from. */
export function ending(idea: Idea, frame: Frame, { scene, title, language }: PictureRequest): Plan {
  const { unit, box } = frame
  const source = scene.heading !== '' ? scene.heading : scene.text !== '' ? scene.text : title
  const chinese = language.startsWith('zh')
  const label = overline(frame, chinese ? '来源' : 'Source', { ...box, y: box.y + box.height * 0.12 }, 'center')
  const name = set(frame, {
    text: source,
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
    text: chinese ? '由 docreel 制作' : 'made with docreel',
    box: { ...box, y: at + unit * 3, height: unit * 6 },
    size: unit * 3.2,
    lines: 1,
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
    scenery: idea.scenery,
    horizon: horizonOf(frame) + unit * 2,
  }
}
