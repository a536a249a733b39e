import { fstatSync, readFileSync, readSync, writeSync } from 'node:fs'
import { UserError } from '../../lib/errors.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { refusal } from './refusal.ts'
import { encodeFrame, type Frame } from './wire.ts'

/** What the jail's program is handed: what it was asked, the file, and how it answers. */
export interface Jailed<Asked> {
  asked: Asked
  bytes: Uint8Array
  limits: Limits
  send(frame: Frame, binary?: Uint8Array): void
}

/**
 * The frame of every program in the jail: file on 0, frames on 1, request on 3; nothing else may write to 1. What `work` throws is told as a
 * refusal or as damage, and the process ends.
 */
export async function answer<Asked extends { limits: Record<string, number> }>(
  request: { parse(value: unknown): Asked },
  work: (jailed: Jailed<Asked>) => Promise<void>,
): Promise<never> {
  for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) console[name] = () => {}
  try {
    const asked = request.parse(JSON.parse(readFileSync(3, 'utf8')))
    const limits: Limits = { ...defaultLimits, ...asked.limits }
    await work({ asked, limits, bytes: readFile(limits), send })
  } catch (error) {
    if (error instanceof UserError) send(refusalFrame(error))
    else send({ type: 'broken', cause: (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 5_000) })
  }
  send({ type: 'done', peakBytes: process.resourceUsage().maxRSS * 1024 })
  process.exit(0)
}

function readFile(limits: Limits): Uint8Array {
  const { size } = fstatSync(0)
  if (size > limits.fileBytes) throw refusal('too-large')
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; ) {
    const count = readSync(0, bytes, at, size - at, at)
    if (count === 0) break
    at += count
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, size)
}

function refusalFrame(error: UserError): Frame {
  return { type: 'refused', code: error.code as Extract<Frame, { type: 'refused' }>['code'], message: error.message.slice(0, 1_000) }
}

function send(frame: Frame, binary?: Uint8Array): void {
  const bytes = encodeFrame(frame, binary)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at)
    } catch (error) {
      // The pipe is full: wait for the parent to drink.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
