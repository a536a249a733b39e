import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino, stdTimeFunctions } from 'pino'
import { scrub } from './secret.ts'

/**
 * One structured log: JSON lines in `dir`, a new file each day or 20 MB, fourteen kept. Errors keep their cause and
 * their stack; whatever looks like a secret is struck out of every line just before it is written.
 */
export function createLog(options: { dir: string; level: string; name: string }): Logger {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 })
  const transport = pino.transport({
    target: 'pino-roll',
    options: {
      file: join(options.dir, options.name),
      extension: '.log',
      frequency: 'daily',
      size: '20m',
      limit: { count: 14 },
      mkdir: true,
    },
  })
  // A full disk takes the log, but not the films with it. What is written after that fails again, and is told once.
  let told = false
  transport.on('error', (error: Error) => {
    if (!told) process.stderr.write(`The log in ${options.dir} can't be written: ${error.message}. Start again to go on with it.\n`)
    told = true
  })
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      hooks: { streamWrite: scrub },
    },
    transport,
  )
}

// Only name, code, message, stack and cause: an SDK's error object holds requests, and with them keys.
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

export type { Logger }
