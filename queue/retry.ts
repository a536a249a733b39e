import { TransientError } from '../lib/errors.ts'

const BASE_MS = 1_000

/** Milliseconds until the next try: twice as long each time, spread by a quarter, and never sooner than the other side asked for. */
export function retryDelay(tries: number, _type?: string, error?: unknown): number {
  const backOff = BASE_MS * 2 ** (tries - 1) * (1 + Math.random() / 4)
  const asked = error instanceof TransientError ? (error.retryAfterMs ?? 0) : 0
  return Math.round(Math.max(backOff, asked))
}
