import { around, columns, type Frame, type Mark, overline, type Plan, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { hero } from './illustration.ts'

/** The scene's number as large as it goes, what it counts below, its thing at the side. */
export function number(idea: Idea, frame: Frame): Plan {
  const { unit, stacked } = frame
  const { text, art } = columns(frame, 0.62)
  const said = idea.quantity?.value ?? idea.key
  const value = set(frame, {
    text: said,
    box: { ...text, y: text.y + unit * 6, height: text.height * (stacked ? 0.52 : 0.5) },
    size: unit * 30,
    least: unit * 6,
    lines: 1,
    weight: 700,
    role: 'accent',
    leading: 1,
    capitals: false,
  })
  const at = value.box.y + value.box.height + unit * 1.5
  const unitLine = set(frame, {
    text: idea.counted,
    box: { ...text, y: at + unit * 3, height: text.y + text.height - at - unit * 3 },
    size: unit * 6.4,
    least: unit * 2.6,
    lines: 2,
    role: 'ink',
    leading: 1.2,
  })
  const width = unit * 11
  const x = value.align === 'right' || unitLine.align === 'right' ? text.x + text.width - width : text.x
  const marks: Mark[] = idea.counted === '' ? [] : [{ path: rule(x, at + unit * 0.6, width, unit * 0.6), role: 'ink' }]
  const room = around([value.box, ...(idea.counted === '' ? [] : [unitLine.box])], unit)
  return {
    words: [overline(frame, idea.overline, text)],
    marks: [],
    parts: [{ said, box: room, sweep: sweepOf(frame.language), words: [value, unitLine], marks }],
    ...hero(idea, frame, art),
  }
}
