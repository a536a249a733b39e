import { ENCODER_THREADS, type FfmpegCall, repeatable } from './encode-arguments.ts'

/** How a film is made small enough: frame height, and bits a second of picture and of sound. */
export interface FitPlan {
  /** Pixels along the shorter side. */
  side: number
  videoBits: number
  audioBits: number
  /** False where even the lowest rung will look poor, which should be said. */
  decent: boolean
}

/** Shorter sides to try, with the bits a second below which 30 frames a second of them look poor. */
const LADDER = [
  { side: 720, floor: 220_000 },
  { side: 480, floor: 120_000 },
  { side: 360, floor: 70_000 },
] as const

/** Longer side of the cover in a film made small, and the bytes that are kept for it: file managers show it no larger. */
const COVER = { side: 480, bytes: 50_000 } as const

/** Plans from bytes and seconds before anything is encoded; 5 % are left for the encoder's aim, and some for the container and the cover. */
export function planFit({ seconds, limitBytes, side }: { seconds: number; limitBytes: number; side: number }): FitPlan {
  const container = 8_000 + seconds * 800 + COVER.bytes
  const bits = (Math.max(0, limitBytes * 0.95 - container) * 8) / seconds
  const audioBits = bits > 330_000 ? 96_000 : bits > 170_000 ? 64_000 : 40_000
  const videoBits = Math.floor(Math.max(bits - audioBits, 20_000))
  const rung = LADDER.find((step) => step.side <= Math.max(side, 360) && videoBits >= step.floor)
  return { side: Math.min(side, rung?.side ?? 360), videoBits, audioBits, decent: rung !== undefined }
}

/**
 * One of two passes over a finished film; the first only learns, its notes go to `notes`. What it writes is written over: with
 * another container ffmpeg might keep or drop other frames, and x264 dies of a second pass that has more than the first. The
 * cover that goes with the film is kept, smaller.
 */
export function fitPass(pass: 1 | 2, plan: FitPlan, files: { film: string; notes: string; output: string }): FfmpegCall {
  const { side, videoBits, audioBits } = plan
  const scale = `scale='if(gt(iw,ih),-2,${side})':'if(gt(iw,ih),${side},-2)':flags=lanczos`
  const video = [
    ...['-map', '0:v:0', '-filter:v:0', scale, '-c:v:0', 'libx264', '-preset', 'veryfast', '-threads:v:0', String(ENCODER_THREADS)],
    ...['-b:v:0', String(videoBits), '-g', '300', '-pass:v:0', String(pass), '-passlogfile:v:0', files.notes, '-pix_fmt:v:0', 'yuv420p'],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ]
  const calm = repeatable.slice(0, repeatable.indexOf('-map_metadata'))
  const inputs = [{ source: files.film, options: ['-f', 'mp4'] }]
  if (pass === 1) return { inputs, options: [...video, '-an', ...calm, '-f', 'mp4'], output: files.output }
  const sound = ['-map', '0:a:0', '-c:a', 'aac', '-b:a', String(audioBits), '-ar', '48000']
  const fit = `scale=${COVER.side}:${COVER.side}:force_original_aspect_ratio=decrease:flags=lanczos`
  const cover = [
    ...['-map', '0:v:1', '-filter:v:1', fit, '-c:v:1', 'mjpeg', '-q:v:1', '4', '-pix_fmt:v:1', 'yuvj420p', '-threads:v:1', '1'],
    ...['-disposition:v:1', 'attached_pic'],
  ]
  return {
    inputs,
    options: [...video, ...sound, ...cover, '-map_metadata', '0', '-map_chapters', '0', '-movflags', '+faststart', ...calm, '-f', 'mp4'],
    output: files.output,
  }
}
