import { circle, columns, type Frame, type Mark, overline, type Part, type Plan, rightToLeft, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
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
