import type { Box } from '../../../../render/layout.ts'
import { centred, circle, columns, type Frame, horizonOf, overline, type Plan, rule, set, standing } from '../plan.ts'
import { type Idea, motifFor } from '../read-idea.ts'
import { hero } from './illustration.ts'

/** The scene's words as a list of up to four, each numbered, its thing at the side. */
export function list(idea: Idea, frame: Frame): Plan {
  const { unit, stacked } = frame
  const { text, art } = columns(frame, stacked ? 0.66 : 0.54)
  const items = [idea.key, ...idea.support].slice(0, 4)
  const top = text.y + unit * (idea.overline === '' ? 0 : 7)
  const step = Math.min((text.y + text.height - top) / items.length, unit * (stacked ? 11 : 14))
  const words = [overline(frame, idea.overline, text)]
  const marks: Plan['marks'] = []
  const rtl = /^(ar|he|fa|ur)/.test(frame.language)
  for (const [index, item] of items.entries()) {
    const y = top + step * index
    const across = unit * 8
    words.push(
      set(frame, {
        text: String(index + 1),
        box: { x: rtl ? text.x + text.width - across : text.x, y, width: across, height: step },
        size: unit * 5.6,
        lines: 1,
        weight: 700,
        role: 'accent',
        rise: 'middle',
        align: rtl ? 'end' : 'start',
        leading: 1,
      }),
      set(frame, {
        text: item,
        box: { x: rtl ? text.x : text.x + across, y: y + unit * 0.8, width: text.width - across, height: step - unit * 1.6 },
        size: unit * 6,
        least: unit * 2.4,
        lines: 2,
        role: 'ink',
        rise: 'middle',
        leading: 1.1,
      }),
    )
    if (index > 0) marks.push({ path: rule(text.x, y - unit * 0.1, text.width, unit * 0.2), role: 'quiet' })
  }
  return { words, marks, ...hero(idea, frame, art) }
}

/** Two things side by side, a line between them. */
export function comparison(idea: Idea, frame: Frame): Plan {
  const { box, unit } = frame
  const words = [overline(frame, idea.overline, box, 'center')]
  const top = box.y + unit * 7
  const gap = unit * 8
  const half = (box.width - gap) / 2
  const motifs: Plan['motifs'] = []
  const sides = [idea.key, idea.support[0] ?? '']
  const [own, other] = sides.map((side, index) => motifFor(side) ?? idea.motifs[index])
  for (const [index, side] of sides.entries()) {
    const x = box.x + index * (half + gap)
    words.push(
      set(frame, {
        text: side,
        box: { x, y: top, width: half, height: box.height * 0.24 },
        size: unit * 7.5,
        least: unit * 2.8,
        lines: 2,
        role: index === 0 ? 'ink' : 'accent',
        align: 'center',
        rise: 'middle',
        leading: 1.12,
      }),
    )
    const place = { x, y: top + box.height * 0.27, width: half, height: box.y + box.height - top - box.height * 0.27 }
    const motif = index === 0 ? own : other === own ? idea.motifs.find((one) => one !== own) : other
    if (motif !== undefined)
      motifs.push({ motif, box: motif.floats === true ? centred(place, 0.8) : standing(place, 0.88), flip: index === 1 })
  }
  return {
    words,
    marks: [{ path: rule(box.x + box.width / 2 - unit * 0.15, top, unit * 0.3, box.height - unit * 12), role: 'quiet' }],
    motifs,
    scenery: idea.scenery,
    horizon: horizonOf(frame),
  }
}

/** The scene's words as places on a map, joined to the one they hang on. */
export function map(idea: Idea, frame: Frame): Plan {
  const { box, unit, stacked } = frame
  const words = [overline(frame, idea.overline, box, 'center')]
  const around = idea.support.slice(0, 4)
  const core: Box = {
    x: box.x + box.width * (stacked ? 0.1 : 0.29),
    y: box.y + box.height * 0.4,
    width: box.width * (stacked ? 0.8 : 0.42),
    height: box.height * 0.24,
  }
  const [x, y] = [core.x + core.width / 2, core.y + core.height / 2]
  const title = set(frame, {
    text: idea.key,
    box: core,
    size: unit * 10,
    least: unit * 3.4,
    lines: 2,
    role: 'ink',
    align: 'center',
    rise: 'middle',
    leading: 1.1,
  })
  const corners = stacked
    ? [
        { x: 0, y: 0.13 },
        { x: 1, y: 0.21 },
        { x: 0, y: 0.74 },
        { x: 1, y: 0.83 },
      ]
    : [
        { x: 0, y: 0.2 },
        { x: 1, y: 0.14 },
        { x: 0, y: 0.72 },
        { x: 1, y: 0.78 },
      ]
  const wide = box.width * (stacked ? 0.5 : 0.27)
  const marks: Plan['marks'] = []
  const motifs: Plan['motifs'] = []
  for (const [index, word] of around.entries()) {
    const corner = corners[index] ?? { x: 0, y: 0 }
    const place = { x: box.x + corner.x * (box.width - wide), y: box.y + corner.y * box.height, width: wide, height: unit * 9 }
    const icon = motifFor(word)
    const side = unit * 11
    if (icon !== undefined && !stacked)
      motifs.push({
        motif: icon,
        box: { x: corner.x === 0 ? place.x : place.x + wide - side, y: place.y - side * 0.2, width: side, height: side },
      })
    const indent = icon !== undefined && !stacked ? side + unit * 2 : unit * 4
    const inner = { ...place, x: corner.x === 0 ? place.x + indent : place.x, width: wide - indent }
    words.push(
      set(frame, {
        text: word,
        box: inner,
        size: unit * 4.6,
        least: unit * 2.2,
        lines: 2,
        weight: 700,
        role: 'ink',
        align: corner.x === 0 ? 'start' : 'end',
        rise: 'middle',
        capitals: false,
      }),
    )
    const from = { x: corner.x === 0 ? place.x + wide + unit : place.x - unit, y: place.y + unit * 4.5 }
    const to = {
      x: x + (corner.x === 0 ? -1 : 1) * (title.box.width / 2 + unit * 4) * (stacked ? 0.4 : 1),
      y: y + (corner.y < 0.5 ? -1 : 1) * unit * (stacked ? 9 : 3),
    }
    if (icon === undefined || stacked)
      marks.push({ path: circle(corner.x === 0 ? place.x + unit * 1.4 : place.x + wide - unit * 1.4, from.y, unit * 1.1), role: 'accent' })
    if (!stacked) marks.push({ path: curve(from, to), role: 'accent', stroke: unit * 0.45 })
  }
  marks.push({ path: rule(x - unit * 6, title.box.y + title.box.height + unit * 1.6, unit * 12, unit * 0.7), role: 'accent' })
  return { words: [...words, title], marks, motifs, scenery: idea.scenery, horizon: horizonOf(frame) + unit * 5 }
}

function curve(from: { x: number; y: number }, to: { x: number; y: number }) {
  const path = circle(from.x, from.y, 0.01)
  path.moveTo(from.x, from.y)
  path.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y)
  return path
}
