import { centred, circle, columns, type Frame, horizonOf, overline, type Plan, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'

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
