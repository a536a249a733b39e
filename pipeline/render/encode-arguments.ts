/** One ffmpeg call as data: built by pure functions, run by `ffmpeg.ts`. */
export interface FfmpegCall {
  inputs: { source: string; options: string[] }[]
  options: string[]
  /** A file, or `-` for none. */
  output: string
}

const bt709 = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']

/** Nothing that differs from run to run: no dates, no versions of ffmpeg. */
export const repeatable = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1']

/** Threads of one encode. Fixed, because x264 gives other bytes for another number; several clips at once use more cores. */
export const ENCODER_THREADS = 2

/** Frames in yuv420p on standard input become an MP4 that can be joined to its like by copying; 360p is a draft. */
export function encodeFrames(frame: { width: number; height: number; fps: number }, output: string): FfmpegCall {
  const { width, height, fps } = frame
  const draft = Math.min(width, height) <= 360
  return {
    inputs: [
      {
        source: 'pipe:0',
        options: [
          ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-color_range', 'tv', '-colorspace', 'bt709'],
          ...['-video_size', `${width}x${height}`, '-framerate', String(fps)],
        ],
      },
    ],
    options: [
      ...['-an', '-c:v', 'libx264', '-threads', String(ENCODER_THREADS), '-pix_fmt', 'yuv420p'],
      // Half the cost of veryfast for the same look and a fifth more bytes; ultrafast needs ten times the bytes in a slow zoom.
      ...(draft ? ['-preset', 'superfast', '-crf', '27'] : ['-preset', 'superfast', '-crf', '20.5']),
      // Slices of one frame at a time, not frames beside each other: 55 MB less at 1080p, for 1 % more bytes.
      ...['-x264-params', 'rc-lookahead=10:mbtree=1:sliced-threads=1'],
      ...bt709,
      ...['-video_track_timescale', '15360', ...repeatable, '-f', 'mp4'],
    ],
    output,
  }
}
