import { randomUUID } from 'node:crypto'
import type { Chat, Update, User } from 'grammy/types'
import type { BotApi, Kept, Room } from './bot-api.ts'

export const ann: User = { id: 501, is_bot: false, first_name: 'Ann', last_name: 'Lee', language_code: 'en' }
export const ben: User = { id: 502, is_bot: false, first_name: 'Ben', language_code: 'en' }
export const li: User = { id: 503, is_bot: false, first_name: '李', language_code: 'zh-hans' }

type Extra = Partial<Omit<Kept, 'message_id' | 'date' | 'chat'>> & Record<string, unknown>

/** People in the chats of a test server: they write, drop, reply and press. */
export function peopleOf(api: BotApi) {
  function room(chat: Chat): Room {
    const known = api.rooms.get(chat.id)
    if (known !== undefined) return known
    const opened: Room = { chat, messages: new Map(), closed: new Set() }
    api.rooms.set(chat.id, opened)
    return opened
  }

  function write(to: Room, from: User, extra: Extra): Kept {
    const isChannel = to.chat.type === 'channel'
    const message: Kept = {
      message_id: api.nextMessageId(),
      date: Math.floor(Date.now() / 1_000),
      chat: to.chat,
      ...(isChannel ? { sender_chat: to.chat } : { from }),
      ...extra,
    }
    to.messages.set(message.message_id, message)
    api.announce((isChannel ? { channel_post: message } : { message }) as unknown as Update)
    return message
  }

  return {
    room,
    write,
    /** The private chat of a person with the bot. */
    privately: (user: User): Room => room({ id: user.id, type: 'private', first_name: user.first_name }),
    group: (id = -1_001, extra: object = {}): Room => room({ id, type: 'supergroup', title: 'Reading group', ...extra } as Chat),
    channel: (id = -1_009): Room => room({ id, type: 'channel', title: 'The news' }),
    say: (to: Room, from: User, text: string, extra: Extra = {}): Kept => write(to, from, { text, ...extra }),
    /** Drops a document; `size` is what Telegram says of it. */
    drop(to: Room, from: User, file: { name: string; bytes: Uint8Array; size?: number }, extra: Extra = {}): Kept {
      const size = file.size ?? file.bytes.length
      const file_id = api.addFile(file.bytes, file.name, size)
      return write(to, from, { document: { file_id, file_unique_id: `u${file_id}`, file_name: file.name, file_size: size }, ...extra })
    },
    /** Presses the button of this label, or of this payload. */
    press(message: Kept, label: string, from: User = ann) {
      const button = message.reply_markup?.inline_keyboard?.flat().find(({ text, callback_data: data }) => text === label || data === label)
      if (button?.callback_data === undefined) throw new Error(`no button ${label} on ${JSON.stringify(message)}`)
      return pressData(message, button.callback_data, from)
    },
    pressData,
    /** A press as Telegram may tell of it too: less of its message, or nothing. */
    pressed,
  }

  /** A press with this payload, as it may also come from a message that shows other buttons by now. */
  function pressData(message: Kept, data: string, from: User = ann) {
    return pressed({ from, message: { ...message }, chat_instance: 'c', data })
  }

  function pressed(query: object) {
    const id = randomUUID()
    api.presses.set(id, 'waiting')
    return { id, update: api.announce({ callback_query: { id, ...query } } as unknown as Update) }
  }
}

export type People = ReturnType<typeof peopleOf>

/** The words of a message, wherever they stand. */
export function wordsIn({ text, caption }: Kept): string {
  return text ?? caption ?? ''
}

/** Labels of all buttons of a message. */
export function labelsOf({ reply_markup: markup }: Kept): string[] {
  return (markup?.inline_keyboard ?? []).flat().map(({ text }) => text)
}
