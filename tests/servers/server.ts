import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real server for tests, in a temporary folder, on a free port of 127.0.0.1. */
export interface Server {
  readonly url: string
  readonly port: number
  /** Stops answering, keeps its connections. */
  freeze(): void
  thaw(): void
  /** kill -9; the data stay for `restart`. */
  crash(): Promise<void>
  /** Starts again on the same port and folder; resolves when it answers. */
  restart(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

export interface Recipe {
  command: string
  args: string[]
  folder: string
  url: string
  port: number
  /** Throws while the server does not answer. */
  ping(): Promise<void>
  /** Whom it runs as; left out, the present user. */
  user?: { uid: number; gid: number } | undefined
}

/** Starts the recipe's process and waits at most 30 s until it answers; throws with its output when it does not. */
export async function startServer({ command, args, folder, url, port, ping, user }: Recipe): Promise<Server> {
  let child: ChildProcess
  let said = ''
  async function start() {
    said = ''
    const started = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...user })
    child = started
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000)
      })
    }
    for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
      if (started.exitCode !== null) throw new Error(`${command} ended with ${started.exitCode}: ${said}`)
      try {
        return await ping()
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`${command} does not answer: ${said}`, { cause: error })
      }
    }
  }
  async function end(signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  const lastResort = () => child.kill('SIGKILL')
  process.once('exit', lastResort)
  await start()
  return {
    url,
    port,
    freeze: () => signalAll(child, 'SIGSTOP'),
    thaw: () => signalAll(child, 'SIGCONT'),
    crash: () => end('SIGKILL'),
    restart: start,
    async stop() {
      signalAll(child, 'SIGCONT')
      // Postgres: SIGINT is the fast shutdown; Redis: SIGINT exits as well.
      await end('SIGINT')
      process.off('exit', lastResort)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

// Postgres answers from processes of its own, one a connection, each in a session of its own.
function signalAll(child: ChildProcess, signal: NodeJS.Signals): void {
  child.kill(signal)
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  for (const id of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')) {
    if (id !== '') process.kill(Number(id), signal)
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
