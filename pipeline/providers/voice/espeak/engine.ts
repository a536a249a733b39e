import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { TransientError, UserError } from '../../../../lib/errors.ts'
import type { SpeakAnswer, SpeakOrder } from './protocol.ts'

type Spoken = Extract<SpeakAnswer, { samples: Int16Array }>
interface Waiting {
  resolve(spoken: Spoken): void
  reject(error: Error): void
}

let child: ChildProcess | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * Has eSpeak read one sentence, in a process that is started at first use, kept warm and started again when it died.
 * Throws UserError `no-voice` where the package is missing, TransientError when the process died while reading.
 */
export async function speakSentence(order: Omit<SpeakOrder, 'id'>, signal?: AbortSignal): Promise<Spoken> {
  signal?.throwIfAborted()
  child ??= start()
  const process = child
  const id = ++lastId
  return new Promise<Spoken>((resolve, reject) => {
    const abort = () => settle(id)?.reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    const done = () => signal?.removeEventListener('abort', abort)
    waiting.set(id, {
      resolve: (spoken) => {
        done()
        resolve(spoken)
      },
      reject: (error) => {
        done()
        reject(error)
      },
    })
    hold(process)
    process.send({ id, ...order } satisfies SpeakOrder, (error) => {
      if (error !== null) settle(id)?.reject(new TransientError('the voice process is gone', { cause: error }))
    })
  })
}

function start(): ChildProcess {
  try {
    createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten')
  } catch (cause) {
    throw new UserError('no-voice', 'The offline voice is not installed. Run: npm install @echogarden/espeak-ng-emscripten', { cause })
  }
  const started = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  started.on('message', (answer: SpeakAnswer | 'ready') => {
    if (answer === 'ready') return
    const waiter = settle(answer.id)
    if ('error' in answer) waiter?.reject(new Error(`eSpeak: ${answer.error}`))
    else waiter?.resolve(answer)
  })
  const ended = () => {
    if (child !== started) return
    child = undefined
    for (const id of [...waiting.keys()]) settle(id)?.reject(new TransientError('the voice process died'))
  }
  started.on('exit', ended)
  started.on('error', ended)
  return started
}

function settle(id: number): Waiting | undefined {
  const waiter = waiting.get(id)
  waiting.delete(id)
  if (waiting.size === 0 && child !== undefined) release(child)
  return waiter
}

// The warm process must not keep the program from ending; an open request must.
function hold(process: ChildProcess): void {
  process.ref()
  process.channel?.ref()
}
function release(process: ChildProcess): void {
  process.unref()
  process.channel?.unref()
}
