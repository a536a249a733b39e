import { motifsFor } from '../called-things.ts'
import { centred, type Frame, horizonOf, overline, type Part, type Plan, rule, set, standing, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'

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
