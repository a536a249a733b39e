import type { Chat, Message, User } from 'grammy/types'
import type { MessageRef, Person, Place } from '../chat.ts'

/** The platform's name in places. */
export const TELEGRAM = 'telegram'

/** Where a message is. What Telegram calls a thread outside of forums is a chain of replies, and no place of its own. */
export function placeOf({
  chat,
  message_thread_id,
  is_topic_message,
}: Pick<Message, 'chat' | 'message_thread_id' | 'is_topic_message'>): Place {
  const topic = is_topic_message === true ? message_thread_id : undefined
  return { platform: TELEGRAM, channel: String(chat.id), ...(topic === undefined ? {} : { thread: String(topic) }) }
}

/** A message as the contract names it. */
export function refOf(message: Pick<Message, 'chat' | 'message_id' | 'message_thread_id' | 'is_topic_message'>): MessageRef {
  return { place: placeOf(message), id: String(message.message_id) }
}

/** The topic to stay in, as calls take it. */
export function threadOf({ thread }: Place): { message_thread_id?: number } {
  return thread === undefined ? {} : { message_thread_id: Number(thread) }
}

/** Groups, supergroups and channels: places of more than one person. */
export function isShared({ channel }: Place): boolean {
  return channel.startsWith('-')
}

/** A person, as they call themselves. */
export function personOf({ id, first_name, last_name, language_code }: User): Person {
  return { id: String(id), name: [first_name, last_name].filter(Boolean).join(' '), locale: language_code }
}

/** A channel, or a group whose admins speak in its name. */
export function chatPerson(chat: Chat, locale?: string): Person {
  return { id: String(chat.id), name: chat.title ?? [chat.first_name, chat.last_name].filter(Boolean).join(' '), locale }
}
