import type { Shape } from '../../../../styles/style.ts'

/** One part of a motif on a grid of 100 x 100, y downwards; a part with a width is a line. */
export type Part = readonly [tone: Shape['tone'], path: string, width?: number]

/** A thing that can be drawn in any style. */
export interface Motif {
  name: string
  /** English stems (they also match plurals) and Chinese words that call for it. */
  words: readonly string[]
  /** Stands on the ground at y = 100; a motif that floats hangs in the air. */
  floats?: boolean
  /** Drawn with its own air around: scenery that suits it. */
  scenery?: string
  parts: readonly Part[]
}

/** SVG path of a circle. */
export function ring(x: number, y: number, radius: number): string {
  return oval(x, y, radius, radius)
}

/** SVG path of an upright ellipse. */
export function oval(x: number, y: number, across: number, down: number): string {
  return `M${x - across},${y}a${across},${down} 0 1,0 ${across * 2},0a${across},${down} 0 1,0 ${-across * 2},0Z`
}

/** SVG path of a rectangle with rounded corners. */
export function slab(x: number, y: number, width: number, height: number, corner = 0): string {
  const arc = (dx: number, dy: number) => `a${corner},${corner} 0 0 1 ${dx},${dy}`
  return `M${x + corner},${y}h${width - corner * 2}${arc(corner, corner)}v${height - corner * 2}${arc(-corner, corner)}h${corner * 2 - width}${arc(-corner, -corner)}v${corner * 2 - height}${arc(corner, -corner)}Z`
}

/** SVG path of a star or gear outline: `points` spikes between two radii. */
export function spikes(x: number, y: number, points: number, inner: number, outer: number, turn = -90): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const angle = ((turn + (index * 180) / points) * Math.PI) / 180
    const radius = index % 2 === 0 ? outer : inner
    return `${(x + Math.cos(angle) * radius).toFixed(2)},${(y + Math.sin(angle) * radius).toFixed(2)}`
  })
  return `M${corners.join('L')}Z`
}

/** SVG path of a gear's teeth: `teeth` flat-topped ones between two radii. */
export function teeth(x: number, y: number, count: number, inner: number, outer: number): string {
  const step = (Math.PI * 2) / count
  const at = (angle: number, radius: number) => `${(x + Math.cos(angle) * radius).toFixed(2)},${(y + Math.sin(angle) * radius).toFixed(2)}`
  const corners = Array.from({ length: count }, (_, index) => {
    const angle = index * step
    return [
      at(angle - step * 0.3, inner),
      at(angle - step * 0.2, outer),
      at(angle + step * 0.2, outer),
      at(angle + step * 0.3, inner),
    ].join('L')
  })
  return `M${corners.join('L')}Z`
}
