import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UserError } from '../../lib/errors.ts'
import { nearest } from '../../lib/nearest.ts'

interface Usage {
  /** What stands after `npm run`, and `--` where it takes something. */
  call: string
  /** What each option that is no switch takes, in the order of the help. */
  takes: Record<string, string>
  switches: string[]
}

/** The command line: DESIGN section 9. What each of it is for stands in the messages, as `cli.COMMAND` and `cli.COMMAND.OPTION`. */
export const usages: Record<string, Usage> = {
  film: {
    call: 'npm run film -- FILE',
    takes: {
      style: 'NAME',
      voice: 'NAME',
      language: 'CODE',
      aspect: '16:9|9:16|1:1|3:4',
      seconds: 'N',
      resolution: '360|720|1080',
      captions: 'on|off',
      'caption-size': 'small|medium|large',
      'caption-look': 'outline|panel|style',
      'caption-font': 'sans|serif|style',
      'caption-place': 'bottom|middle|top',
      cover: 'LAYOUT',
      music: 'MOOD',
      volume: 'N',
      speed: 'N',
      loudness: 'N',
      pronounce: '"GIF = jif; Nguyen = win"',
      chapters: 'A-B',
      password: 'TEXT',
      out: 'FILE.mp4',
    },
    switches: ['json'],
  },
  read: { call: 'npm run read -- FILE', takes: { chapters: 'A-B', password: 'TEXT' }, switches: ['json'] },
  start: { call: 'npm start', takes: {}, switches: [] },
  worker: { call: 'npm run worker', takes: {}, switches: [] },
  doctor: { call: 'npm run doctor', takes: {}, switches: ['json'] },
}

/** What is said of a word that is none of the commands: UserError `usage`, with the one that may have been meant. */
export function unknownCall(word: string): UserError {
  const meant = nearest(word, Object.keys(usages))
  const calls = (meant === undefined ? Object.values(usages) : [usages[meant]]).flatMap((usage) => usage?.call ?? [])
  return new UserError('usage', `${word} is no command. ${meant === undefined ? 'There are' : 'Did you mean'}: ${calls.join(', ')}`)
}

/** The options of a command as `parseArgs` takes them. */
export function optionsOf({ takes, switches }: Usage): ParseArgsOptionsConfig {
  return Object.fromEntries([
    ...Object.keys(takes).map((name) => [name, { type: 'string' }]),
    ...switches.map((name) => [name, { type: 'boolean' }]),
  ])
}

/** The words after a command: the document, where it takes one, and its options. Throws UserError `usage` for any that it does not know. */
export function readWords(name: string, words: string[]): { file: string | undefined; options: Record<string, string> } {
  const usage = usages[name] ?? { call: name, takes: {}, switches: [] }
  const { values, positionals } = parsed(words, usage)
  const [extra] = positionals.slice(usage.call.endsWith('FILE') ? 1 : 0)
  if (extra !== undefined) throw misused(usage, `There is one word too many: ${extra}.`)
  const { json: _, ...options } = values
  return { file: positionals[0], options: options as Record<string, string> }
}

function parsed(args: string[], usage: Usage) {
  try {
    return parseArgs({ args, options: optionsOf(usage), allowPositionals: true })
  } catch (cause) {
    const { message } = cause as Error
    const meant = nearest(/^Unknown option '-+([\w-]+)/.exec(message)?.[1] ?? '', Object.keys(optionsOf(usage)))
    // Node goes on to explain how a file whose name begins with a dash is given.
    throw misused(usage, `${message.split(/\. |\n/)[0]}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`, cause)
  }
}

function misused({ call }: Usage, what: string, cause?: unknown): UserError {
  return new UserError('usage', `${what} ${call.split(' -- ')[0]} -- --help shows what it takes.`, { cause })
}
