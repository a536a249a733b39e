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
 * Encodes a mix for `muxFilm` to copy. At this rate ffmpeg's other coder takes three times as long and is further from the
 * original, intensity stereo only narrows the music, and noise shaping (TNS) takes time for nothing.
 */
export function encodeSound(wav: string, output: string): FfmpegCall {
  return {
    inputs: [{ source: wav, options: ['-f', 'wav'] }],
    options: [
      ...['-c:a', 'aac', '-aac_coder', 'fast', '-aac_is', '0', '-aac_tns', '0', '-b:a', '160k', '-ar', '48000', '-ac', '2'],
      ...[...repeatable, '-map_metadata', '-1', '-f', 'mp4'],
    ],
    output,
  }
}

/**
 * Puts a film together by copying; `video` is `appendClips`', `chapters` a file from the function below. The cover goes
 * with it as the attached picture that file managers and players show: the film's own first frame is black.
 */
export function muxFilm(
  files: { video: string; audio: string; chapters: string; cover: string },
  tags: FilmTags,
  output: string,
): FfmpegCall {
  return {
    inputs: [
      { source: files.video, options: ['-f', 'mp4'] },
      { source: files.audio, options: ['-f', 'mp4'] },
      { source: files.chapters, options: ['-f', 'ffmetadata'] },
      { source: files.cover, options: ['-f', 'mjpeg'] },
    ],
    options: [
      ...['-map', '0:v:0', '-map', '1:a:0', '-map', '3:v:0', '-map_metadata', '2', '-map_chapters', '2'],
      ...['-disposition:v:1', 'attached_pic', '-c', 'copy'],
      ...['-metadata', `title=${tags.title}`, '-metadata', `comment=${tags.comment}`],
      ...['-metadata:s:a:0', `language=${iso6392(tags.language)}`],
      ...['-movflags', '+faststart', ...repeatable, '-f', 'mp4'],
    ],
    output,
  }
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
