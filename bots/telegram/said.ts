import type { Message, User } from 'grammy/types'
import type { CommandListing, FileRef, Incoming, Person } from '../chat.ts'
import { typedOptions } from '../typed-options.ts'
import { chatPerson, personOf, refOf } from './place.ts'

/** Who we are, and what we know. */
export interface Listener {
  me: Pick<User, 'id' | 'username'>
  commands: readonly CommandListing[]
  /** Extensions of documents that are taken without being asked to, in a group. */
  formats: readonly string[]
}

/** What somebody wrote or dropped; several messages where they came as one album. */
export type Said =
  | { kind: 'incoming'; incoming: Extract<Incoming, { kind: 'message' | 'command' }> }
  /** `/start`, perhaps with what a link brought along. */
  | { kind: 'start'; payload: string }
  /** Something that no film can be made of: a voice message, a sticker, a place. */
  | { kind: 'other' }

/** Id of a message as an incoming; other messages of an album have none. */
export function incomingId({ chat, message_id }: Pick<Message, 'chat' | 'message_id'>): string {
  return `${chat.id}/${message_id}`
}

/** The message that an incoming's id names, where it came from a message of this chat. */
export function messageIdOf(incoming: string | undefined, channel: string): number | undefined {
  const match = /^(?:form\/)?(-?\d+)\/(\d+)/.exec(incoming ?? '')
  return match?.[1] === channel ? Number(match[2]) : undefined
}

/**
 * What a message, or an album of them, says to us; undefined for what is not meant for us: other bots' commands, talk in a group, a
 * channel's posts that its discussion group repeats.
 */
export function readMessages(messages: readonly Message[], listener: Listener): Said | undefined {
  const [first] = messages
  if (first === undefined || first.is_automatic_forward || first.via_bot || isOtherBot(first)) return undefined
  const text = messages.map((message) => message.text ?? message.caption ?? '').find((words) => words !== '') ?? ''
  const files = messages.flatMap(filesOf)
  const base = { id: incomingId(first), from: speakerOf(first), at: refOf(first), time: first.date * 1_000 }
  const isPrivate = first.chat.type === 'private'

  const typed = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text.trim())
  if (typed?.[1] !== undefined) {
    const name = typed[1].toLowerCase()
    const isOurs = typed[2] === undefined || typed[2].toLowerCase() === listener.me.username?.toLowerCase()
    if (!isOurs) return undefined
    if (name === 'start') return { kind: 'start', payload: typed[3]?.trim() ?? '' }
    const command = listener.commands.find((one) => one.name === name)
    if (command === undefined && !isPrivate && typed[2] === undefined) return undefined
    const options = typedOptions(typed[3] ?? '', command?.options ?? [])
    return {
      kind: 'incoming',
      incoming: { ...base, kind: 'command', name, options, files: files.length > 0 ? files : repliedFiles(first) },
    }
  }
  if (isPrivate) {
    if (text !== '' || files.length > 0) return { kind: 'incoming', incoming: { ...base, kind: 'message', text, files } }
    return isContent(first) ? { kind: 'other' } : undefined
  }
  const documents = files.filter(({ name }) => listener.formats.includes(name.split('.').at(-1)?.toLowerCase() ?? ''))
  if (documents.length > 0) return { kind: 'incoming', incoming: { ...base, kind: 'message', text, files: documents } }
  const words = addressed(first, text, listener)
  if (words === undefined || (words === '' && files.length === 0)) return undefined
  return { kind: 'incoming', incoming: { ...base, kind: 'message', text: words, files } }
}

type Attached = Pick<Message, 'message_id' | 'document' | 'photo' | 'video' | 'animation'>

/** A document or picture of a message, as something to download. */
export function filesOf({ document, photo, video, animation, message_id }: Attached): FileRef[] {
  const picture = photo?.at(-1)
  if (document !== undefined && animation === undefined)
    return [{ id: document.file_id, name: document.file_name ?? 'document', bytes: document.file_size }]
  if (picture !== undefined) return [{ id: picture.file_id, name: `photo-${message_id}.jpg`, bytes: picture.file_size }]
  if (video !== undefined) return [{ id: video.file_id, name: video.file_name ?? `video-${message_id}.mp4`, bytes: video.file_size }]
  return []
}

/** Who speaks: a person, or the channel or group in whose name a post was written. */
export function speakerOf({ from, sender_chat, chat }: Pick<Message, 'from' | 'sender_chat' | 'chat'>): Person {
  if (sender_chat !== undefined) return chatPerson(sender_chat)
  return from === undefined ? chatPerson(chat) : personOf(from)
}

// A command in reply to a document is about that document: in groups it is the only way that reaches us.
function repliedFiles({ reply_to_message: replied, external_reply: external, message_id }: Message): FileRef[] {
  if (replied !== undefined) return filesOf(replied as Attached)
  return external === undefined ? [] : filesOf({ ...external, message_id })
}

// A group's anonymous admins write through a bot of Telegram's.
function isOtherBot({ from, sender_chat }: Message): boolean {
  return from?.is_bot === true && sender_chat === undefined
}

// In a group, only what is said to us: in reply to one of our messages, or by our name, which is left out.
function addressed({ reply_to_message: replied }: Message, text: string, { me }: Listener): string | undefined {
  const name = me.username === undefined ? undefined : new RegExp(`@${me.username}\\b`, 'i')
  if (name?.test(text)) return text.replace(name, '').trim()
  return replied?.from?.id === me.id ? text : undefined
}

const contents = [
  'voice',
  'sticker',
  'audio',
  'video_note',
  'animation',
  'contact',
  'location',
  'venue',
  'poll',
  'dice',
  'story',
  'game',
] as const

function isContent(message: Message): boolean {
  return contents.some((content) => message[content] !== undefined)
}
