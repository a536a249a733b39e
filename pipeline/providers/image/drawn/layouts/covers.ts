import type { Box } from '../../../../render/layout.ts'
import type { CoverVariant } from '../../../../schema.ts'
import { circle, type Frame, type Mark, type Plan, rightToLeft, rule, set } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import type { PlacedText, TextSpec } from '../set-text.ts'
import { hero } from './illustration.ts'

/** A cover's plan, and what lies between its picture and its words. */
export interface CoverPlan {
  plan: Plan
  panels: Mark[]
}

type Cover = (title: string, subtitle: string, frame: Frame, idea: Idea) => CoverPlan

/** The ways to lay out a cover. */
export const covers: Record<CoverVariant, Cover> = {
  /** Title across the top, the picture under it. */
  poster(title, subtitle, frame, idea) {
    const { box, unit, stacked } = frame
    const words = block(frame, title, subtitle, { ...box, height: box.height * (stacked ? 0.42 : 0.46) }, { align: 'center', size: 15 })
    const top = words.foot + unit * 3
    return { plan: { ...words, ...hero(idea, frame, { ...box, y: top, height: box.y + box.height - unit * 4 - top }) }, panels: [] }
  },

  /** A band of paper across the foot carries the words. */
  band(title, subtitle, frame, idea) {
    const { box, unit, width, height } = frame
    const band: Box = { x: 0, y: height * 0.62, width, height: height * 0.38 }
    const words = block(frame, title, subtitle, { ...box, y: band.y + unit * 5, height: band.height - unit * 10 }, { size: 11 })
    const art = hero(idea, frame, { ...box, height: band.y - box.y + unit })
    return {
      plan: { ...words, ...art, horizon: band.y - unit * 6 },
      panels: [panel(band, 'paper'), panel({ ...band, height: unit }, 'accent')],
    }
  },

  /** Words in a ruled frame in the middle of the page. */
  frame(title, subtitle, frame, idea) {
    const { box, unit, stacked } = frame
    const height = box.height * (stacked ? 0.46 : 0.52)
    const words = block(
      frame,
      title,
      subtitle,
      { x: box.x + box.width * 0.08, y: box.y + unit * 4, width: box.width * 0.84, height: height - unit * 4 },
      { align: 'center', size: 12.5 },
    )
    const border: Mark = {
      path: outline({ x: box.x, y: box.y - unit, width: box.width, height: box.height + unit * 2 }),
      role: 'accent',
      stroke: unit * 0.5,
    }
    const top = words.foot + unit * 2
    const art = hero(idea, frame, { ...box, y: top, height: box.y + box.height - unit * 4 - top })
    return { plan: { ...words, ...art, marks: [...words.marks, border] }, panels: [] }
  },

  /** Half a page of solid ink with the words, half of picture. */
  split(title, subtitle, frame, idea) {
    const { unit, width, height, stacked, box } = frame
    const side: Box = stacked
      ? { x: 0, y: 0, width, height: height * 0.46 }
      : { x: rightToLeft(frame.language) ? width * 0.5 : 0, y: 0, width: width * 0.5, height }
    const inner = { x: side.x + unit * 8, y: side.y + unit * 8, width: side.width - unit * 16, height: side.height - unit * 16 }
    const words = block(frame, title, subtitle, inner, { size: 13, role: 'paper', rise: 'middle' })
    const art = stacked
      ? { ...box, y: side.height + unit * 4, height: box.y + box.height - side.height - unit * 8 }
      : { x: side.x === 0 ? width * 0.54 : box.x, y: box.y + unit * 8, width: width * 0.46 - unit * 8, height: box.height - unit * 18 }
    return { plan: { ...words, ...hero(idea, frame, art) }, panels: [panel(side, 'ink')] }
  },

  /** Words at the top corner, the picture in the opposite one. */
  corner(title, subtitle, frame, idea) {
    return { plan: beside(title, subtitle, frame, idea, 0.56, {}), panels: [] }
  },

  /** The title as large as it goes, one short line under the other. */
  stack(title, subtitle, frame, idea) {
    return { plan: beside(title, subtitle, frame, idea, 0.6, { size: 21, lines: 5, leading: 1.02 }), panels: [] }
  },

  /** A strip of ink along the edge, as of a bound book. */
  spine(title, subtitle, frame, idea) {
    const { unit, height, width, box, language } = frame
    const rtl = rightToLeft(language)
    const strip = { x: rtl ? width - unit * 9 : 0, y: 0, width: unit * 9, height }
    const inside = { ...frame, box: { ...box, x: rtl ? box.x : box.x + unit * 8, width: box.width - unit * 8 } }
    return {
      plan: beside(title, subtitle, inside, idea, 0.56, { rise: 'middle' }),
      panels: [
        panel(strip, 'ink'),
        panel({ ...strip, x: rtl ? strip.x - unit * 1.4 : strip.width + unit * 0.6, width: unit * 0.8 }, 'accent'),
      ],
    }
  },

  /** A pasted label on a full picture. */
  label(title, subtitle, frame, idea) {
    const { box, unit, width, height } = frame
    const wide = box.width * (frame.stacked ? 0.92 : 0.62)
    const words = block(
      frame,
      title,
      subtitle,
      { x: (width - wide) / 2, y: box.y + unit * 6, width: wide, height: box.height * 0.36 },
      { align: 'center', size: 10 },
    )
    const around = {
      x: (width - wide) / 2 - unit * 4,
      y: box.y + unit * 1.5,
      width: wide + unit * 8,
      height: words.foot - box.y + unit * 3,
    }
    const inner = { x: around.x + unit, y: around.y + unit, width: around.width - unit * 2, height: around.height - unit * 2 }
    const top = around.y + around.height + unit * 4
    const art = hero(idea, frame, { ...box, y: top, height: height - box.x * 0.4 - unit * 6 - top })
    return { plan: { ...words, ...art }, panels: [panel(around, 'paper'), { path: outline(inner), role: 'accent', stroke: unit * 0.4 }] }
  },

  /** Nothing but type, and one dot. */
  type(title, subtitle, frame, idea) {
    const { box, unit, width, height, language } = frame
    const words = block(frame, title, subtitle, { ...box, height: box.height * 0.86 }, { size: 26, lines: 5, leading: 1.02 })
    const x = rightToLeft(language) ? box.x + unit * 7 : width - box.x - unit * 7
    const dot: Mark = { path: circle(x, height - box.y - unit * 5, unit * 6), role: 'accent' }
    const clear = words.foot < height - box.y - unit * 13
    return {
      plan: { ...words, marks: clear ? [...words.marks, dot] : words.marks, motifs: [], horizon: height * 1.2, scenery: idea.scenery },
      panels: [],
    }
  },
}

type Setting = Partial<Pick<TextSpec, 'align' | 'rise' | 'role' | 'lines' | 'leading'>> & { size?: number }
type Block = { words: PlacedText[]; marks: Mark[]; foot: number }

// Title, rule and subtitle, none below the box; `foot` is where they end.
function block(
  frame: Frame,
  title: string,
  subtitle: string,
  box: Box,
  { align = 'start', rise = 'top', role = 'ink', lines = 4, leading = 1.1, size = 14 }: Setting,
): Block {
  const { unit, stacked } = frame
  const tail = subtitle === '' ? 0 : Math.min(unit * 14, box.height * 0.36)
  const heading = set(frame, {
    text: title,
    box: { ...box, height: box.height - tail },
    size: unit * size,
    least: unit * 3.4,
    lines,
    role,
    align,
    leading,
  })
  const below = set(frame, {
    text: subtitle,
    box: { ...box, y: heading.box.y + heading.box.height + unit * 3.6, height: Math.max(unit * 3, tail - unit * 3.6) },
    size: unit * (stacked ? 5 : 4.2),
    least: unit * 1.8,
    lines: stacked ? 3 : 2,
    weight: 400,
    role,
    align,
    capitals: false,
    leading: 1.25,
  })
  const foot = subtitle === '' ? heading.box.y + heading.box.height : below.box.y + below.box.height
  const shift = rise === 'middle' ? Math.max(0, (box.y + box.height - foot) / 2) : 0
  const at = heading.box.y + heading.box.height + unit * 1.5 + shift
  const wide = unit * 13
  const x = heading.align === 'center' ? box.x + (box.width - wide) / 2 : heading.align === 'right' ? box.x + box.width - wide : box.x
  return {
    words: [heading, below].map((text) => lowered(text, shift)),
    marks: subtitle === '' ? [] : [{ path: rule(x, at, wide, unit * 0.8), role: 'accent' }],
    foot: foot + shift,
  }
}

function lowered(text: PlacedText, shift: number): PlacedText {
  return { ...text, box: { ...text.box, y: text.box.y + shift }, lines: text.lines.map((line) => ({ ...line, y: line.y + shift })) }
}

function beside(title: string, subtitle: string, frame: Frame, idea: Idea, share: number, setting: Setting): Plan {
  const { box, unit, stacked, language } = frame
  if (stacked) {
    const words = block(frame, title, subtitle, { ...box, height: box.height * 0.48 }, setting)
    const top = words.foot + unit * 5
    return { ...words, ...hero(idea, frame, { ...box, y: top, height: box.y + box.height - unit * 4 - top }) }
  }
  const wide = box.width * share
  const rtl = rightToLeft(language)
  const words = block(
    frame,
    title,
    subtitle,
    { ...box, x: rtl ? box.x + box.width - wide : box.x, y: box.y + unit * 3, width: wide, height: box.height - unit * 16 },
    setting,
  )
  const rest = box.width - wide - unit * 5
  return {
    ...words,
    ...hero(idea, frame, { x: rtl ? box.x : box.x + box.width - rest, y: box.y + unit * 12, width: rest, height: box.height - unit * 22 }),
  }
}

function panel({ x, y, width, height }: Box, role: Mark['role']): Mark {
  return { path: rule(x, y, width, height), role }
}

function outline({ x, y, width, height }: Box) {
  return rule(x, y, width, height)
}
