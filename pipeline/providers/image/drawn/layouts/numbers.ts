import {
  around,
  centred,
  circle,
  columns,
  type Frame,
  horizonOf,
  type Mark,
  overline,
  type Part,
  type Plan,
  rule,
  set,
  sweepOf,
} from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../read-idea.ts'
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

/** The share inside a ring that fills as far as it says, and what it is a share of. */
export function dial(idea: Idea, frame: Frame): Plan {
  const { unit, stacked, box } = frame
  // The ring holds words.
  const { text, art } = columns({ ...frame, ground: box }, stacked ? 0.42 : 0.46, true)
  const round = centred(art, 0.98)
  const [x, y, radius] = [round.x + round.width / 2, round.y + round.height / 2, round.width / 2 - unit * 2]
  const inner = { x: x - radius * 0.76, y: y - radius * 0.42, width: radius * 1.52, height: radius * 0.84 }
  const said = idea.quantity?.value ?? idea.key
  const value = set(frame, {
    text: said,
    box: inner,
    size: radius * 0.72,
    least: unit * 3,
    lines: 1,
    weight: 700,
    role: 'ink',
    align: 'center',
    rise: 'middle',
    leading: 1,
    capitals: false,
  })
  const sweep = sweepOf(frame.language)
  const share = circle(x, y, radius, Math.min(0.999, idea.quantity?.share ?? 0))
  const title = set(frame, {
    text: idea.counted,
    box: { ...text, y: text.y + unit * 6, height: text.height - unit * 6 },
    size: unit * 11,
    least: unit * 4,
    lines: 3,
    role: 'ink',
    rise: stacked ? 'top' : 'middle',
    leading: 1.12,
  })
  return {
    words: [overline(frame, idea.overline, { ...text, y: Math.max(text.y, title.box.y - unit * 6) })],
    marks: [{ path: circle(x, y, radius), role: 'quiet', stroke: unit * 2.4 }],
    parts: [
      { said, box: inner, sweep, words: [value], marks: [] },
      { said, box: title.box, sweep, words: [title], marks: [] },
      { said, box: round, sweep: 'around', words: [], marks: [{ path: share, role: 'accent', stroke: unit * 2.4 }] },
    ],
    calm: [round],
    motifs: [],
    scenery: lowLand(idea.scenery),
    horizon: Math.max(horizonOf(frame), round.y + round.height + unit * 5),
  }
}

/** Years along a line, with what happened. */
export function timeline(idea: Idea, frame: Frame): Plan {
  const { box, unit, stacked } = frame
  const shown = idea.years.slice(0, 4)
  const title = set(frame, {
    text: idea.key,
    box: { ...box, y: box.y + unit * 5.5, height: box.height * 0.24 },
    size: unit * 9,
    least: unit * 4,
    lines: 2,
    role: 'ink',
    leading: 1.12,
  })
  const marks: Mark[] = []
  const parts: Part[] = []
  const sweep = sweepOf(frame.language)
  const top = title.box.y + title.box.height + unit * 5
  const room = box.y + box.height - top - unit * 4
  const rtl = title.align === 'right'
  if (stacked) {
    const step = room / shown.length
    marks.push({ path: rule(box.x + unit * 1.6, top, unit * 0.4, step * shown.length - unit * 2), role: 'quiet' })
    for (const [index, { year, about }] of shown.entries()) {
      const y = top + step * index
      const point: Mark = { path: circle(box.x + unit * 1.8, y + unit * 3.6, unit * 1.8), role: 'accent' }
      const left = { x: box.x + unit * 8, width: box.width - unit * 8 }
      const words = [
        set(frame, { text: year, box: { ...left, y, height: unit * 8 }, size: unit * 7, lines: 1, weight: 700, role: 'ink', leading: 1.1 }),
        set(frame, {
          text: about,
          box: { ...left, y: y + unit * 8.2, height: Math.max(unit * 4, step - unit * 9.4) },
          size: unit * 4.4,
          least: unit * 2.4,
          lines: 2,
          weight: 400,
          role: 'ink',
          capitals: false,
        }),
      ]
      parts.push({ said: year, box: { ...box, y: y - unit, height: step - unit * 0.5 }, sweep, words, marks: [point] })
    }
  } else {
    const y = top + room * 0.42
    const step = box.width / shown.length
    marks.push({ path: rule(box.x, y - unit * 0.25, box.width, unit * 0.5), role: 'quiet' })
    for (const [index, { year, about }] of shown.entries()) {
      const x = box.x + step * (rtl ? shown.length - 1 - index : index)
      const point: Mark = { path: circle(x + unit * 1.8, y, unit * 1.8), role: 'accent' }
      const words = [
        set(frame, {
          text: year,
          box: { x, y: top - unit, width: step - unit * 3, height: y - top - unit * 2 },
          size: unit * 8.5,
          least: unit * 4,
          lines: 1,
          weight: 700,
          role: 'ink',
          rise: 'bottom',
          align: rtl ? 'end' : 'start',
          leading: 1.1,
        }),
        set(frame, {
          text: about,
          box: { x, y: y + unit * 4, width: step - unit * 3, height: Math.max(unit * 4, top + room - y - unit * 4) },
          size: unit * 3.8,
          least: unit * 2.2,
          lines: 3,
          weight: 400,
          role: 'ink',
          capitals: false,
        }),
      ]
      parts.push({
        said: year,
        box: { x: x - unit, y: top - unit * 2, width: step - unit, height: room + unit * 2 },
        sweep,
        words,
        marks: [point],
      })
    }
  }
  return {
    words: [overline(frame, idea.overline, box), title],
    marks,
    parts,
    motifs: [],
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 3,
  }
}
