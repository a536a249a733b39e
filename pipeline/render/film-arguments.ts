import type { FfmpegCall } from './encode-arguments.ts'

/** What a player shows about a film. */
export interface FilmTags {
  title: string
  comment: string
  /** BCP 47. */
  language: string
}

const repeatable = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact']

/**
 * Joins clips by copying their video and encodes the mix once; `list` and `chapters` are files from the functions below. The cover goes
 * with it as the attached picture that file managers and players show: the film's own first frame is black.
 */
export function joinClips(
  files: { list: string; audio: string; chapters: string; cover: string },
  tags: FilmTags,
  output: string,
): FfmpegCall {
  return {
    inputs: [
      { source: files.list, options: ['-f', 'concat', '-safe', '0'] },
      { source: files.audio, options: ['-f', 'wav'] },
      { source: files.chapters, options: ['-f', 'ffmetadata'] },
      { source: files.cover, options: ['-f', 'mjpeg'] },
    ],
    options: [
      ...['-map', '0:v:0', '-map', '1:a:0', '-map', '3:v:0', '-map_metadata', '2', '-map_chapters', '2'],
      ...['-disposition:v:1', 'attached_pic', '-c:v', 'copy'],
      ...['-c:a', 'aac', '-b:a', '160k', '-ar', '48000', '-ac', '2'],
      ...['-metadata', `title=${tags.title}`, '-metadata', `comment=${tags.comment}`],
      ...['-metadata:s:a:0', `language=${iso6392(tags.language)}`],
      ...['-movflags', '+faststart', ...repeatable, '-f', 'mp4'],
    ],
    output,
  }
}

/** The list that ffmpeg's concat reads. */
export function concatList(paths: readonly string[]): string {
  return `ffconcat version 1.0\n${paths.map((path) => `file '${path.replaceAll("'", "'\\''")}'`).join('\n')}\n`
}

/** Chapters in ffmpeg's own metadata format; seconds. */
export function chapterFile(chapters: readonly { title: string; start: number; end: number }[]): string {
  const escaped = (text: string) => text.replace(/[=;#\\\n]/g, (sign) => `\\${sign}`)
  const blocks = chapters.map(
    ({ title, start, end }) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${Math.round(start * 1000)}\nEND=${Math.round(end * 1000)}\ntitle=${escaped(title)}\n`,
  )
  return `;FFMETADATA1\n${blocks.join('')}`
}

/** Measures a finished file's loudness and true peak; the figures stand in ffmpeg's log. */
export function measureLoudness(file: string): FfmpegCall {
  return {
    inputs: [{ source: file, options: ['-vn', '-threads', '1'] }],
    options: ['-map', '0:a:0', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null'],
    output: '-',
  }
}

/** LUFS and dBTP out of the log of `measureLoudness`; silence reads as -70. */
export function readLoudness(log: string): { loudness: number; truePeak: number } {
  const summary = log.slice(log.lastIndexOf('Summary:'))
  const loudness = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1] ?? Number.NaN)
  const peak = /Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1]
  if (Number.isNaN(loudness) || peak === undefined) throw new Error(`ffmpeg told no loudness: ${log.slice(-500)}`)
  return { loudness, truePeak: peak === '-inf' ? -120 : Number(peak) }
}

/** MP4 wants three letters; what it doesn't know is `und`. */
function iso6392(language: string): string {
  const known: Record<string, string> = {
    ...{ en: 'eng', zh: 'zho', ja: 'jpn', ko: 'kor', de: 'deu', fr: 'fra', es: 'spa', it: 'ita', pt: 'por', ru: 'rus' },
    ...{
      ar: 'ara',
      he: 'heb',
      hi: 'hin',
      th: 'tha',
      vi: 'vie',
      nl: 'nld',
      pl: 'pol',
      uk: 'ukr',
      cs: 'ces',
      el: 'ell',
      tr: 'tur',
      sv: 'swe',
    },
  }
  return known[language.slice(0, 2).toLowerCase()] ?? 'und'
}
