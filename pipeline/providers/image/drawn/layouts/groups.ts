import type { Box } from '../../../../render/layout.ts'
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
  rightToLeft,
  rule,
  set,
  standing,
  sweepOf,
} from '../plan.ts'
import { type Idea, lowLand, motifsFor } from '../read-idea.ts'
import { hero } from './illustration.ts'

/** What the scene tells one after another, else its words, as a list of up to four points, its thing at the side. */
export function list(idea: Idea, frame: Frame): Plan {
  const { unit, stacked } = frame
  const { text, art } = columns(frame, stacked ? 0.66 : 0.54)
  const items = (idea.points.length > 0 ? idea.points : [idea.key, ...idea.support]).slice(0, 4)
  const top = text.y + unit * (idea.overline === '' ? 0 : 7)
  const step = Math.min((text.y + text.height - top) / items.length, unit * (stacked ? 11 : 14))
  const heading = overline(frame, idea.overline, text)
  const rtl = rightToLeft(frame.language)
  const across = unit * 5
  const words = items.map((item, index) =>
    set(frame, {
      text: item,
      box: {
        x: rtl ? text.x : text.x + across,
        y: top + step * index + unit * 0.8,
        width: text.width - across,
        height: step - unit * 1.6,
      },
      size: unit * 6,
      least: unit * 2.4,
      lines: 2,
      role: 'ink',
      rise: 'middle',
      leading: 1.1,
    }),
  )
  // As long as the longest of them, so that a panel under the words holds the lines too.
  const longest = Math.max(...[heading, ...words].map(({ box }) => (rtl ? text.x + text.width - box.x : box.x + box.width - text.x)))
  const left = rtl ? text.x + text.width - longest : text.x
  const parts = items.map((said, index): Part => {
    const y = top + step * index
    // Points, not numbers: these are what is spoken of, in no order of rank.
    const point = circle(rtl ? text.x + text.width - unit * 1.4 : text.x + unit * 1.4, y + step / 2, unit * 1.1)
    const marks: Mark[] = [{ path: point, role: 'accent' }]
    if (index > 0) marks.push({ path: rule(left, y - unit * 0.1, longest, unit * 0.2), role: 'quiet' })
    const room = { ...text, y: y - unit * 0.5, height: step }
    return { said, box: room, sweep: sweepOf(frame.language), words: words.slice(index, index + 1), marks }
  })
  return { words: [heading], marks: [], parts, ...hero(idea, frame, art) }
}

/** Two things side by side, a line between them. */
export function comparison(idea: Idea, frame: Frame): Plan {
  const { box, unit } = frame
  const top = box.y + unit * 7
  const gap = unit * 8
  const half = (box.width - gap) / 2
  const motifs: Plan['motifs'] = []
  const parts: Part[] = []
  const sides = [idea.key, idea.support[0] ?? '']
  const shown = motifsFor(sides, frame.language)
  const floating = shown.every((motif) => motif?.floats === true)
  for (const [index, side] of sides.entries()) {
    const x = box.x + index * (half + gap)
    const head = { x, y: top, width: half, height: box.height * 0.24 }
    const name = set(frame, {
      text: side,
      box: head,
      size: unit * 7.5,
      least: unit * 2.8,
      lines: 2,
      role: index === 0 ? 'ink' : 'accent',
      align: 'center',
      rise: 'middle',
      leading: 1.12,
    })
    parts.push({ said: side, box: head, sweep: sweepOf(frame.language), words: [name], marks: [] })
    const place = { x, y: top + box.height * 0.27, width: half, height: box.y + box.height - top - box.height * 0.27 }
    const motif = shown[index]
    if (motif !== undefined) motifs.push({ motif, box: floating ? centred(place, 0.84) : standing(place, 0.88), flip: index === 1 })
  }
  return {
    words: [overline(frame, idea.overline, box, 'center')],
    parts,
    marks: [{ path: rule(box.x + box.width / 2 - unit * 0.15, top, unit * 0.3, box.height - unit * 12), role: 'quiet' }],
    motifs,
    scenery: idea.scenery,
    horizon: horizonOf(frame),
  }
}

/** The scene's words as places on a map, joined to the one they hang on; a grid of them where the frame is tall. */
export function map(idea: Idea, frame: Frame): Plan {
  const shown = frame.stacked ? grid(idea, frame) : web(idea, frame)
  return { ...shown, together: true, scenery: lowLand(idea.scenery), horizon: horizonOf(frame) + frame.unit * 5 }
}

function web(idea: Idea, frame: Frame): Pick<Plan, 'words' | 'marks' | 'motifs' | 'parts'> {
  const { box, unit } = frame
  const core: Box = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.36, width: box.width * 0.4, height: box.height * 0.28 }
  const middle = { x: core.x + core.width / 2, y: core.y + core.height / 2 }
  const title = set(frame, {
    text: idea.key,
    box: core,
    size: unit * 11,
    least: unit * 3.4,
    lines: 2,
    role: 'ink',
    align: 'center',
    rise: 'middle',
    leading: 1.1,
  })
  const parts: Part[] = []
  const marks: Mark[] = [
    { path: rule(middle.x - unit * 6, title.box.y + title.box.height + unit * 1.6, unit * 12, unit * 0.7), role: 'accent' },
  ]
  const motifs: Plan['motifs'] = []
  const [wide, side] = [box.width * 0.28, unit * 12]
  // Two stand on either side, more above and below.
  const heights = idea.support.length > 2 ? [0.16, 0.12, 0.7, 0.74] : [0.4, 0.4]
  const icons = motifsFor(idea.support.slice(0, 4), frame.language)
  for (const [index, word] of idea.support.slice(0, 4).entries()) {
    const left = index % 2 === 0
    const y = box.y + box.height * (heights[index] ?? 0)
    const place = { x: left ? box.x : box.x + box.width - wide, y, width: wide, height: side }
    const icon = icons[index]
    const edge = left ? place.x : place.x + wide - side
    const own: Mark[] = []
    if (icon !== undefined) motifs.push({ motif: icon, box: { x: edge, y, width: side, height: side } })
    else own.push({ path: circle(edge + side * (left ? 0.3 : 0.7), y + side / 2, unit * 2), role: 'accent' })
    const label = set(frame, {
      text: word,
      box: { ...place, x: left ? place.x + side + unit * 2 : place.x, width: wide - side - unit * 2 },
      size: unit * 4.8,
      least: unit * 2.2,
      lines: 2,
      weight: 700,
      role: 'ink',
      align: left ? 'start' : 'end',
      rise: 'middle',
      capitals: false,
    })
    const from = { x: left ? label.box.x + label.box.width + unit * 2 : label.box.x - unit * 2, y: y + side / 2 }
    const to = {
      x: middle.x + (left ? -1 : 1) * (title.box.width / 2 + unit * 4),
      y: middle.y + (idea.support.length > 2 ? (index < 2 ? -2.5 : 2.5) * unit : 0),
    }
    own.push({ path: curve(from, to), role: 'accent', stroke: unit * 0.45 })
    const ends = [from, to].map((end) => ({ ...end, width: 0, height: 0 }))
    const room = around([place, ...ends], unit)
    // Outwards, from what it hangs on.
    parts.push({ said: word, box: room, sweep: left ? 'left' : 'right', words: [label], marks: own })
  }
  return { words: [overline(frame, idea.overline, box, 'center'), title], marks, parts, motifs }
}

function grid(idea: Idea, frame: Frame): Pick<Plan, 'words' | 'marks' | 'motifs' | 'parts'> {
  const { box, unit } = frame
  const title = set(frame, {
    text: idea.key,
    box: { ...box, y: box.y + unit * 6, height: box.height * 0.16 },
    size: unit * 11,
    least: unit * 4,
    lines: 2,
    role: 'ink',
    align: 'center',
    leading: 1.1,
  })
  const parts: Part[] = []
  const motifs: Plan['motifs'] = []
  const items = idea.support.slice(0, 4)
  const top = title.box.y + title.box.height + unit * 4
  const rows = Math.ceil(items.length / 2)
  const cell = { width: (box.width - unit * 6) / 2, height: (box.y + box.height - top - unit * 4 * (rows - 1)) / Math.max(1, rows) }
  const icons = motifsFor(items, frame.language)
  for (const [index, word] of items.entries()) {
    const alone = index === items.length - 1 && index % 2 === 0
    const x = alone ? box.x + (box.width - cell.width) / 2 : box.x + (index % 2) * (cell.width + unit * 6)
    const y = top + Math.floor(index / 2) * (cell.height + unit * 4)
    const label = { x, y: y + cell.height - unit * 9, width: cell.width, height: unit * 9 }
    const art = centred({ x, y, width: cell.width, height: cell.height - unit * 10 }, 0.82)
    const icon = icons[index]
    const ring = circle(art.x + art.width / 2, art.y + art.height / 2, art.width * 0.3)
    const marks: Mark[] = icon === undefined ? [{ path: ring, role: 'accent', stroke: unit * 1.2 }] : []
    if (icon !== undefined) motifs.push({ motif: icon, box: art })
    const name = set(frame, {
      text: word,
      box: label,
      size: unit * 5.4,
      least: unit * 2.4,
      lines: 2,
      weight: 700,
      role: 'ink',
      align: 'center',
      leading: 1.15,
      capitals: false,
    })
    parts.push({ said: word, box: { x, y, ...cell }, sweep: sweepOf(frame.language), words: [name], marks })
  }
  return { words: [overline(frame, idea.overline, box, 'center'), title], marks: [], parts, motifs }
}

function curve(from: { x: number; y: number }, to: { x: number; y: number }) {
  const path = circle(from.x, from.y, 0.01)
  path.moveTo(from.x, from.y)
  path.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y)
  return path
}
