import type { ParseArgsOptionsConfig } from 'node:util'

interface Usage {
  /** What stands after `npm run`, and `--` where it takes something. */
  call: string
  summary: string
  options: ParseArgsOptionsConfig
  /** Help for each option, in its order. */
  help: Record<string, string>
}

const json = { type: 'boolean' } as const
const text = { type: 'string' } as const

/** The command line: DESIGN section 9. */
export const usages: Record<string, Usage> = {
  film: {
    call: 'npm run film -- FILE',
    summary: 'Makes a narrated film from a document.',
    options: {
      style: text,
      voice: text,
      language: text,
      aspect: text,
      seconds: text,
      resolution: text,
      captions: text,
      'caption-size': text,
      'caption-look': text,
      'caption-font': text,
      'caption-place': text,
      cover: text,
      music: text,
      volume: text,
      speed: text,
      loudness: text,
      pronounce: text,
      chapters: text,
      password: text,
      out: text,
      json,
    },
    help: {
      style: 'NAME        how pictures look: ink-wash, blueprint, ... (default: ink-wash)',
      voice: 'NAME        who speaks',
      language: 'CODE     language of the narration, for instance en or zh (default: the document’s)',
      aspect: '16:9|9:16|1:1|3:4   shape of the film (default: 16:9)',
      seconds: 'N         wished length, 20 to 1800',
      resolution: '360|720|1080    pixels along the shorter side (default: 1080)',
      captions: 'on|off    words in the picture (default: on)',
      'caption-size': 'small|medium|large',
      'caption-look': 'outline|panel|style',
      'caption-font': 'sans|serif|style',
      'caption-place': 'bottom|middle|top',
      cover: 'LAYOUT       poster, band, frame, split, corner, stack, spine, label, type (default: the style’s)',
      music: 'MOOD         calm, warm, bright, hopeful, curious, solemn or tense (default: calm)',
      volume: 'N           of the music, 0 to 2',
      speed: 'N            of the voice, 0.8 to 2',
      loudness: 'N         of the voice, 0.5 to 2',
      pronounce: '"GIF = jif; Nguyen = win"   how words are said',
      chapters: 'A-B       only these chapters, for instance 3-5',
      password: 'TEXT      opens a locked document; kept nowhere',
      out: 'FILE.mp4      where the film goes (default: in DATA_DIR/films); covers to choose from and captions stand beside it',
      json: '             print the summary as the last line of stdout',
    },
  },
  read: {
    call: 'npm run read -- FILE',
    summary: 'Prints a document as plain text in reading order.',
    options: { json, chapters: text, password: text },
    help: {
      json: '             print the Document as JSON',
      chapters: 'A-B      only these chapters',
      password: 'TEXT     opens a locked document; kept nowhere',
    },
  },
  start: {
    call: 'npm start',
    summary: 'Opens the local web chat, every platform whose token is set, and a worker.',
    options: {},
    help: {},
  },
  worker: { call: 'npm run worker', summary: 'Works on the films of a shared queue (QUEUE_URL).', options: {}, help: {} },
  doctor: {
    call: 'npm run doctor',
    summary: 'Says what is here, what is missing, and the command that gets it.',
    options: { json },
    help: { json: ' print the findings as JSON' },
  },
}

/** Help for one command, or for all of them. */
export function usageText(name?: string): string {
  const usage = name === undefined ? undefined : usages[name]
  if (usage === undefined) {
    const width = Math.max(...Object.values(usages).map(({ call }) => call.length))
    return [
      'docreel makes narrated films from documents.',
      '',
      ...Object.values(usages).map(({ call, summary }) => `  ${call.padEnd(width)}  ${summary}`),
      '',
      'Each takes --help. Settings are environment variables: see .env.example.',
    ].join('\n')
  }
  const options = Object.entries(usage.help).map(([option, help]) => `  --${option} ${help}`)
  return [`${usage.call}${options.length > 0 ? ' [options]' : ''}`, usage.summary, ...(options.length > 0 ? ['', ...options] : [])].join(
    '\n',
  )
}
