import { newId } from './ids.ts'

/** Why a document was refused; DESIGN section 9 fixes these words. */
export const documentCodes = [
  'unsupported',
  'wrong-type',
  'too-large',
  'too-short',
  'empty',
  'corrupt',
  'unsafe',
  'password',
  'drm',
  'no-text',
  'timeout',
] as const

export type UserErrorCode =
  | (typeof documentCodes)[number]
  | 'settings'
  | 'usage'
  | 'not-found'
  | 'unreachable'
  | 'forbidden'
  | 'expired'
  | 'busy'
  | 'no-ffmpeg'
  | 'no-voice'
  | 'no-space'
  | 'locked'
  | 'refused'
  | 'vendor'
  | 'budget'
  | 'cancelled'

/** A failure the person can act on: final, and its message is safe to show. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly code: UserErrorCode
  constructor(code: UserErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A failure worth another try; `retryAfterMs` is the least wait the other side asked for. */
export class TransientError extends Error {
  override readonly name = 'TransientError'
  readonly retryAfterMs: number | undefined
  constructor(message: string, options?: ErrorOptions & { retryAfterMs?: number | undefined }) {
    super(message, options)
    this.retryAfterMs = options?.retryAfterMs
  }
}

/** A bug that stands in the log already, under this id. */
export class LoggedBug extends Error {
  override readonly name = 'LoggedBug'
  readonly id: string
  constructor(id: string, message: string) {
    super(message)
    this.id = id
  }
}

/** What a person is shown of a failure: a code, one sentence, and for a bug the id that stands in the log. */
export interface Problem {
  code: UserErrorCode | 'bug'
  message: string
  id?: string
}

/** Turns anything thrown into what may be shown; never leaks the message of a bug or of a vendor. */
export function toProblem(error: unknown): Problem {
  if (error instanceof UserError) return { code: error.code, message: error.message }
  if (isAbort(error)) return { code: 'cancelled', message: 'Cancelled.' }
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC') {
    return { code: 'no-space', message: 'The disk is full. Free some space, then try again.' }
  }
  if (isOutOfHandles(error)) {
    return { code: 'busy', message: 'Too many files are open at once. Allow this process more of them (ulimit -n 4096), then try again.' }
  }
  if (error instanceof LoggedBug) return { code: 'bug', message: error.message, id: error.id }
  const id = newId()
  if (error instanceof TransientError) {
    return { code: 'vendor', message: `A service we rely on kept failing (${id}). Try again in a few minutes.`, id }
  }
  return { code: 'bug', message: `Something went wrong on our side (${id}). The log holds the details under this id.`, id }
}

// Whoever wraps it (a thread that can't start, a module that can't be read) keeps the words, if not the code.
function isOutOfHandles(error: unknown): boolean {
  return (
    error instanceof Error && /\b(?:EMFILE|ENFILE)\b|too many open files/i.test(`${(error as NodeJS.ErrnoException).code} ${error.message}`)
  )
}

/** True for the error that an aborted AbortSignal throws. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'CancelledError')
}
