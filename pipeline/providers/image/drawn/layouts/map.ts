import type { Box } from '../../../../render/layout.ts'
import { motifsFor } from '../called-things.ts'
import { around, centred, circle, type Frame, horizonOf, type Mark, overline, type Part, type Plan, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'

type Point = { x: number; y: number }
type Lettering = Pick<Plan, 'words' | 'marks' | 'motifs' | 'parts'>

/** Words around the one they hang on. */
const MOST_WORDS = 4

/** The scene's words as places on a map, joined to the one they hang on; a grid of them where the frame is tall. */
export function map(idea: Idea, frame: Frame): Plan {
  const shown = frame.stacked ? grid(idea, frame) : web(idea, frame)
  return { ...shown, together: true, scenery: lowLand(idea.scenery), horizon: horizonOf(frame) + frame.unit * 5 }
}

function web(idea: Idea, frame: Frame): Lettering {
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
  const underline = rule(middle.x - unit * 6, title.box.y + title.box.height + unit * 1.6, unit * 12, unit * 0.7)
  const isCrowded = idea.support.length > 2
  // Two stand on either side, more above and below.
  const heights = isCrowded ? [0.16, 0.12, 0.7, 0.74] : [0.4, 0.4]
  const words = idea.support.slice(0, MOST_WORDS)
  const icons = motifsFor(words, frame.language)
  const nodes = words.map((word, index) => {
    const isLeft = index % 2 === 0
    const end = {
      x: middle.x + (isLeft ? -1 : 1) * (title.box.width / 2 + unit * 4),
      y: middle.y + (isCrowded ? (index < 2 ? -2.5 : 2.5) * unit : 0),
    }
    return node({ word, icon: icons[index], isLeft, y: box.y + box.height * (heights[index] ?? 0), end }, frame)
  })
  return {
    words: [overline(frame, idea.overline, box, 'center'), title],
    marks: [{ path: underline, role: 'accent' }],
    motifs: nodes.flatMap(({ motifs }) => motifs),
    parts: nodes.map(({ part }) => part),
  }
}

interface Node {
  word: string
  icon: ReturnType<typeof motifsFor>[number]
  isLeft: boolean
  /** Its upper edge. */
  y: number
  /** Where its line ends beside the word in the middle. */
  end: Point
}

// An icon or a dot at the frame's edge, a word beside it, and a line to the middle.
function node({ word, icon, isLeft, y, end }: Node, frame: Frame): { part: Part; motifs: Plan['motifs'] } {
  const { box, unit } = frame
  const [width, side] = [box.width * 0.28, unit * 12]
  const place = { x: isLeft ? box.x : box.x + box.width - width, y, width, height: side }
  const edge = isLeft ? place.x : place.x + width - side
  const label = set(frame, {
    text: word,
    box: { ...place, x: isLeft ? place.x + side + unit * 2 : place.x, width: width - side - unit * 2 },
    size: unit * 4.8,
    least: unit * 2.2,
    lines: 2,
    weight: 700,
    role: 'ink',
    align: isLeft ? 'start' : 'end',
    rise: 'middle',
    capitals: false,
  })
  const start = { x: isLeft ? label.box.x + label.box.width + unit * 2 : label.box.x - unit * 2, y: y + side / 2 }
  const dot: Mark = { path: circle(edge + side * (isLeft ? 0.3 : 0.7), y + side / 2, unit * 2), role: 'accent' }
  const line: Mark = { path: curve(start, end), role: 'accent', stroke: unit * 0.45 }
  const ends = [start, end].map((point) => ({ ...point, width: 0, height: 0 }))
  return {
    part: {
      said: word,
      box: around([place, ...ends], unit),
      // Outwards, from what it hangs on.
      sweep: isLeft ? 'left' : 'right',
      words: [label],
      marks: icon === undefined ? [dot, line] : [line],
    },
    motifs: icon === undefined ? [] : [{ motif: icon, box: { x: edge, y, width: side, height: side } }],
  }
}

function grid(idea: Idea, frame: Frame): Lettering {
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
  const items = idea.support.slice(0, MOST_WORDS)
  const icons = motifsFor(items, frame.language)
  const top = title.box.y + title.box.height + unit * 4
  const cells = cellsBelow(top, items.length, frame).map((cell, index) => {
    const word = items[index] ?? ''
    const icon = icons[index]
    const art = centred({ ...cell, height: Math.max(0, cell.height - unit * 10) }, 0.82)
    const ring = circle(art.x + art.width / 2, art.y + art.height / 2, art.width * 0.3)
    const name = set(frame, {
      text: word,
      box: { ...cell, y: cell.y + cell.height - unit * 9, height: unit * 9 },
      size: unit * 5.4,
      least: unit * 2.4,
      lines: 2,
      weight: 700,
      role: 'ink',
      align: 'center',
      leading: 1.15,
      capitals: false,
    })
    const marks: Mark[] = icon === undefined ? [{ path: ring, role: 'accent', stroke: unit * 1.2 }] : []
    const part: Part = { said: word, box: cell, sweep: sweepOf(frame.language), words: [name], marks }
    return { part, motifs: icon === undefined ? [] : [{ motif: icon, box: art }] }
  })
  return {
    words: [overline(frame, idea.overline, box, 'center'), title],
    marks: [],
    motifs: cells.flatMap(({ motifs }) => motifs),
    parts: cells.map(({ part }) => part),
  }
}

// Two a row; the last one, where it is alone in its row, in the middle.
function cellsBelow(top: number, count: number, { box, unit }: Frame): Box[] {
  const rows = Math.ceil(count / 2)
  const [width, height] = [(box.width - unit * 6) / 2, (box.y + box.height - top - unit * 4 * (rows - 1)) / Math.max(1, rows)]
  return Array.from({ length: count }, (_, index) => {
    const isAlone = index === count - 1 && index % 2 === 0
    const x = isAlone ? box.x + (box.width - width) / 2 : box.x + (index % 2) * (width + unit * 6)
    return { x, y: top + Math.floor(index / 2) * (height + unit * 4), width, height }
  })
}

function curve(from: Point, to: Point) {
  const path = circle(from.x, from.y, 0.01)
  path.moveTo(from.x, from.y)
  path.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y)
  return path
}
