import type { Cue } from './captions.ts'

/** SubRip, with the cues' own line breaks. */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${clock(cue.start, ',')} --> ${clock(cue.end, ',')}\n${linesOf(cue).join('\n')}\n`)
    .join('\n')
}

/** WebVTT with the time of each word inside its cue, so that a player may light it. */
export function toVtt(cues: readonly Cue[], language: string): string {
  const blocks = cues.map((cue) => {
    const lines = cue.lines.map((words) =>
      words
        .map(({ text, start }) => `${start > cue.start && start < cue.end ? `<${clock(start, '.')}>` : ''}${escapeVtt(text)}`)
        .join('')
        .trim(),
    )
    return `${clock(cue.start, '.')} --> ${clock(cue.end, '.')}\n${lines.join('\n')}\n`
  })
  return [`WEBVTT\nLanguage: ${language}\n`, ...blocks].join('\n')
}

/** A cue's lines as plain text. */
export function linesOf(cue: Cue): string[] {
  return cue.lines.map((words) =>
    words
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
}

function clock(seconds: number, point: ',' | '.'): string {
  const ms = Math.max(0, Math.round(seconds * 1000))
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${point}${String(ms % 1000).padStart(3, '0')}`
}

function escapeVtt(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\s+/gu, ' ')
}
