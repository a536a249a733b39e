import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of its own that runs one of the scripts beside this file. */
export interface Child {
  /** Lines it has printed. */
  said: string[]
  /** Resolves when it has printed this many lines; rejects when it ends before. */
  says(lines: number): Promise<void>
  /** Ends it if need be, and gives its exit code and signal. */
  ended(signal?: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]>
}

/** Starts a script with a JSON argument. */
export function startChild(script: string, argument: unknown): Child {
  const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [path, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  const said: string[] = []
  let rest = ''
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    said.push(...lines)
    child.emit('said')
  })
  return {
    said,
    async says(lines) {
      const early = exited.then(([code, signal]) => {
        if (said.length < lines) throw new Error(`${script} ended with ${code ?? signal}: ${errors}`)
      })
      while (said.length < lines) await Promise.race([once(child, 'said'), early])
    },
    async ended(signal) {
      if (signal !== undefined) child.kill(signal)
      const [code, by] = await exited
      if (code !== 0 && by === null) throw new Error(`${script} ended with ${code}: ${errors}`)
      return [code, by]
    },
  }
}
