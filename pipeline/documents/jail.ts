import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Limits } from './limits.ts'
import { refusal } from './refusal.ts'
import { decodeFrames, type Frame, type Request, type ScanRequest } from './wire.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** One program of the jail and what it is asked of the file at `path`. */
export type JailTask = { path: string; limits: Limits; signal: AbortSignal } & (
  | { program: 'child.ts'; request: Request }
  | { program: 'ocr/child.ts'; request: ScanRequest }
)

/**
 * Works on a file in a process of its own and yields what it tells. The process may read this program's code and nothing
 * else: the file reaches it as an open descriptor, the request over a pipe, and it has no environment. It is killed when it
 * takes too long, too much memory, or `signal` aborts. Throws UserError `timeout`, `too-large` or `corrupt` for that.
 */
export async function* runInJail({
  path,
  program,
  request,
  limits,
  signal,
}: JailTask): AsyncGenerator<{ frame: Frame; binary: Uint8Array }> {
  signal.throwIfAborted()
  const file = await open(path, 'r')
  const child = start(program, file, limits)
  await file.close()
  let end: Error | undefined
  const kill = (reason: Error) => {
    end ??= reason
    child.kill('SIGKILL')
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const abort = () => kill(signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason }))
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  let timer = setTimeout(() => kill(refusal('timeout')), program === 'child.ts' ? limits.milliseconds : limits.scanMilliseconds)
  const watch = setInterval(async () => {
    if ((await residentBytes(child.pid)) > limits.memoryBytes) kill(refusal('too-large'))
  }, 40)
  child.once('error', kill)
  try {
    const ask = child.stdio[3] as NodeJS.WritableStream
    ask.on('error', () => {})
    ask.end(JSON.stringify(request))
    let done = false
    for await (const part of decodeFrames(child.stdout as Readable, {
      json: limits.answerBytes,
      binary: limits.figureBytes,
      total: limits.answerBytes + limits.figures * limits.figureBytes,
    })) {
      if (part.frame.type === 'document') {
        clearTimeout(timer)
        timer = setTimeout(() => kill(refusal('timeout')), limits.figureMilliseconds * 3)
      }
      done ||= part.frame.type === 'done'
      yield part
    }
    await ended
    if (!done) throw end ?? refusal(child.exitCode === 134 || child.signalCode === 'SIGABRT' ? 'too-large' : 'corrupt')
  } catch (error) {
    throw end ?? error
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    signal.removeEventListener('abort', abort)
    child.kill('SIGKILL')
    await ended
  }
}

function start(program: JailTask['program'], file: FileHandle, limits: Limits) {
  // node_modules may be a link, and modules go by their true path.
  const places = ['pipeline', 'lib', 'node_modules', 'package.json'].map((name) => join(root, name))
  const readable = [...places, realpathSync(join(root, 'node_modules'))].map((place) => `--allow-fs-read=${place}`)
  return spawn(
    process.execPath,
    [
      '--permission',
      ...readable,
      // Skia draws figures and is an addon. The documents themselves can't bring one: nothing in the jail can write a file.
      '--allow-addons',
      '--no-warnings',
      `--max-old-space-size=${limits.heapMegabytes}`,
      // A small nursery: 500 pages then peak where 50 do (186 against 158 MB; 308 against 186 without).
      '--max-semi-space-size=2',
      fileURLToPath(new URL(`./${program}`, import.meta.url)),
    ],
    { env: {}, cwd: root, stdio: [file.fd, 'pipe', 'ignore', 'pipe'] },
  )
}

// The parser can't watch itself while it works, and V8's own limit doesn't count buffers.
async function residentBytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux') return 0
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * 4_096
}
