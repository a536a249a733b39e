import { around, type Frame, horizonOf, type Mark, overline, type Part, type Plan, rightToLeft, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'
import { hero } from './illustration.ts'

/** The scene's number in the middle, what it counts below, its thing at the foot. */
export function tally(idea: Idea, frame: Frame): Plan {
  const { box, ground = box, unit, stacked } = frame
  const head = { ...box, height: box.height * (stacked ? 0.4 : 0.52) }
  const said = idea.quantity?.value ?? idea.key
  const value = set(frame, {
    text: said,
    box: { ...head, y: head.y + unit * 5, height: head.height * 0.66 - unit * 5 },
    ...{ size: unit * 26, least: unit * 6, lines: 1, weight: 700, role: 'accent', align: 'center', leading: 1, capitals: false },
  })
  const at = value.box.y + value.box.height + unit
  const counted = set(frame, {
    text: idea.counted,
    box: { ...head, y: at, height: Math.max(unit * 4, head.y + head.height - at) },
    ...{ size: unit * 6.4, least: unit * 2.6, lines: 2, role: 'ink', align: 'center', leading: 1.2, capitals: false },
  })
  const top = counted.box.y + counted.box.height + unit * 2
  const art = { ...ground, y: top, height: ground.y + ground.height - top }
  return {
    words: [overline(frame, idea.overline, head, 'center')],
    marks: [],
    parts: [{ said, box: around([value.box, counted.box], unit), sweep: sweepOf(frame.language), words: [value, counted], marks: [] }],
    ...hero(idea, frame, art),
  }
}

/** Amounts of one unit as bars, each under whose it is; the longest in the accent. */
export function bars(idea: Idea, frame: Frame): Plan {
  const { box, unit, stacked } = frame
  const back = rightToLeft(frame.language)
  const top = box.y + unit * (idea.overline === '' ? 1 : 8)
  const step = Math.min((box.y + box.height - top) / idea.amounts.length, unit * 26)
  const most = Math.max(...idea.amounts.map(({ amount }) => amount))
  const marks: Mark[] = []
  const parts: Part[] = []
  for (const [index, { label, value, amount }] of idea.amounts.entries()) {
    const y = top + step * index
    const line = { ...box, y, height: step * (stacked ? 0.26 : 0.3) }
    const shared = { lines: 1, leading: 1.1, capitals: false } as const
    // Whose it is and how much share a line above the bar; where that is narrow, how much has its own below.
    const owner = stacked ? line : { ...line, width: line.width * 0.5, x: back ? line.x + line.width * 0.5 : line.x }
    const figure = stacked
      ? { ...line, y: y + step * 0.6 }
      : { ...line, width: line.width * 0.48, x: back ? line.x : line.x + line.width * 0.52 }
    const name = set(frame, { text: label, box: owner, size: unit * 5.4, least: unit * 2.6, role: 'ink', rise: 'bottom', ...shared })
    const aligned = stacked ? ({ align: 'start', rise: 'top' } as const) : ({ align: 'end', rise: 'bottom' } as const)
    const much = set(frame, {
      text: value,
      box: figure,
      size: unit * 6.4,
      least: unit * 2.6,
      weight: 700,
      role: 'ink',
      ...aligned,
      ...shared,
    })
    const [width, height] = [Math.max(unit, (box.width * amount) / most), step * (stacked ? 0.22 : 0.34)]
    const bar = { y: y + step * (stacked ? 0.31 : 0.36), height }
    const from = back ? box.x + box.width - width : box.x
    marks.push({ path: rule(box.x, bar.y, box.width, bar.height), role: 'quiet' })
    const length: Mark = { path: rule(from, bar.y, width, bar.height), role: amount === most ? 'accent' : 'ink' }
    parts.push({
      said: label,
      box: { ...box, y, height: step * 0.9 },
      sweep: sweepOf(frame.language),
      words: [name, much],
      marks: [length],
    })
  }
  const foot = top + step * idea.amounts.length
  return {
    words: [overline(frame, idea.overline, box)],
    marks,
    parts,
    motifs: [],
    calm: [{ ...box, y: top, height: foot - top }],
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 3,
  }
}
