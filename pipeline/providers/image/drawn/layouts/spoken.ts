import type { PictureRequest } from '../../../provider.ts'
import { around, type Frame, horizonOf, overline, type Part, type Plan, rule, set, sweepOf } from '../plan.ts'
import { type Idea, overlineOf } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'
import type { PlacedText } from '../set-text.ts'

/** What is said, set large and written as it is said, in place of captions; for a scene that names nothing to draw. */
export function spoken(idea: Idea, frame: Frame, { scene, title }: PictureRequest): Plan {
  const { box, unit, stacked, language } = frame
  const bar = unit * 0.9
  const indent = unit * (stacked ? 4.5 : 6)
  const right = sweepOf(language) === 'left'
  const column = { ...box, x: box.x + (right ? 0 : indent), width: box.width - indent }
  const small = overline(frame, overlineOf(scene, [title], language), { ...column, y: column.y + unit * 2 })
  const top = column.y + unit * 9
  const body = set(frame, {
    text: scene.text.trim(),
    box: { ...column, y: top, height: box.y + box.height - top - unit * 7 },
    size: unit * (stacked ? 8.6 : 9.2),
    least: unit * 3.4,
    lines: 9,
    rise: stacked ? 'top' : 'middle',
    role: 'ink',
    leading: 1.26,
    capitals: false,
    phrases: true,
  })
  const x = right ? box.x + box.width - bar : box.x
  return {
    words: [small],
    marks: [{ path: rule(x, body.box.y + unit, bar, Math.max(unit, body.box.height - unit * 2)), role: 'accent' }],
    parts: linesOf(body, frame),
    motifs: [],
    // The rule is one with the words: a panel takes in both.
    calm: [around([body.box, { ...body.box, x, width: bar }])],
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 3,
  }
}

/** A set text as parts, one for each line. */
export function linesOf(text: PlacedText, frame: Frame): Part[] {
  const height = text.box.height / text.lines.length
  return text.lines.map((line, index) => ({
    said: line.text,
    box: { ...text.box, y: text.box.y + height * index, height },
    sweep: sweepOf(frame.language),
    words: [{ ...text, lines: [line] }],
    marks: [],
  }))
}
