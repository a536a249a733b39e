import { GrammyError, HttpError } from 'grammy'
import { TransientError, UserError } from '../../lib/errors.ts'

/** What Telegram says of a message that is no longer there, or is not ours to change any more. */
const GONE =
  /message to (?:edit|be edited|delete|be deleted) not found|message_id_invalid|message can't be (?:edited|deleted)|message identifier is not specified/i
/** What it says of a chat, or a part of it, that takes nothing from us. */
const CLOSED =
  /chat not found|topic_closed|topic_deleted|message thread not found|have no rights to send|not enough rights|chat_write_forbidden|chat_send_\w+_forbidden|chat_restricted|need administrator rights|user_deactivated|peer_id_invalid|group chat was upgraded|channel_private/i
const NO_FILE = /wrong file|invalid file|file_id|file is temporarily unavailable/i
const TOO_BIG = /file is too big|too large/i

/** Milliseconds of silence that Telegram asks for; undefined where it does not. */
export function restOf(error: unknown): number | undefined {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return undefined
  return (error.parameters.retry_after ?? 1) * 1_000
}

/** The supergroup that a group has become; undefined for any other failure. */
export function movedTo(error: unknown): string | undefined {
  const id = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
  return id === undefined ? undefined : String(id)
}

/** Whether Telegram does not know the bot's token; one that has not even the form of a token leads nowhere. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
}

/** What an operator reads then. */
export function tokenRefused(): UserError {
  return new UserError('settings', 'Telegram refuses TELEGRAM_TOKEN: copy it anew from @BotFather (/mybots, API Token).')
}

/** Whether the message shows already what it was asked to show. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof GrammyError && /message is not modified/i.test(error.description)
}

/** Whether there are words where a picture was expected, or the other way round. */
export function isOtherKind(error: unknown): boolean {
  return error instanceof GrammyError && /there is no (?:text|caption|media) in the message/i.test(error.description)
}

/** Whether a file that Telegram kept for us can't be used by its id any more. */
export function isStaleFile(error: unknown): boolean {
  return error instanceof GrammyError && /wrong (?:remote )?file|file reference|invalid file|file_id/i.test(error.description)
}

/** Whether the place takes words, but not pictures or films. */
export function isMediaForbidden(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /chat_send_(?:photos|videos|audios|docs|media)_forbidden|not enough rights to send (?:photos|videos|audios|documents|media)/i.test(
      error.description,
    )
  )
}

/**
 * A failed call as the contract has it. Nothing of the request is kept: an address holds the bot's token, and a cause
 * would carry it into the log.
 */
export function failureOf(error: unknown): unknown {
  if (error instanceof HttpError) return new TransientError('Telegram could not be reached')
  if (!(error instanceof GrammyError)) return error
  const { error_code: code, description, method } = error
  const told = `${method}: ${code} ${description}`
  const rest = restOf(error)
  if (rest !== undefined) return new TransientError(told, { retryAfterMs: rest })
  if (code >= 500) return new TransientError(told)
  if (code === 413 || TOO_BIG.test(description)) return new UserError('too-large', 'This file is larger than Telegram takes.')
  if (GONE.test(description)) return new UserError('not-found', 'This message is not here any more.')
  if (code === 403 || movedTo(error) !== undefined || CLOSED.test(description)) {
    return new UserError('unreachable', `Telegram takes nothing for this chat: ${description}`)
  }
  if (NO_FILE.test(description)) return new UserError('not-found', 'This file is not here any more. Send it again.')
  return new Error(told)
}
