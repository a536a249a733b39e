import type { Writable } from 'node:stream'
import { type Image, loadImage } from '@napi-rs/canvas'
import type { Picture } from '../schema.ts'
import { type CaptionStrips, captionStrips, toStrip } from './caption-strips.ts'
import type { CaptionStyle } from './caption-style.ts'
import type { Cue } from './captions.ts'
import { encodeFrames } from './encode-arguments.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { type Footage, openFootage } from './footage.ts'
import { motionFor, withStops } from './motion.ts'
import { loadPicture } from './picture-planes.ts'
import { isWhole, revealer, type TimedReveal } from './reveals.ts'
import { createStage, type Loaded, type Stage, type Strip } from './stage.ts'
import type { Stop } from './stops.ts'
import { JOIN_SECONDS, type SceneTiming } from './timeline.ts'
import { applyTransition, type Transition } from './transitions.ts'

type Shown = Pick<Picture, 'width' | 'height' | 'origin' | 'seed' | 'focus'> & {
  path: string
  footage?: Footage | undefined
  /** Path of a PNG to lay over the footage. */
  lettering?: string | undefined
}

interface FrameSize {
  width: number
  height: number
  fps: number
}

/** Everything a clip needs, as data that can be sent to another thread. */
export interface ClipJob extends FrameSize {
  binary: string
  output: string
  /** Drawn one after another. */
  pieces: Piece[]
}

/** Some frames of one scene. */
export interface Piece {
  timing: SceneTiming
  /** Frames of the scene that are made: the first, and the one after the last. */
  span: { from: number; to: number }
  picture: Shown
  /** Parts of the picture to go to, in seconds of the scene; empty for none. */
  stops: Stop[]
  /** What of the picture comes into sight in its time, and the path of the picture before; left out, it is all there from the start. */
  reveals?: { before: string; parts: TimedReveal[] } | undefined
  next: Shown | undefined
  transition: Transition
  /** Seen before the picture, for so many seconds of the clip: where a section begins. */
  card?: { picture: Shown; until: number } | undefined
  /** In seconds of the scene; empty for none. */
  cues: Cue[]
  captions: CaptionStyle & { language: string }
}

// Two slots wait in ffmpeg's pipe, one holds the picture that another turns into.
const SLOTS = 2
const NEXT = SLOTS

/** Draws a clip's frames and encodes them to `job.output`; `progress` is told frames done. */
export async function renderClip(job: ClipJob, signal: AbortSignal, progress: (frames: number) => void): Promise<void> {
  const { binary, output, width, height, fps, pieces } = job
  const size = { width, height, fps }
  await runFfmpeg(encodeFrames(size, output), { binary, signal, feed })

  async function feed(stream: Writable): Promise<void> {
    let done = 0
    for (const piece of pieces) {
      const { footage: film } = piece.picture
      const footage = film && openFootage(film, { ...size, frames: piece.timing.frames }, { binary, signal })
      try {
        await drawPiece(piece, size, stream, (frames) => progress(done + frames), footage)
      } finally {
        await footage?.close()
      }
      done += piece.span.to - piece.span.from
    }
  }
}

/** Draws a piece's frames into a stream of yuv420p; `footage` gives those of the person's own film, where the scene shows one. */
export async function drawPiece(
  piece: Piece,
  size: FrameSize,
  stream: Writable,
  progress: (frames: number) => void = () => {},
  footage?: { next(): Promise<Uint8Array> },
): Promise<void> {
  const stage = createStage(size.width, size.height, SLOTS + 1)
  const pictures: (Loaded | undefined)[] = []
  for (const picture of shownIn(piece, size)) pictures.push(picture && (await loadPicture(stage, picture.path, size)))
  const [whole] = pictures
  const {
    picture: { lettering },
    reveals,
  } = piece
  let reveal: ((seconds: number) => void) | undefined
  if (reveals !== undefined && whole !== undefined && !isWhole(reveals.parts, piece.span.from / size.fps)) {
    const building = await loadPicture(stage, reveals.before, size, 'building')
    reveal = revealer(stage, building, whole, reveals.parts)
    pictures[0] = building
  }
  const strip = lettering === undefined ? undefined : letteringStrip(await loadImage(lettering))
  const draw = painter(piece, size, stage, pictures, strip, reveal)
  for (let frame = 0; frame < piece.span.from; frame++) await footage?.next()
  await feedFrames(stage, stream, piece.span, async (slot, frame) => draw(slot, frame, await footage?.next()), progress)
}

/** What a piece shows: its picture, the next, and the card, where it isn't gone before. */
function shownIn({ picture, next, card, span }: Piece, { fps }: FrameSize) {
  const isGone = card === undefined || span.from / fps >= card.until + JOIN_SECONDS
  return [picture, next, isGone ? undefined : card.picture] as const
}

// A strip is as wide as whole steps of the kernel: words keep clear of the last few pixels.
function letteringStrip(image: Image): Strip {
  const area = { x: 0, y: 0, width: Math.floor(image.width / 32) * 32, height: image.height }
  return toStrip(area, (context) => context.drawImage(image, 0, 0))
}

/** Keeps ffmpeg's pipe full: a slot is drawn again once its bytes are taken, which is all the back-pressure there is. */
async function feedFrames(
  stage: Stage,
  stdin: Writable,
  { from, to }: Piece['span'],
  draw: (slot: number, frame: number) => Promise<void>,
  progress: (frames: number) => void,
): Promise<void> {
  const busy: (Promise<void> | undefined)[] = Array.from({ length: SLOTS })
  for (let frame = from; frame < to; frame++) {
    const slot = frame % SLOTS
    await busy[slot]
    await draw(slot, frame)
    const written = new Promise<void>((done, fail) => {
      stdin.write(stage.frame(slot), (error) => (error ? fail(error) : done()))
    })
    written.catch(() => {}) // looked at when the slot's turn comes
    busy[slot] = written
    progress(frame + 1 - from)
  }
  await Promise.all(busy)
}

/** `pictures` are what the piece shows, loaded; `reveal` brings parts of the first into sight; `film` is the frame of the person's own film, where the scene shows one. */
function painter(
  piece: Piece,
  size: FrameSize,
  stage: Stage,
  pictures: readonly (Loaded | undefined)[],
  lettering: Strip | undefined,
  reveal: ((seconds: number) => void) | undefined,
): (slot: number, frame: number, film: Uint8Array | undefined) => void {
  const { timing, card, transition } = piece
  const { fps } = size
  // The first picture, or the card before it, is first seen in the join at the end of the clip before.
  const begun = timing.fadeIn > 0 ? 0 : JOIN_SECONDS
  const seen = card === undefined ? begun : -card.until
  const stops = piece.stops.map((stop) => ({ ...stop, at: stop.at + seen })).filter(({ at }) => at >= 0)
  const [show, showNext, showCard] = shownIn(piece, size).map((picture, index) => {
    const loaded = pictures[index]
    return picture && loaded && moving(picture, loaded, index === 0 ? stops : [])
  })
  const strip = captionTrack(piece, size)

  return (slot, frame, film) => {
    const seconds = frame / fps
    reveal?.(seconds)
    const turned = showCard === undefined || card === undefined ? 1 : (seconds - card.until) / JOIN_SECONDS
    if (turned > 0) showScene(turned < 1 ? NEXT : slot, seconds, film)
    if (turned < 1) showCard?.(slot, begun + seconds)
    if (turned > 0 && turned < 1) turn(slot, turned)
    const into = frame - (timing.frames - timing.join)
    if (into >= 0 && showNext !== undefined) {
      showNext(NEXT, into / fps)
      turn(slot, (into + 1) / (timing.join + 1))
    }
    const over = strip(seconds)
    if (over !== undefined) stage.over(slot, over)
    const light = Math.min(
      timing.fadeIn > 0 ? frame / timing.fadeIn : 1,
      timing.fadeOut > 0 ? (timing.frames - 1 - frame) / timing.fadeOut : 1,
    )
    if (light < 1) stage.dim(slot, 1 - Math.sin((Math.max(0, light) * Math.PI) / 2))
  }

  function showScene(slot: number, seconds: number, film: Uint8Array | undefined): void {
    if (film === undefined) show?.(slot, seen + seconds)
    else stage.frame(slot).set(film)
    if (lettering !== undefined) stage.over(slot, lettering)
  }

  function turn(slot: number, done: number): void {
    applyTransition(stage, transition, { from: slot, to: NEXT }, done, size)
  }

  /** Draws a picture in its move, so many seconds after it was first seen. */
  function moving(picture: Shown, source: Loaded, stops: Stop[]): (slot: number, seconds: number) => void {
    const motion = withStops(motionFor(picture, size), stops, picture, size)
    const shrunk = { x: source.width / picture.width, y: source.height / picture.height }
    return (slot, seconds) => {
      const { cx, cy, scale } = motion(seconds)
      stage.draw(slot, source, { cx: cx * shrunk.x, cy: cy * shrunk.y, scale: scale * shrunk.x })
    }
  }
}

/** Gives the strip to show at a time of the clip; a cue's drawings are made when it comes up and dropped after it. */
function captionTrack({ cues, captions }: Piece, { width, height }: FrameSize): (seconds: number) => Strip | undefined {
  const look = { ...captions, width, height }
  let current: { cue: Cue; strips: CaptionStrips } | undefined
  let shown: { word: number | undefined; strip: Strip } | undefined
  return (seconds) => {
    const cue = cues.find(({ start, end }) => seconds >= start && seconds < end)
    if (cue === undefined) return undefined
    if (current?.cue !== cue) {
      current = { cue, strips: captionStrips(cue, look) }
      shown = undefined
    }
    const words = cue.lines.flat()
    const begun = words.findLastIndex(({ start }) => seconds >= start - 0.02)
    const word = begun < 0 || (begun === words.length - 1 && seconds > (words[begun]?.end ?? 0) + 0.1) ? undefined : begun
    if (shown === undefined || shown.word !== word) shown = { word, strip: current.strips.lit(word) }
    return shown.strip
  }
}
