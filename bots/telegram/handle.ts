import type { Api } from 'grammy'
import type { CallbackQuery, Message, Update } from 'grammy/types'
import { decodeAction } from '../action.ts'
import type { AdapterMemory, Incoming, Person, Place } from '../chat.ts'
import { noteMove } from './carry.ts'
import { linkedProject } from './deep-link.ts'
import { formOf, PAGE_PREFIX } from './keyboard.ts'
import type { Messages } from './messages.ts'
import { chatPerson, personOf, placeOf, refOf, TELEGRAM } from './place.ts'
import { type Presses, pressId } from './presses.ts'
import type { Answered, createPrompts } from './prompts.ts'
import { CHOICE_PREFIX } from './question.ts'
import { incomingId, type Listener, readMessages, speakerOf } from './said.ts'
import type { ShownMessages } from './shown.ts'
import type { SayIn, TelegramText } from './texts.ts'

/** How long a chat of a business account is left alone after it was told that we don't speak there. */
const BUSINESS_MS = 24 * 3_600_000

export interface HandlerOptions {
  api: Api
  memory: AdapterMemory
  messages: Messages
  presses: Presses
  prompts: ReturnType<typeof createPrompts>
  shown: ShownMessages
  listener: Listener
  sayIn: SayIn
  deliver(incoming: Incoming): Promise<void>
}

/** What is done about each kind of update. An update may come twice: what has an incoming's id is deduplicated by it. */
export function createHandler({ api, memory, messages, presses, prompts, shown, listener, sayIn, deliver }: HandlerOptions) {
  return async function handle(updates: readonly Update[]): Promise<void> {
    const [update] = updates
    if (update?.callback_query !== undefined) return pressed(update.callback_query)
    if (update?.my_chat_member !== undefined) return joined(update.my_chat_member)
    if (update?.inline_query !== undefined) return inline(update.inline_query)
    if (update?.business_message !== undefined) return business(update.business_message)
    const said = updates.map(({ message, channel_post }) => message ?? channel_post).filter((message) => message !== undefined)
    if (said.length > 0) await heard(said)
  }

  async function heard(said: readonly Message[]): Promise<void> {
    const [first] = said
    if (first === undefined) return
    if (first.migrate_to_chat_id !== undefined) return noteMove(memory, String(first.chat.id), String(first.migrate_to_chat_id))
    const person = speakerOf(first)
    if (await answered(await prompts.answer(first, person), placeOf(first), person)) return
    const words = readMessages(said, listener)
    switch (words?.kind) {
      case undefined:
        return
      case 'incoming':
        return deliver(words.incoming)
      case 'other':
        return tell(first, person, 'telegram.documents-only')
      case 'start': {
        const project = linkedProject(words.payload)
        if (project === undefined) return tell(first, person, first.chat.type === 'private' ? 'telegram.start' : 'telegram.start.group')
        const base = { id: incomingId(first), from: person, at: refOf(first), time: first.date * 1_000 }
        return deliver({ ...base, kind: 'action', action: 'projects.open', value: project })
      }
    }
  }

  async function pressed(query: CallbackQuery): Promise<void> {
    try {
      await press(query)
    } finally {
      await presses.done(query.id)
    }
  }

  async function press(query: CallbackQuery): Promise<void> {
    const { id, message, data } = query
    if (message === undefined || data === undefined) return
    const { place, id: messageId } = refOf(message)
    const { pressable, thread } = (await shown.get({ place, id: messageId })) ?? {}
    const at = { place: thread === undefined ? place : { ...place, thread }, id: messageId }
    const person = await presserOf(query)
    const time = Date.now()
    if (data.startsWith(PAGE_PREFIX)) return messages.turnPage(at, Number(data.slice(PAGE_PREFIX.length)))
    if (data.startsWith(CHOICE_PREFIX)) {
      const answer = await prompts.choose(data, at, person, { id: pressId(id), time })
      if (!(await answered(answer, at.place, person))) await stale(query)
      return
    }
    const action = decodeAction(data)
    if (action === undefined) return stale(query)
    const form = pressable && formOf(data, pressable)
    if (form !== undefined) return prompts.open(person, at, { ...action, form })
    await deliver({ kind: 'action', id: pressId(id), from: person, at, time, ...action })
  }

  // A question leaves nothing behind once its answers have been handed on.
  async function answered(answer: Answered, { channel }: Place, person: Person): Promise<boolean> {
    if (typeof answer !== 'string') {
      await deliver(answer)
      await prompts.close(channel, person)
    }
    return answer !== 'not-ours'
  }

  async function stale({ id, from, message }: CallbackQuery): Promise<void> {
    await presses.say(pressId(id), sayIn(from.language_code)('telegram.stale'))
    if (message !== undefined) await messages.strip(refOf(message))
  }

  // In a channel nobody has a name: its admins act for it.
  async function presserOf({ from, message }: CallbackQuery): Promise<Person> {
    if (message?.chat.type !== 'channel') return personOf(from)
    const { status } = await api.getChatMember(message.chat.id, from.id)
    return status === 'creator' || status === 'administrator' ? chatPerson(message.chat, from.language_code) : personOf(from)
  }

  async function joined({
    chat,
    from,
    date,
    old_chat_member: before,
    new_chat_member: now,
  }: NonNullable<Update['my_chat_member']>): Promise<void> {
    const isIn = (status: string) => status === 'member' || status === 'administrator'
    if (!chat.type.endsWith('group') || isIn(before.status) || !isIn(now.status)) return
    const place = { platform: TELEGRAM, channel: String(chat.id) }
    await messages.post(place, { text: greeting('telegram.start.group', from.language_code) }, `joined/${chat.id}/${date}`)
  }

  async function inline({ id, from }: NonNullable<Update['inline_query']>): Promise<void> {
    const button = { text: sayIn(from.language_code)('telegram.inline'), start_parameter: 'inline' }
    await api.answerInlineQuery(id, [], { cache_time: 300, is_personal: true, button })
  }

  async function business({ chat, from, business_connection_id: connection }: Message): Promise<void> {
    const key = `business:${connection}/${chat.id}`
    // What the account's own holder writes is for the other side.
    if (connection === undefined || from?.id !== chat.id || (await memory.get(key)) !== undefined) return
    await memory.set(key, 'told', Date.now() + BUSINESS_MS)
    await api.sendMessage(chat.id, greeting('telegram.business', from.language_code), { business_connection_id: connection })
  }

  async function tell(message: Message, person: Person, text: TelegramText): Promise<void> {
    const nonce = `${incomingId(message)}:told`
    await messages.post(placeOf(message), { text: greeting(text, person.locale) }, nonce, message.message_id)
  }

  function greeting(text: TelegramText, locale: string | undefined): string {
    return sayIn(locale)(text, { bot: listener.me.username ?? '' })
  }
}
