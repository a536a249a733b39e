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
    const isDocument = ({ filename }: Message['attachments'][number]) => endings.has(extname(filename).toLowerCase())
    const isSure = isCalled || guild_id === undefined || attachments.some(isDocument)
    if (content === '' && attachments.length === 0) return undefined
    const channel = await channels.find(message.channel_id).catch(() => (isSure ? likely(message) : undefined))
    if (channel === undefined) return undefined
    const isOurs = isThread(channel) && channel.owner_id === bot && mentions.length === 0 && !message.referenced_message
    if (!isSure && !isOurs) return undefined
    const isToUs = isCalled || isDirect(channel)
    const heard = attachments.filter((one) => isToUs || isDocument(one) || (isOurs && EXPORT.test(one.filename)))
    const overheard = !isToUs && heard.length === 0
    if (overheard && content === '') return undefined
    const locale = localeOf(author.id) ?? channels.locale(guild_id)
    const incoming = decodeMessage({ ...message, attachments: heard }, placeOf(channel), bot, locale)
    return { ...incoming, overheard, uploadBytes: channels.uploadBytes(guild_id) }
  }
}

/** An exported project: in a thread about films it is meant for us, elsewhere any archive may be dropped. */
const EXPORT = /\.zip$/i

// Where it can't be looked up, it is taken for what it most likely is.
function likely({ channel_id: id, guild_id }: Message): Channel {
  return { id, type: guild_id === undefined ? ChannelType.DM : ChannelType.GuildText }
}
