import { extname } from 'node:path'
import { ChannelType, MessageType } from 'discord.js'
import type { Incoming } from '../chat.ts'
import { type Channels, isDirect, isThread, placeOf } from './channels.ts'
import { decodeMessage } from './decode.ts'
import type { Channel, Message } from './wire.ts'

const said: readonly number[] = [MessageType.Default, MessageType.Reply]

export interface HearingParts {
  channels: Channels
  /** Extensions of documents, without the dot. */
  formats: readonly string[]
  /** The locale a person's last interaction told. */
  localeOf(person: string): string | undefined
}

/**
 * Tells what is said to the bot from what people say to each other: in direct messages everything; elsewhere what names it or answers
 * it, and documents. In threads it opened, words that nobody else is meant by are said to it too.
 */
export function createHearing({ channels, formats, localeOf }: HearingParts) {
  const endings = new Set(formats.map((format) => `.${format}`))

  return async function hear(message: Message, bot: string): Promise<Incoming | undefined> {
    const { author, webhook_id, content, attachments, mentions, guild_id } = message
    if (author.bot === true || webhook_id !== undefined || !said.includes(message.type)) return undefined
    const isCalled = mentions.some(({ id }) => id === bot) || message.referenced_message?.author.id === bot
    const documents = attachments.filter(({ filename }) => endings.has(extname(filename).toLowerCase()))
    if (content === '' && attachments.length === 0) return undefined
    // Where it can't be looked up, it is taken for what it most likely is.
    const unknown: Channel = { id: message.channel_id, type: guild_id === undefined ? ChannelType.DM : ChannelType.GuildText }
    const channel = await channels.find(message.channel_id).catch(() => unknown)
    const isOurs = isThread(channel) && channel.owner_id === bot && mentions.length === 0 && !message.referenced_message
    if (!isDirect(channel) && !isCalled && documents.length === 0 && !isOurs) return undefined
    const locale = localeOf(author.id) ?? channels.locale(guild_id)
    const incoming = decodeMessage(message, placeOf(channel), bot, locale)
    const heard =
      isCalled || isDirect(channel) ? incoming.files : incoming.files.filter((_, index) => documents.includes(attachments[index] as never))
    const overheard = !isCalled && !isDirect(channel) && heard.length === 0
    return { ...incoming, files: heard, overheard, uploadBytes: channels.uploadBytes(guild_id) }
  }
}
