import { open } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import type { FfmpegCall } from './encode-arguments.ts'
import { runFfmpeg } from './ffmpeg.ts'

/** Somebody's own film, shown in a scene. */
export interface Footage {
  path: string
  demuxer: string
  /** Of the film itself. */
  seconds: number
  /** Against the scene's length: `crop` ends early or holds its last frame, `stretch` changes its pace, `loop` begins anew. */
  fit: 'crop' | 'stretch' | 'loop'
}

// A demuxer by what the bytes are, never by what a file says of itself: playlists would have ffmpeg open other files and addresses.
const demuxers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'image/gif': 'gif',
}

/** How ffmpeg is to read a film that begins with these bytes; undefined for what is no film that we show. */
export async function demuxerOf(head: Uint8Array): Promise<string | undefined> {
  return demuxers[(await fileTypeFromBuffer(head))?.mime ?? '']
}

/** The bytes that a file's kind is told by. */
export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const HEAD_BYTES = 4_100

type Frame = { width: number; height: number }

const inputOf = (demuxer: string) => ['-protocol_whitelist', 'file,pipe', '-f', demuxer]

const looped = (fit: Footage['fit']) => (fit === 'loop' ? ['-stream_loop', '-1'] : [])

function fill({ width, height }: Frame): string {
  return `scale=${width}:${height}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv,crop=${width}:${height},setsar=1`
}

/** Writes a film's first frame as a JPEG that fills the frame; its log tells how long the film is. */
export function firstFrame(source: { path: string; demuxer: string }, frame: Frame, output: string): FfmpegCall {
  const jpeg = ['-frames:v', '1', '-an', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-f', 'mjpeg']
  return { inputs: [{ source: source.path, options: inputOf(source.demuxer) }], options: ['-vf', fill(frame), ...jpeg], output }
}

/** Seconds that ffmpeg's log gives for its input; undefined where it gives none. */
export function secondsIn(log: string): number | undefined {
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(log) ?? []
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return total > 0 ? total : undefined
}

/** Whether ffmpeg's log tells of sound in its input. */
export function hasSoundIn(log: string): boolean {
  return /^\s*Stream #0:\d+.*: Audio:/m.test(log)
}

/** Writes the sound that belongs to a film's frames as WAV: 48 kHz, mono, 16 bit; shorter than `seconds` where the film ends before. */
export function soundOf(footage: Footage, seconds: number, output: string): FfmpegCall {
  const { path, demuxer, fit } = footage
  return {
    inputs: [{ source: path, options: [...looped(fit), ...inputOf(demuxer)] }],
    options: [
      ...['-map', '0:a:0', '-vn', ...(fit === 'stretch' ? ['-af', paces(footage.seconds / seconds)] : [])],
      ...[
        '-t',
        String(seconds),
        '-ar',
        '48000',
        '-ac',
        '1',
        '-c:a',
        'pcm_s16le',
        '-fflags',
        '+bitexact',
        '-flags:a',
        '+bitexact',
        '-f',
        'wav',
      ],
    ],
    output,
  }
}

// One filter changes the pace by two at most.
function paces(pace: number): string {
  if (pace > 2) return `atempo=2,${paces(pace / 2)}`
  return pace < 0.5 ? `atempo=0.5,${paces(pace * 2)}` : `atempo=${pace}`
}

/** Gives a film's frames one by one in yuv420p, BT.709 limited; the last one again and again where the film is at its end. */
export function openFootage(
  footage: Footage,
  frame: Frame & { fps: number; frames: number },
  { binary, signal }: { binary: string; signal: AbortSignal },
): { next(): Promise<Uint8Array>; close(): Promise<void> } {
  const { width, height, fps, frames } = frame
  const closing = new AbortController()
  const sink = new PassThrough({ highWaterMark: width * height * 3 })
  const pace = footage.fit === 'stretch' ? `setpts=PTS*${frames / fps / footage.seconds},` : ''
  const call: FfmpegCall = {
    inputs: [{ source: footage.path, options: [...looped(footage.fit), ...inputOf(footage.demuxer)] }],
    options: [
      ...['-vf', `${pace}fps=${fps},${fill(frame)}`, '-frames:v', String(frames), '-an', '-sn'],
      ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo'],
    ],
    output: '-',
  }
  const running = runFfmpeg(call, { binary, signal: AbortSignal.any([signal, closing.signal]), sink })
  running.catch((error) => sink.destroy(error))
  const reading = framesOf(sink, (width * height * 3) / 2)
  let last: Uint8Array | undefined

  return {
    async next() {
      const { value } = await reading.next()
      last = value ?? last
      if (last === undefined) throw new Error('a clip gave no frame')
      return last
    },
    async close() {
      closing.abort()
      sink.destroy()
      await running.catch(() => {})
    },
  }
}

/** Cuts a stream into frames; each is the same buffer, filled anew. */
async function* framesOf(stream: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Uint8Array, undefined> {
  const frame = Buffer.alloc(bytes)
  let filled = 0
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(frame, filled, at)
      at += taken
      filled += taken
      if (filled < bytes) continue
      yield frame
      filled = 0
    }
  }
}
