import type { CaptionStyle } from './caption-style.ts'
import { type Cue, captionEm } from './captions.ts'
import { captionBox } from './layout.ts'

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

export interface AssLook extends CaptionStyle {
  width: number
  height: number
  title: string
}

/** Advanced SubStation Alpha: the film's own captions for players and editors that can style them, each word lit in its time. */
export function toAss(cues: readonly Cue[], look: AssLook): string {
  const { width, height, colours } = look
  const box = captionBox(width, height, look.place)
  const em = Math.round(captionEm(look, look.size))
  const font = look.typeface === 'serif' ? 'Noto Serif' : 'Noto Sans'
  const [border, edge, shadow] = look.panel !== undefined ? [3, em * 0.2, 0] : [1, em * 0.08, 1]
  const [alignment, away] = look.place === 'bottom' ? [2, height - box.y - box.height] : [8, box.y]
  const style = [
    ...['Default', font, em, assColour(colours.lit), assColour(colours.ink), assColour(colours.ground), '&H80000000'],
    ...[-1, 0, 0, 0, 100, 100, 0, 0, border, Math.round(edge), shadow, alignment, box.x, width - box.x - box.width, away, 1],
  ]
  const events = cues.map((cue) => {
    let at = cue.start
    const lines = cue.lines.map((words) =>
      words
        .map(({ text, end }, index) => {
          const lasts = Math.max(0, Math.round((end - at) * 100))
          at += lasts / 100
          return `{\\k${lasts}}${escapeAss(index === words.length - 1 ? text.trimEnd() : text)}`
        })
        .join(''),
    )
    return `Dialogue: 0,${assClock(cue.start)},${assClock(cue.end)},Default,,0,0,0,,${lines.join('\\N')}`
  })
  return `${[
    '[Script Info]',
    `Title: ${look.title.replace(/\s+/gu, ' ')}`,
    'ScriptType: v4.00+',
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    'YCbCr Matrix: TV.709',
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    '',
    '[V4+ Styles]',
    `Format: ${STYLE_FIELDS}`,
    `Style: ${style.join(',')}`,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
  ].join('\n')}\n`
}

const STYLE_FIELDS =
  'Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding'

// &HAABBGGRR, alpha 00 being opaque.
function assColour(colour: string): string {
  const [, red = 'ff', green = 'ff', blue = 'ff'] = /^#(..)(..)(..)$/.exec(colour) ?? []
  return `&H00${blue}${green}${red}`.toUpperCase()
}

function assClock(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100))
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${Math.floor(hundredths / 360_000)}:${two((hundredths / 6_000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`
}

// Braces begin an override and a backslash a command; a word joiner after it leaves the letter and takes its meaning.
function escapeAss(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('\\', '\\\u2060').replaceAll('{', '\\{').replaceAll('}', '\\}')
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
