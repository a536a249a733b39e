import { Path2D } from '@napi-rs/canvas'
import type { Box } from '../../../render/layout.ts'
import type { Shape, Sketch } from '../../../styles/style.ts'
import type { Motif } from './motifs/motif.ts'
import type { Frame, Plan } from './plan.ts'
import { sceneries } from './scenery/sceneries.ts'

/** The shapes of a plan in pixels, from back to front. */
export function makeSketch(plan: Plan, frame: Frame): Sketch {
  const { width, height, random } = frame
  const quiet = plan.words.filter(({ lines }) => lines.length > 0).map(({ box }) => box)
  if (plan.calm !== undefined) quiet.push(...plan.calm)
  if (plan.together === true) quiet.push(...plan.motifs.map(({ box }) => box))
  const land =
    plan.scenery === undefined ? [] : (sceneries[plan.scenery]?.draw({ width, height, horizon: plan.horizon, random, quiet }) ?? [])
  return {
    width,
    height,
    horizon: plan.horizon,
    sun: plan.sun,
    shapes: [...land, ...plan.motifs.flatMap(({ motif, box, flip }) => motifShapes(motif, box, flip))],
    quiet,
  }
}

/** A motif's parts scaled into a box. */
export function motifShapes({ parts }: Motif, box: Box, flip = false): Shape[] {
  const scale = box.width / 100
  const matrix = { a: flip ? -scale : scale, b: 0, c: 0, d: scale, e: flip ? box.x + box.width : box.x, f: box.y }
  return parts.map(([tone, path, stroke]) => ({
    path: new Path2D(path).transform(matrix),
    tone,
    layer: 'motif',
    depth: 1,
    ...(stroke === undefined ? {} : { stroke: stroke * scale }),
  }))
}
