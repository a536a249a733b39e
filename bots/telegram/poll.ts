import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import { failureOf, isTokenRefused, restOf } from './failure.ts'

/** What we want to hear of. */
export const WANTED = [
  'message',
  'channel_post',
  'callback_query',
  'my_chat_member',
  'inline_query',
  'business_message',
] as const satisfies readonly Exclude<keyof Update, 'update_id'>[]

/** How long Telegram may keep a question open. */
const ASK_SECONDS = 25
/** How long we wait for its answer: a connection that died in silence would hold us for ever. */
export const ANSWER_MS = 40_000
const PAUSE_MS = 250
/** Waits after one failure, two, and so on, in milliseconds. */
const WAITS_MS = [1_000, 5_000, 10_000, 15_000, 30_000]

/**
 * Asks Telegram for updates until the signal. The next question is what tells Telegram that the last answer was taken, and it is only
 * asked when `take` has resolved. Failures of every kind are told in the log and waited out.
 */
export async function poll(
  api: Api,
  take: (updates: Update[]) => Promise<void>,
  { answerMs, log, signal }: { answerMs: number; log: Logger; signal: AbortSignal },
): Promise<void> {
  let offset: number | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      // Long polling and a webhook exclude each other.
      if (failures > 0 || offset === undefined) await api.deleteWebhook()
      const asked = performance.now()
      const updates = (await ask(offset)).toSorted((one, other) => one.update_id - other.update_id)
      await take(updates)
      // A server that does not keep the question open is not asked without a pause.
      if (updates.length === 0 && performance.now() - asked < PAUSE_MS) await sleep(PAUSE_MS, undefined, { signal })
      const last = updates.at(-1)
      offset = last === undefined ? (offset ?? 0) : last.update_id + 1
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      const wait = restOf(error) ?? WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0
      failures += 1
      log.error({ err: failureOf(error), wait }, reasonOf(error))
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }
  // A last question without patience, so that what was taken does not come again.
  if (offset !== undefined) await confirm(offset)

  function ask(from: number | undefined): Promise<Update[]> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]) as unknown as NonNullable<Parameters<Api['getUpdates']>[1]>
    return api.getUpdates(
      { ...(from === undefined ? {} : { offset: from }), timeout: ASK_SECONDS, limit: 100, allowed_updates: WANTED },
      limit,
    )
  }

  async function confirm(from: number): Promise<void> {
    const limit = AbortSignal.timeout(2_000) as unknown as NonNullable<Parameters<Api['getUpdates']>[1]>
    await api.getUpdates({ offset: from, timeout: 0, limit: 1 }, limit).catch(() => undefined)
  }
}

/** A failure to hear from Telegram, in words for whoever runs the bot. */
function reasonOf(error: unknown): string {
  const code = error instanceof GrammyError ? error.error_code : undefined
  if (code === 409) return 'another process is polling with the same TELEGRAM_TOKEN: stop it, or give this one a bot of its own'
  if (isTokenRefused(error)) return 'Telegram does not know this TELEGRAM_TOKEN: get the right one from @BotFather'
  return 'no updates from Telegram'
}
