import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { UserError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Blobs } from '../../pipeline/step.ts'
import { ACTION_BYTES } from '../action.ts'
import type { AdapterMemory, ChatAdapter, Limits, View } from '../chat.ts'
import { createActivity } from './activity.ts'
import { openApi } from './api.ts'
import { createCarry, moveOf } from './carry.ts'
import { linkTo } from './deep-link.ts'
import { failureOf, isTokenRefused, tokenRefused } from './failure.ts'
import { createDownload } from './files.ts'
import { createHandler } from './handle.ts'
import { createIntake } from './intake.ts'
import { PER_ROW } from './keyboard.ts'
import { setMenu } from './menu.ts'
import { CAPTION, createMessages } from './messages.ts'
import { type Budget, createPace, usualBudget } from './pace.ts'
import { isShared, refOf, TELEGRAM } from './place.ts'
import { ANSWER_MS, poll } from './poll.ts'
import { createPresses } from './presses.ts'
import { createPrompts } from './prompts.ts'
import { messageIdOf } from './said.ts'
import { shownMessages } from './shown.ts'
import type { SayIn } from './texts.ts'
import { createUploads } from './uploads.ts'
import { openWebhook, type WebhookSettings } from './webhook.ts'
import { ADDED } from './words.ts'

export interface TelegramOptions {
  token: Secret
  /** Where the Bot API is: Telegram's own, or a server that speaks it. */
  root: string
  /** Where Telegram brings updates to; left out, they are fetched. */
  webhook?: WebhookSettings | undefined
  memory: AdapterMemory
  blobs: Blobs
  log: Logger
  /** Extensions of documents, which are taken in groups without being asked to. */
  formats: readonly string[]
  sayIn: SayIn
  budget?: Budget
  /** Milliseconds that an answer to a question for updates is waited for. */
  answerMs?: number
}

const TEXT = 4_096
const MIB = 1024 * 1024
/** What Telegram's own servers take and give, and what a Bot API server on our side does. */
const CLOUD = { uploadBytes: 50_000_000, downloadBytes: 20 * MIB }
const LOCAL_BYTES = 2_000_000_000
const TELEGRAM_ROOT = 'https://api.telegram.org'

/** How long what is in hand may still be said after the signal. */
const PARTING_MS = 5_000

/** Telegram as a chat. */
export function createTelegramChat({
  token,
  root,
  webhook,
  memory,
  blobs,
  log,
  formats,
  sayIn,
  budget = usualBudget,
  answerMs = ANSWER_MS,
}: TelegramOptions): ChatAdapter {
  const leaving = new AbortController()
  // Known from the first file on: a server in local mode gives paths of its disk.
  let isLocal = false
  let username: string | undefined
  const limits: Limits = {
    text: TEXT - ADDED,
    caption: CAPTION - ADDED,
    get uploadBytes() {
      return isLocal ? LOCAL_BYTES : CLOUD.uploadBytes
    },
    downloadBytes: root === TELEGRAM_ROOT ? CLOUD.downloadBytes : LOCAL_BYTES,
    actionBytes: ACTION_BYTES,
    editMs: budget.chatMs,
    buttons: 40,
    buttonsPerRow: PER_ROW,
    selectOptions: 50,
    media: 1,
  }
  const api = openApi({ token, root })
  const pace = createPace(budget, leaving.signal)
  const carry = createCarry({ pace, memory })
  const shown = shownMessages(memory)
  const uploads = createUploads({ blobs, memory, uploadBytes: () => limits.uploadBytes })
  const messages = createMessages({ api, memory, shown, uploads, carry })
  const presses = createPresses(api, log)
  const prompts = createPrompts({ api, memory, carry, sayIn })
  const activity = createActivity(api, leaving.signal)

  return {
    platform: TELEGRAM,
    limits,
    filmIn: 'message',

    async run(listings, deliver, signal) {
      signal.addEventListener('abort', () => setTimeout(() => leaving.abort(), PARTING_MS).unref(), { once: true })
      isLocal = (await memory.get('local')) === 'yes'
      const me = await insist(() => api.getMe(), signal)
      if (me === undefined) return
      username = me.username
      log.info({ bot: username }, 'connected to Telegram')
      setMenu(api, { listings, memory, sayIn }).catch((error: unknown) =>
        log.warn({ err: failureOf(error) }, 'the command menu could not be set'),
      )
      const handle = createHandler({
        api,
        memory,
        messages,
        presses,
        prompts,
        shown,
        listener: { me, commands: listings, formats },
        sayIn,
        deliver,
      })
      const intake = createIntake({
        memory,
        log,
        signal,
        arrived({ callback_query: query }) {
          if (query !== undefined) presses.arrived(query.id, query.message && { at: refOf(query.message), data: query.data ?? '' })
        },
        handle: (updates) => handle(updates).catch(passable),
      })
      await intake.open()
      try {
        if (webhook === undefined) await poll(api, intake.take, { answerMs, log, signal })
        else await openWebhook(api, webhook, { memory, take: intake.take, insist, log, signal })
      } finally {
        await intake.settled()
      }
    },

    thread: async (at) => at.place,

    async post(to, view, nonce, answers) {
      const press = presses.find(answers)
      if (press !== undefined && view.expired)
        await messages.strip(press.at, press.data).catch((error: unknown) => passable(failureOf(error)))
      if (press !== undefined && answers !== undefined && isWord(view) && (await presses.say(answers, view.text ?? ''))) return press.at
      const { mention, ...rest } = view
      const told = isShared(to) ? view : rest
      const ref = await messages.post(to, told, nonce, messageIdOf(answers, to.channel)).catch(fail)
      activity.seen(ref, view)
      return ref
    },

    async edit(ref, view) {
      const now = await messages.edit(ref, view).catch(fail)
      activity.seen(ref, view)
      return now
    },

    async elsewhere({ channel, thread, ...place }, person) {
      const moved = await moveOf(memory, channel)
      if (moved !== undefined) return { ...place, channel: moved }
      if (thread !== undefined) return { ...place, channel }
      // A person's private chat has their own id; a channel that speaks for itself has none.
      return channel.startsWith('-') && !person.id.startsWith('-') ? { ...place, channel: person.id } : undefined
    },

    linkToProject: (project) => username && linkTo(username, project),

    download: createDownload({
      api,
      token,
      root,
      async local(now) {
        if (now !== isLocal) await memory.set('local', now ? 'yes' : 'no')
        isLocal = now
      },
    }),
  }

  /** Tries until it succeeds or the signal fires, told in the log. Throws UserError `settings` for what only the operator can mend. */
  async function insist<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    for (let wait = 1_000; !signal.aborted; wait = Math.min(30_000, wait * 2)) {
      try {
        return await call()
      } catch (error) {
        if (isTokenRefused(error)) throw tokenRefused()
        log.error({ err: failureOf(error), wait }, 'Telegram does not answer as it should; it is tried again')
        await sleep(wait, undefined, { signal }).catch(() => undefined)
      }
    }
    return undefined
  }

  // A chat that takes no answer is no reason to try its update again.
  function passable(error: unknown): void {
    const failure = failureOf(error)
    if (!(failure instanceof UserError)) throw failure
    log.info({ err: failure }, 'an update could not be answered')
  }
}

function fail(error: unknown): never {
  throw failureOf(error)
}

/** Whether a view is a few words for one person, as can stand over the chat. */
function isWord({ audience, title, text, media, fields, buttons, select, progress }: View): boolean {
  return (
    audience === 'person' && text !== undefined && [title, media, fields, buttons, select, progress].every((part) => part === undefined)
  )
}
