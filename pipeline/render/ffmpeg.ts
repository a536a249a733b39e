import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import type { Writable } from 'node:stream'
import fluent from 'fluent-ffmpeg'
import { UserError } from '../../lib/errors.ts'
import type { FfmpegCall } from './encode-arguments.ts'

const STALL_MS = 60_000
const { resolve } = createRequire(import.meta.url)

/**
 * The first ffmpeg there is: the configured one, ffmpeg-static's, the one on `path`, the one that npm carries.
 * Throws UserError `no-ffmpeg`.
 */
export async function findFfmpeg({
  configured,
  path = '',
}: {
  configured?: string | undefined
  path?: string | undefined
}): Promise<string> {
  if (configured !== undefined) {
    if (await runnable(configured)) return configured
    throw new UserError('no-ffmpeg', `FFMPEG_PATH names ${configured}, which can't be run. Correct it or leave it out.`)
  }
  const candidates = [
    carried('ffmpeg-static', (folder) => join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')),
    ...path.split(delimiter).map((folder) => (folder === '' ? undefined : join(folder, 'ffmpeg'))),
    carried(`@ffmpeg-installer/${process.platform}-${process.arch}`, (folder) => join(folder, 'ffmpeg')),
  ]
  for (const candidate of candidates) if (candidate !== undefined && (await runnable(candidate))) return candidate
  throw new UserError(
    'no-ffmpeg',
    'No ffmpeg was found. Install one: `sudo apt install ffmpeg` (Debian, Ubuntu) or `brew install ffmpeg` (macOS).',
  )
}

function carried(name: string, file: (folder: string) => string): string | undefined {
  try {
    return file(join(resolve(`${name}/package.json`), '..'))
  } catch {
    return undefined // an optional package that isn't here
  }
}

async function runnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}

export interface RunOptions {
  binary: string
  signal: AbortSignal
  /** Writes the input stream and returns when all of it is taken; ffmpeg's input ends then. */
  feed?: (stdin: Writable) => Promise<void>
  /** Takes the output, in place of a file. */
  sink?: Writable
  /** Seconds of output done, as ffmpeg tells them. */
  progress?: (seconds: number) => void
}

/**
 * Runs one call and gives what ffmpeg wrote to its log. An abort kills it at once and throws the signal's reason; no sign
 * of life for a minute kills it too. A full disk throws UserError `no-space`; anything else is a bug with the log's end.
 */
export async function runFfmpeg(call: FfmpegCall, { binary, signal, feed, sink, progress }: RunOptions): Promise<string> {
  signal.throwIfAborted()
  const command = fluent({ stdoutLines: 400 }).setFfmpegPath(binary)
  for (const { source, options } of call.inputs) {
    command.input(source)
    command.inputOptions(...spread(options))
  }
  command.outputOptions(...spread(['-hide_banner', ...(feed ? [] : ['-nostdin']), ...call.options]))
  if (sink === undefined) command.output(call.output)
  else command.output(sink, { end: true })

  let stalled = false
  const kill = () => command.kill('SIGKILL')
  const watchdog = setTimeout(() => {
    stalled = true
    kill()
  }, STALL_MS)
  let fed: Promise<void> | undefined
  try {
    return await new Promise<string>((done, fail) => {
      signal.addEventListener('abort', kill, { once: true })
      command
        .on('start', () => {
          if (signal.aborted) return kill()
          const { stdin } = (command as unknown as { ffmpegProc: { stdin: Writable } }).ffmpegProc
          stdin.on('error', () => {}) // a closed pipe is told by the exit code
          if (feed === undefined) return
          fed = feed(stdin).then(
            () => void stdin.end(),
            (error) => {
              // A feed that fails because ffmpeg went away leaves the telling to ffmpeg.
              if ((error as NodeJS.ErrnoException).code === 'EPIPE' || stdin.destroyed) return
              fail(error)
              kill()
            },
          )
        })
        .on('stderr', (line: string) => {
          watchdog.refresh()
          const time = /time=(\d+):(\d+):([\d.]+)/.exec(line)
          if (time && progress) progress(Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]))
        })
        .on('error', (error: Error, _stdout: unknown, log: unknown) => {
          fail(signal.aborted ? signal.reason : asProblem(error, String(log ?? ''), stalled))
        })
        .on('end', (_stdout: unknown, log: unknown) => done(String(log ?? '')))
        .run()
    })
  } finally {
    clearTimeout(watchdog)
    signal.removeEventListener('abort', kill)
    await fed
  }
}

function asProblem(error: Error, log: string, stalled: boolean): Error {
  if (/No space left on device|ENOSPC/.test(`${log} ${error.message}`)) {
    return new UserError('no-space', 'The disk is full. Free some space, then try again: what is done is kept.', { cause: error })
  }
  if (stalled) return new Error(`ffmpeg showed no sign of life for ${STALL_MS / 1000} s and was stopped`, { cause: error })
  return new Error(`${error.message}\n${log.slice(-2_000)}`, { cause: error })
}

// With one argument fluent-ffmpeg would split it at its spaces.
function spread(options: string[]): string[] {
  if (options.length === 1) throw new RangeError('ffmpeg options come in pairs')
  return options
}
