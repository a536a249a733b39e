import type { Api } from 'grammy'
import type { Message } from 'grammy/types'
import { z } from 'zod'
import type { AdapterMemory, FileRef, Incoming, MessageRef, Person } from '../chat.ts'
import { readAnswer } from './answer.ts'
import type { Carry } from './carry.ts'
import { isShared, threadOf } from './place.ts'
import { CHOICE_PREFIX, type Form, questionOf } from './question.ts'
import { incomingId } from './said.ts'
import type { SayIn, TelegramText } from './texts.ts'

/** How long an answer is waited for. */
const PATIENCE_MS = 24 * 3_600_000

const Prompt = z.object({
  action: z.string(),
  value: z.string(),
  form: z.custom<Form>(),
  /** The message with the button. */
  at: z.custom<MessageRef>(),
  /** Id of our message that asks, and which field it asks for. */
  asked: z.number(),
  index: z.number(),
  /** The message that answered last: the same one again answers nothing else. */
  answeredBy: z.number().optional(),
  fields: z.record(z.string(), z.string()),
  files: z.array(z.custom<FileRef>()),
})
type Prompt = z.infer<typeof Prompt>
type FormIncoming = Extract<Incoming, { kind: 'form' }>

/** What became of a message or press that may answer a question: nothing of ours, taken without more to do, or a whole form. */
export type Answered = 'not-ours' | 'taken' | FormIncoming

export interface PromptsOptions {
  api: Api
  memory: AdapterMemory
  carry: Carry
  sayIn: SayIn
}

/**
 * Forms where there are none: each field is a question that wants a reply. A person has one question open in a chat; the next form, a
 * command, or a day's time puts an end to it, and nothing is left of it.
 */
export function createPrompts({ api, memory, carry, sayIn }: PromptsOptions) {
  /** Secrets of forms that are half filled in: they are written down nowhere, and asked again after a restart. */
  const secrets = new Map<string, Record<string, string>>()

  return {
    /** Asks for the first field of a form. */
    async open(person: Person, at: MessageRef, asking: { action: string; value: string; form: Form }): Promise<void> {
      await leave(at.place.channel, person)
      const begun = { ...asking, at, index: 0, fields: {}, files: [] }
      await keep(person, { ...begun, asked: await ask(begun, person) })
    },

    /** Takes a message as an answer where it is one. After the form was handed on, `close` ends it. */
    async answer(message: Message, person: Person): Promise<Answered> {
      const channel = String(message.chat.id)
      const prompt = await find(channel, person)
      if (prompt === undefined) return 'not-ours'
      if (prompt.answeredBy === message.message_id) return 'taken'
      const replied = message.reply_to_message?.message_id
      const text = message.text ?? ''
      // Where nobody else writes, words are an answer without being a reply.
      if (replied !== prompt.asked && (message.chat.type !== 'private' || replied !== undefined || text === '')) return 'not-ours'
      if (/^\/cancel\b/i.test(text)) {
        await leave(channel, person)
        await tell(prompt.at, person, 'telegram.form.left')
        return 'taken'
      }
      if (/^\/(?!skip\b)/i.test(text)) {
        await leave(channel, person)
        return 'not-ours'
      }
      const field = prompt.form.fields[prompt.index]
      if (field === undefined) return 'not-ours'
      const answer = readAnswer(field, message)
      if (field.kind === 'secret') await remove(channel, message.message_id)
      if ('again' in answer) {
        await again(prompt, person, answer.again)
        return 'taken'
      }
      return accept(prompt, person, answer, { message: message.message_id, id: `form/${incomingId(message)}`, time: message.date * 1_000 })
    },

    /** Takes a press on a choice's button. */
    async choose(data: string, asked: MessageRef, person: Person, press: { id: string; time: number }): Promise<Answered> {
      const prompt = await find(asked.place.channel, person)
      const field = prompt?.form.fields[prompt.index]
      const chosen = field?.options?.[Number(data.slice(CHOICE_PREFIX.length))]
      if (prompt === undefined || String(prompt.asked) !== asked.id || chosen === undefined) return 'not-ours'
      return accept(prompt, person, { value: chosen.value, files: [] }, { message: prompt.asked, ...press })
    },

    /** Ends what a person was asked in a chat. */
    close: leave,
  }

  async function accept(
    prompt: Prompt,
    person: Person,
    { value, files }: { value: string; files: FileRef[] },
    by: { message: number; id: string; time: number },
  ): Promise<Answered> {
    const { action, at, form, index } = prompt
    const { name = '', kind } = form.fields[index] ?? {}
    const key = keyOf(at.place.channel, person)
    if (kind === 'secret') secrets.set(key, { ...secrets.get(key), [name]: value })
    const filled = {
      ...prompt,
      fields: { ...prompt.fields, ...(kind === 'secret' ? {} : { [name]: value }) },
      files: [...prompt.files, ...files],
    }
    const fields = { ...filled.fields, ...secrets.get(key) }
    const left = form.fields.findIndex((field) => !(field.name in fields))
    if (left < 0) {
      return { kind: 'form', id: by.id, from: person, at, time: by.time, action, value: prompt.value, fields, files: filled.files }
    }
    const next = { ...filled, index: left, answeredBy: by.message }
    await keep(person, { ...next, asked: await ask(next, person) })
    await remove(at.place.channel, prompt.asked)
    return 'taken'
  }

  async function again(prompt: Prompt, person: Person, why: TelegramText): Promise<void> {
    const most = prompt.form.fields[prompt.index]?.maxLength ?? 0
    await keep(person, { ...prompt, asked: await ask(prompt, person, sayIn(person.locale)(why, { most })) })
    await remove(prompt.at.place.channel, prompt.asked)
  }

  async function ask(
    { form, index, at: { place } }: Pick<Prompt, 'form' | 'index' | 'at'>,
    person: Person,
    note?: string,
  ): Promise<number> {
    const mention = isShared(place) && !person.id.startsWith('-') ? person : undefined
    const { words, reply_markup } = questionOf(form, index, { mention, note }, sayIn(person.locale))
    const other = { ...threadOf(place), entities: words.entities, link_preview_options: { is_disabled: true }, reply_markup }
    return (await carry(place, {}, () => api.sendMessage(place.channel, words.text, other))).message_id
  }

  async function tell({ place }: MessageRef, person: Person, text: TelegramText): Promise<void> {
    await carry(place, {}, () => api.sendMessage(place.channel, sayIn(person.locale)(text), threadOf(place)))
  }

  async function leave(channel: string, person: Person): Promise<void> {
    const prompt = await find(channel, person)
    if (prompt === undefined) return
    secrets.delete(keyOf(channel, person))
    await memory.delete(keyOf(channel, person))
    await remove(channel, prompt.asked)
  }

  // One that is gone already, or too old to be removed, does no harm.
  async function remove(channel: string, message: number): Promise<void> {
    await api.deleteMessage(channel, message).catch(() => undefined)
  }

  async function find(channel: string, person: Person): Promise<Prompt | undefined> {
    const text = await memory.get(keyOf(channel, person))
    return text === undefined ? undefined : Prompt.parse(JSON.parse(text))
  }

  function keep(person: Person, prompt: Prompt): Promise<void> {
    return memory.set(keyOf(prompt.at.place.channel, person), JSON.stringify(prompt), Date.now() + PATIENCE_MS)
  }
}

function keyOf(channel: string, { id }: Person): string {
  return `prompt:${channel}/${id}`
}
