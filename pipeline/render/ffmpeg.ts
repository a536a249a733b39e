import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
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
  const stop = new AbortController()
  const stopped = AbortSignal.any([signal, stop.signal])
  const watchdog = setTimeout(
    () => stop.abort(new Error(`ffmpeg showed no sign of life for ${STALL_MS / 1000} s and was stopped`)),
    STALL_MS,
  )
  const inputs = call.inputs.flatMap(({ source, options }) => [...options, '-i', source])
  const child = spawn(
    binary,
    ['-hide_banner', ...(feed ? [] : ['-nostdin']), ...inputs, '-y', ...call.options, sink ? 'pipe:1' : call.output],
    {
      env: {}, // no keys
      stdio: [feed ? 'pipe' : 'ignore', sink ? 'pipe' : 'ignore', 'pipe'],
      signal: stopped,
      killSignal: 'SIGKILL',
    },
  )
  const log: string[] = []
  createInterface(child.stderr as Readable).on('line', (line) => {
    watchdog.refresh()
    const time = /^(?:frame|size)=.*time=(\d+):(\d+):([\d.]+)/.exec(line)
    if (time === null) log.push(line)
    else progress?.(Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]))
  })
  const over = new Promise<void>((resolve, reject) => {
    child.once('error', (error) => child.pid === undefined && reject(error))
    child.once('close', (code, killed) => (code === 0 ? resolve() : reject(new Error(`ffmpeg exited with ${killed ?? `code ${code}`}`))))
  })
  if (sink) child.stdout?.pipe(sink)
  const fed = feed && child.stdin && feedAll(child.stdin, feed).catch((error) => stop.abort(error))
  try {
    await over
    return log.join('\n')
  } catch (error) {
    stopped.throwIfAborted()
    throw asProblem(error as Error, log.join('\n'))
  } finally {
    clearTimeout(watchdog)
    await fed
  }
}

async function feedAll(stdin: Writable, feed: (stdin: Writable) => Promise<void>): Promise<void> {
  stdin.on('error', () => {}) // a closed pipe is told by the exit code
  try {
    await feed(stdin)
    stdin.end()
  } catch (error) {
    // A feed that fails because ffmpeg went away leaves the telling to ffmpeg.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE' && !stdin.destroyed) throw error
  }
}

function asProblem(error: Error, log: string): Error {
  if (/No space left on device|ENOSPC/.test(`${log} ${error.message}`)) {
    return new UserError('no-space', 'The disk is full. Free some space, then try again: what is done is kept.', { cause: error })
  }
  return new Error(`${error.message}\n${log.slice(-2_000)}`, { cause: error })
}
