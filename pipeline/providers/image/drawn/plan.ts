import { Path2D } from '@napi-rs/canvas'
import type { Box } from '../../../render/layout.ts'
import type { Reveal } from '../../../schema.ts'
import type { Lettering } from '../../../styles/style.ts'
import type { Motif } from './motifs/motif.ts'
import { type PlacedText, setText, type TextSpec } from './set-text.ts'

/** The room a layout has. */
export interface Frame {
  width: number
  height: number
  /** Where words and figures may stand. */
  box: Box
  /** Where things may stand that captions may lie over; left out, in the same box. */
  ground?: Box
  /** A hundredth of the shorter side: what type sizes are counted in. */
  unit: number
  /** Words above pictures; else beside them. */
  stacked: boolean
  language: string
  lettering: Lettering
  random: () => number
}

/** A rule, dot, ring or bar that belongs to the words. */
export interface Mark {
  path: Path2D
  role: 'ink' | 'accent' | 'quiet' | 'paper'
  /** Filled when left out. */
  stroke?: number
}

/** Words and marks that come into sight together, once `said` is spoken; nothing else of the picture changes in their box. */
export interface Part {
  said: string
  box: Box
  sweep: Reveal['sweep']
  words: PlacedText[]
  marks: Mark[]
}

/** A picture before it is drawn: words, marks, motifs, land. */
export interface Plan {
  /** In sight from the start, as all else but `parts`. */
  words: PlacedText[]
  marks: Mark[]
  parts?: Part[]
  motifs: { motif: Motif; box: Box; flip?: boolean }[]
  sun?: { x: number; y: number; radius: number }
  /** Words and motifs belong so closely together that a panel under one takes in the other. */
  together?: boolean
  /** More places where the ground has to be calm. */
  calm?: Box[]
  /** A name in `sceneries`; none is a bare ground. */
  scenery?: string
  horizon: number
}

/** Sets a text with the style's lettering: large lines in its face and weight. */
export function set(frame: Frame, spec: Omit<TextSpec, 'face'> & { face?: Lettering['face'] }): PlacedText {
  const { face, weight, capitals } = frame.lettering
  return setText({ face, weight, ...(capitals === undefined ? {} : { capitals }), ...spec }, frame.language)
}

/** The small line above a title. */
export function overline(frame: Frame, text: string, box: Box, align: TextSpec['align'] = 'start'): PlacedText {
  const height = frame.unit * 4.6
  return set(frame, {
    text,
    box: { ...box, height },
    // An upright frame is looked at on a phone.
    size: frame.unit * (frame.stacked ? 3.6 : 3),
    least: frame.unit * 1.9,
    lines: 1,
    weight: 700,
    role: 'accent',
    spacing: 0.08,
    capitals: true,
    align,
  })
}

/** True for languages that are read from right to left. */
export function rightToLeft(language: string): boolean {
  return /^(ar|he|fa|ur|yi)\b/.test(language)
}

/** The way that words of a language come into sight. */
export function sweepOf(language: string): 'right' | 'left' {
  return rightToLeft(language) ? 'left' : 'right'
}

/** The box around all of these, `margin` pixels wider on every side. */
export function around(boxes: readonly Box[], margin = 0): Box {
  const left = Math.min(...boxes.map(({ x }) => x)) - margin
  const top = Math.min(...boxes.map(({ y }) => y)) - margin
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Cuts the content box into a place for words and a place for the picture, whichever way the frame lies: words come first in reading order, unless swapped. */
export function columns({ box, ground = box, stacked, unit, language }: Frame, share: number, swapped = false): { text: Box; art: Box } {
  const foot = ground.y + ground.height
  if (stacked && ground !== box) {
    const y = box.y + box.height + unit * 3
    return { text: box, art: { ...ground, y, height: foot - y } }
  }
  if (stacked) {
    const gap = unit * 3
    const height = (box.height - gap) * share * 0.86
    return { text: { ...box, height }, art: { ...box, y: box.y + height + gap, height: box.height - gap - height } }
  }
  const gap = unit * 6
  const width = (box.width - gap) * share
  const rest = box.width - gap - width
  return swapped !== rightToLeft(language)
    ? { art: { ...ground, width: rest }, text: { ...box, x: box.x + rest + gap, width } }
    : { text: { ...box, width }, art: { ...ground, x: box.x + width + gap, width: rest } }
}

/** The largest square in a box that stands on its foot, grown by `scale`, in the middle across. */
export function standing(box: Box, scale = 1): Box {
  const side = Math.min(box.width, box.height) * scale
  return { x: box.x + (box.width - side) / 2, y: box.y + box.height - side, width: side, height: side }
}

/** The largest square in the middle of a box. */
export function centred(box: Box, scale = 1): Box {
  const side = Math.min(box.width, box.height) * scale
  return { x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2, width: side, height: side }
}

/** A straight rule. */
export function rule(x: number, y: number, width: number, height: number): Path2D {
  const path = new Path2D()
  path.rect(x, y, width, height)
  return path
}

/** A circle, or an arc of it from the top, clockwise, `share` of the whole. */
export function circle(x: number, y: number, radius: number, share = 1): Path2D {
  const path = new Path2D()
  path.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * share)
  return path
}

/** Where the land begins under a picture that ends at the ground's foot. */
export function horizonOf({ box, ground = box, height }: Frame): number {
  return ground.y + ground.height - height * 0.035
}
