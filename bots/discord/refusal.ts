import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { TransientError, UserError } from '../../lib/errors.ts'

/** A refusal of Discord's; what to do about it is decided by its code (their list of JSON error codes). */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: number
  readonly status: number
  constructor({ code, status, message }: { code: number; status: number; message: string }) {
    super(`Discord ${code}: ${message}`)
    this.code = code
    this.status = status
  }
}

/** Their codes that mean something here. */
export const codes = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  slowmode: 20_016,
  channelWriteLimit: 20_028,
  oldMessageEdits: 30_046,
  tooLarge: 40_005,
  resourceLimit: 40_062,
  alreadyAnswered: 40_060,
  followUpsSpent: 40_094,
  missingAccess: 50_001,
  cannotEditOthers: 50_005,
  noMessagesHere: 50_008,
  closedDms: 50_007,
  missingPermissions: 50_013,
  expiredToken: 50_027,
  fileTooLarge: 50_045,
  archived: 50_083,
  noSharedServer: 50_278,
  overloaded: 130_000,
  threadExists: 160_004,
  locked: 160_005,
} as const

const unreachable: Record<number, string> = {
  [codes.unknownChannel]: 'The channel or thread this belongs to was deleted.',
  [codes.unknownGuild]: 'I am no longer in the server this belongs to. An admin can invite me again.',
  [codes.closedDms]: 'I may not write you direct messages. Allow them in the privacy settings of a server we share.',
  [codes.noSharedServer]: 'I may not write you direct messages, since we share no server any more.',
  [codes.locked]: 'The thread is locked. A moderator can unlock it.',
  [codes.noMessagesHere]: 'This kind of channel takes no messages of mine.',
}

const passing: readonly number[] = [codes.slowmode, codes.channelWriteLimit, codes.oldMessageEdits, codes.resourceLimit, codes.overloaded]
/** Wait for what names none: an hour-old message takes three edits in six seconds. */
const PATIENCE_MS = 6_000

/**
 * Any failure of a request as a `TransientError` or a `Refusal`. Discord's own error objects hold addresses with tokens in them, and
 * never travel further than here.
 */
export function withoutSecrets(error: unknown): TransientError | Refusal {
  if (error instanceof RateLimitError) {
    return new TransientError('Discord asked to wait', { retryAfterMs: Math.max(error.retryAfter, error.timeToReset) })
  }
  if (error instanceof HTTPError) return new TransientError(`Discord answered ${error.status}`)
  if (!(error instanceof DiscordAPIError)) return new TransientError(`Discord could not be reached: ${nameOf(error)}`)
  const refusal = new Refusal({ code: Number(error.code), status: error.status, message: error.message })
  return isRefusal(refusal, ...passing) ? new TransientError(refusal.message, { retryAfterMs: PATIENCE_MS }) : refusal
}

/** What a refusal means to whoever wanted to show something: a `UserError`; anything else stays as it is. `missing` names the permissions that lack. */
export function meaningOf(error: unknown, missing: () => readonly string[]): unknown {
  if (!(error instanceof Refusal)) return error
  if (error.status === 413 || isRefusal(error, codes.tooLarge, codes.fileTooLarge)) {
    return new UserError('too-large', 'Discord does not take a file of this size here.', { cause: error })
  }
  if (error.code === codes.unknownMessage) return new UserError('not-found', 'That message is not there any more.', { cause: error })
  if (isRefusal(error, codes.missingAccess, codes.missingPermissions)) {
    const names = missing().join(', ')
    const which = names === '' ? 'a permission' : `the permission ${names}`
    return new UserError('unreachable', `I lack ${which} here. An admin can give it to my role.`, { cause: error })
  }
  const why = unreachable[error.code]
  return why === undefined ? error : new UserError('unreachable', why, { cause: error })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown'
}

/** Whether it is a refusal with one of these codes. */
export function isRefusal(error: unknown, ...any: number[]): boolean {
  return error instanceof Refusal && any.includes(error.code)
}
