import type { Picture } from '../schema.ts'
import type { View } from './stage.ts'
import type { Stop } from './stops.ts'

type Size = { width: number; height: number }
type Shown = Size & Pick<Picture, 'origin' | 'seed' | 'focus'> & { footage?: unknown }

/** A moving window: the view of a picture `seconds` after it first came into sight, in the picture's own pixels. */
export type Motion = (seconds: number) => View

/** Zoom that a picture may gain when it is left on screen for long; six seconds show about half of it. */
const REACH = { drawn: 0.055, figure: 0.07, generated: 0.13, own: 0.13 } as const
/** How much wider (or taller) than the frame a picture must be to be panned along. */
const WIDE = 1.2

/**
 * The move of a picture: a push in, a pull out, a drift or a pan, slowly coming to rest. It depends on
 * nothing but the picture, so the clip before can begin it. A focus is in view throughout. What moves of itself is left to.
 */
export function motionFor(picture: Shown, frame: Size): Motion {
  const widest = Math.min(picture.width / frame.width, picture.height / frame.height)
  const spare = { x: picture.width - widest * frame.width, y: picture.height - widest * frame.height }
  if (picture.footage !== undefined) return () => ({ cx: picture.width / 2, cy: picture.height / 2, scale: widest })
  const keep = focusBox(picture)
  const limit = keep ? zoomThatKeeps(keep, widest, frame) : Number.POSITIVE_INFINITY
  const most = Math.max(1, Math.min(1 + REACH[picture.origin], limit))
  const centre = { x: picture.width / 2, y: picture.height / 2 }
  const clamp = (view: View): View => within(view, picture, frame, keep)

  if (keep === undefined && (spare.x > (WIDE - 1) * picture.width || spare.y > (WIDE - 1) * picture.height)) {
    // Along a wide picture in reading order, up a tall one; not to the very ends, which are seldom the point.
    const back = picture.seed % 2 === 1
    const scale = widest / 1.03
    return (seconds) => {
      const along = (back ? 0.5 - settle(seconds, 7) : settle(seconds, 7) - 0.5) * 0.8
      return clamp({ cx: centre.x + spare.x * along, cy: centre.y + spare.y * along, scale })
    }
  }

  const target = keep ? { x: keep.x + keep.width / 2, y: keep.y + keep.height / 2 } : thirds(picture.seed, picture)
  const kind = keep ? picture.seed % 2 : picture.seed % 4
  return (seconds) => {
    const done = settle(seconds, 8)
    if (kind === 0 || kind === 1) {
      // Geometric zoom: each second enlarges by the same share.
      const zoom = most ** (kind === 0 ? done : 1 - done)
      const pull = most === 1 ? 0 : (zoom - 1) / (most - 1)
      return clamp({ cx: mix(centre.x, target.x, pull), cy: mix(centre.y, target.y, pull), scale: widest / zoom })
    }
    const side = (kind === 2 ? done - 0.5 : 0.5 - done) * 0.9
    const slack = (picture.width - (widest / most) * frame.width) / 2
    return clamp({ cx: centre.x + slack * side * 2, cy: mix(centre.y, target.y, 0.4), scale: widest / most ** (0.75 + 0.25 * done) })
  }
}

/** Zoom towards a part of a figure: less where the part is large, never so much that it blurs. */
const CLOSE = { least: 1.2, most: 1.75, share: 0.35 }
const GO_SECONDS = 1.6
/** The whole is shown again where nothing else is spoken of for so long. */
const BACK_SECONDS = 4.5

/** The same move, which leaves for each stop in its time; stops in seconds of the move. */
export function withStops(whole: Motion, stops: readonly Stop[], picture: Shown, frame: Size): Motion {
  const closest = Math.min(picture.width / frame.width, picture.height / frame.height)
  const keys = stops.flatMap(({ at, box }, index) => {
    const zoom = Math.min(CLOSE.most, Math.max(CLOSE.least, Math.min(CLOSE.share / box.width, CLOSE.share / box.height)))
    const near = { cx: (box.x + box.width / 2) * picture.width, cy: (box.y + box.height / 2) * picture.height, scale: closest / zoom }
    const view = within(overFocus(near, picture, frame), picture, frame, undefined)
    const next = stops[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const back = next - at > BACK_SECONDS + GO_SECONDS ? [{ at: at + BACK_SECONDS, motion: whole }] : []
    return [{ at, motion: () => view }, ...back]
  })
  return (seconds) => {
    const index = keys.findLastIndex(({ at }) => seconds >= at)
    const [now, before] = [keys[index], keys[index - 1]?.motion ?? whole]
    if (now === undefined) return whole(seconds)
    const done = easeInOut(Math.min(1, (seconds - now.at) / GO_SECONDS))
    const [from, to] = [before(seconds), now.motion(seconds)]
    return { cx: mix(from.cx, to.cx, done), cy: mix(from.cy, to.cy, done), scale: from.scale * (to.scale / from.scale) ** done }
  }
}

// The figure fills the view rather than the mat around it; what stands below it is lifted clear of captions at the foot.
function overFocus({ cx, cy, scale }: View, picture: Shown, frame: Size): View {
  const keep = focusBox(picture)
  if (keep === undefined) return { cx, cy, scale }
  const hold = (at: number, from: number, length: number, reach: number) => {
    const [low, high] = [from + reach, from + length - reach]
    return low > high ? from + length / 2 : Math.min(Math.max(at, low), high)
  }
  const [across, down] = [frame.width * scale, frame.height * scale]
  const lift = down * 0.16
  return { cx: hold(cx, keep.x, keep.width, across * 0.38), cy: hold(cy - lift / 2, keep.y, keep.height, down * 0.38) + lift, scale }
}

/** 0 towards 1: starts from rest within half a second, then slows down for as long as it is watched; `pace` in seconds. */
export function settle(seconds: number, pace: number): number {
  const START = 0.45
  const moved = seconds - START * (1 - Math.exp(-seconds / START))
  return 1 - Math.exp(-moved / pace)
}

/** From 0 to 1, slow at both ends. */
export function easeInOut(x: number): number {
  return x < 0.5 ? 4 * x ** 3 : 1 - (2 - 2 * x) ** 3 / 2
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share
}

type Rectangle = { x: number; y: number; width: number; height: number }

function focusBox({ focus, width, height }: Shown): Rectangle | undefined {
  if (focus === undefined) return undefined
  return { x: focus.x * width, y: focus.y * height, width: focus.width * width, height: focus.height * height }
}

function zoomThatKeeps(keep: Rectangle, widest: number, frame: Size): number {
  return Math.min((widest * frame.width) / keep.width, (widest * frame.height) / keep.height)
}

/** A point of interest that changes from scene to scene, near the centre and above the captions. */
function thirds(seed: number, { width, height }: Size): { x: number; y: number } {
  const across = [0.5, 0.58, 0.42][seed % 3] ?? 0.5
  return { x: width * across, y: height * 0.44 }
}

/** Moves a view so that it lies inside the picture and holds the focus as far as it can. */
function within({ cx, cy, scale }: View, picture: Size, frame: Size, keep: Rectangle | undefined): View {
  const half = { x: (frame.width * scale) / 2, y: (frame.height * scale) / 2 }
  const hold = (at: number, reach: number, size: number, from: number | undefined, length: number | undefined) => {
    let [low, high] = [reach, size - reach]
    if (from !== undefined && length !== undefined && length <= reach * 2) {
      low = Math.max(low, from + length - reach)
      high = Math.min(high, from + reach)
    }
    return low > high ? (low + high) / 2 : Math.min(Math.max(at, low), high)
  }
  return {
    cx: hold(cx, half.x, picture.width, keep?.x, keep?.width),
    cy: hold(cy, half.y, picture.height, keep?.y, keep?.height),
    scale,
  }
}
