import { APIConnectionTimeoutError, APIError } from 'openai'
import { TransientError, UserError } from '../../lib/errors.ts'
import { scrub } from '../../lib/secret.ts'

/** Where a call was made, for people, and the signals that could have ended it. */
export interface CallSite {
  /** For instance `gpt-4o-mini at api.openai.com`. */
  label: string
  /** The film's. */
  signal: AbortSignal
  timeoutMs: number
}

const BUSY_MS = 5_000
const REFUSED =
  /content.?(policy|filter)|moderation|safety.?(system|filter|polic|violation|check)|sensitive|responsible.?ai|inappropriate|flagged/i
const EMPTY_PURSE = /insufficient_quota|billing|insufficient.?(balance|funds|credit)|payment|exceeded your current quota|arrears|余额/i

/**
 * Turns whatever the SDK threw into our own kinds of error. The vendor's words never become a message that people see;
 * they stay, scrubbed and short, in the cause.
 */
export function vendorError(error: unknown, { label, signal, timeoutMs }: CallSite): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof UserError || error instanceof TransientError) return error
  const cause = briefly(error)
  const late = error instanceof APIConnectionTimeoutError || (error instanceof Error && error.name === 'TimeoutError')
  if (late) return new TransientError(`${label} gave no answer within ${Math.round(timeoutMs / 1000)} s`, { cause })
  if (!(error instanceof APIError)) return new TransientError(`${label} broke off or answered with something unreadable`, { cause })

  const { status } = error
  const told = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`
  if (EMPTY_PURSE.test(told) && (status === undefined || status === 402 || status === 403 || status === 429)) {
    return new UserError('vendor', `The account at ${label} has no credit left. Whoever runs this service has to top it up.`, { cause })
  }
  if (status === 402) return new UserError('vendor', `${label} asks for payment first.`, { cause })
  if (status === 401) return keyRefused()
  if (REFUSED.test(told) && (status === undefined || (status >= 400 && status < 500))) return refusal(label, cause)
  if (status === 403) return keyRefused()
  if (status === 429) return new TransientError(`${label} is busy`, { cause, retryAfterMs: retryAfter(error.headers) ?? BUSY_MS })
  if (status === undefined || status >= 500 || status === 408 || status === 409 || status === 425) {
    return new TransientError(`${label} failed with ${status ?? 'an error'}`, { cause, retryAfterMs: retryAfter(error.headers) })
  }
  if (status === 404) return new UserError('vendor', `${label} is not there: the address or the model's name is wrong.`, { cause })
  return new UserError('vendor', `${label} did not accept our request (${status}).`, { cause })

  function keyRefused(): UserError {
    return new UserError('vendor', `The key for ${label} was refused. Whoever runs this service has to correct it.`, { cause })
  }
}

/** The vendor's safety filter said no. */
export function refusal(label: string, cause?: Error): UserError {
  return new UserError('refused', `The safety filter of ${label} refused this content.`, { cause })
}

/** An error that only carries scrubbed text: SDK objects hold requests, headers and keys. */
function briefly(error: unknown): Error {
  const status = error instanceof APIError ? `${error.status ?? ''} ${error.code ?? ''} ` : ''
  const inner = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return new Error(scrub(`${status}${error instanceof Error ? error.message : typeof error}${inner}`).slice(0, 500))
}

function retryAfter(headers: Headers | undefined): number | undefined {
  const text = headers?.get('retry-after')
  if (text === null || text === undefined) return undefined
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined
}
