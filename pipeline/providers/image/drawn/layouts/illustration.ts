import type { Box } from '../../../../render/layout.ts'
import { centred, columns, type Frame, horizonOf, overline, type Plan, rule, set, standing } from '../plan.ts'
import type { Idea } from '../read-idea.ts'

/** Words at one side, the scene at the other. */
export function postcard(idea: Idea, frame: Frame): Plan {
  return beside(idea, frame, false)
}

/** The same the other way round, with the picture first. */
export function vista(idea: Idea, frame: Frame): Plan {
  return beside(idea, frame, true)
}

/** How far hills rise above where the land begins, in hundredths of the shorter side. */
const HILLS = 6

function beside(idea: Idea, frame: Frame, mirrored: boolean): Plan {
  const { text, art } = columns(frame, 0.5, mirrored)
  // Above the hills, whose lines would go through small words.
  const sky = { ...text, height: Math.min(text.height, horizonOf(frame) - frame.unit * HILLS - text.y) }
  const { words, marks } = titleBlock(idea, frame, sky, frame.stacked ? 'top' : 'middle')
  return { words, marks, ...hero(idea, frame, art) }
}

/** One thing large in the middle, its name across the top. */
export function poster(idea: Idea, frame: Frame): Plan {
  const { box, ground = box, unit, stacked } = frame
  const head = { ...box, height: box.height * (stacked ? 0.34 : 0.36) }
  const small = overline(frame, idea.overline, head, 'center')
  const title = set(frame, {
    text: idea.key,
    box: { ...head, y: head.y + unit * 5, height: head.height - unit * 5 },
    size: unit * (stacked ? 12 : 13),
    lines: 2,
    role: 'ink',
    align: 'center',
    leading: 1.1,
  })
  const top = box.y + head.height + unit * 2
  const art = { ...ground, y: top, height: ground.y + ground.height - top }
  return { words: [small, title], marks: [], ...hero(idea, frame, art) }
}

/** One word as large as the frame allows, over the land; no figure. */
export function statement(idea: Idea, frame: Frame): Plan {
  const { box, unit, stacked } = frame
  const small = overline(frame, idea.overline, box)
  const title = set(frame, {
    text: idea.key,
    box: { ...box, y: box.y + unit * 6, height: box.height * (stacked ? 0.42 : 0.5) },
    size: unit * 22,
    least: unit * 6,
    lines: 3,
    role: 'ink',
    leading: 1.05,
  })
  const at = title.box.y + title.box.height + unit * 3
  const support = set(frame, {
    text: idea.support.slice(0, 3).join('   /   '),
    box: { ...box, y: at + unit * 2.4, height: unit * 9 },
    size: unit * 3.8,
    lines: 2,
    weight: 400,
    role: 'ink',
    capitals: false,
  })
  const start = title.align === 'right' ? box.x + box.width - unit * 14 : box.x
  return {
    words: [small, title, support],
    marks: [{ path: rule(start, at, unit * 14, unit * 0.7), role: 'accent' }],
    motifs: [],
    sun: { x: box.x + box.width * (title.align === 'right' ? 0.2 : 0.82), y: horizonOf(frame) - unit * 2, radius: unit * 13 },
    scenery: idea.scenery,
    horizon: horizonOf(frame),
  }
}

/** Overline, title, rule and supporting words as one block. */
export function titleBlock(idea: Idea, frame: Frame, box: Box, rise: 'top' | 'middle'): Pick<Plan, 'words' | 'marks'> {
  const { unit, stacked } = frame
  const title = set(frame, {
    text: idea.key,
    box: { ...box, y: box.y + unit * 6, height: box.height - unit * 18 },
    size: unit * (stacked ? 12.5 : 12),
    least: unit * 4.2,
    lines: 3,
    role: 'ink',
    leading: 1.12,
  })
  const tail = idea.support.length > 0 ? unit * 12 : 0
  const total = unit * 6 + title.box.height + tail
  const shift = rise === 'middle' ? Math.max(0, (box.height - total) / 2) : 0
  const moved = {
    ...title,
    box: { ...title.box, y: title.box.y + shift },
    lines: title.lines.map((line) => ({ ...line, y: line.y + shift })),
  }
  const words = [overline(frame, idea.overline, { ...box, y: box.y + shift }), moved]
  if (tail === 0) return { words, marks: [] }
  const at = moved.box.y + moved.box.height + unit * 2.2
  words.push(
    set(frame, {
      text: idea.support.slice(0, 3).join('  ·  '),
      box: { ...box, y: at + unit * 2.2, height: Math.min(unit * 8.4, box.y + box.height - at - unit * 2.2) },
      size: unit * (stacked ? 4.3 : 3.4),
      least: unit * 2.4,
      lines: 2,
      weight: 400,
      role: 'ink',
      capitals: false,
      leading: 1.3,
    }),
  )
  const width = unit * 11
  const x = moved.align === 'right' ? box.x + box.width - width : box.x
  return { words, marks: [{ path: rule(x, at, width, unit * 0.6), role: 'accent' }] }
}

/** The scene's thing in its land, with the sun behind it. */
export function hero(idea: Idea, frame: Frame, art: Box): Pick<Plan, 'motifs' | 'sun' | 'scenery' | 'horizon'> {
  const horizon = art.y + art.height - frame.height * 0.035
  const [first] = idea.motifs
  const middle = { x: art.x + art.width / 2, y: art.y + art.height / 2 }
  const side = Math.min(art.width, art.height)
  const sun = { x: middle.x + side * 0.04, y: horizon - side * 0.42, radius: side * 0.4 }
  if (first === undefined)
    return { motifs: [], sun: { ...sun, radius: side * 0.34, y: horizon - side * 0.3 }, scenery: idea.scenery, horizon }
  const box = first.floats === true ? centred({ ...art, height: horizon - art.y }, 0.84) : standing(art, 0.92)
  return { motifs: [{ motif: first, box }], sun, scenery: idea.scenery, horizon }
}
