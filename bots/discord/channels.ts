import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelType, type Client, Routes } from 'discord.js'
import type { Place } from '../chat.ts'
import type { Call } from './call.ts'
import { missingOf, type PermissionName } from './permissions.ts'
import { createRecent } from './recent.ts'
import { Channel, type Interaction } from './wire.ts'

export const PLATFORM = 'discord'

const threads: readonly number[] = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread]
const direct: readonly number[] = [ChannelType.DM, ChannelType.GroupDM]
const posts: readonly number[] = [ChannelType.GuildForum, ChannelType.GuildMedia]

/** Channels that the gateway did not tell of are few. */
const MOST_ASKED = 1_000
/** An interaction has to be answered within 3 s, however long a lookup takes. */
const LOOKUP_MS = 1_000

export const isThread = ({ type }: Channel) => threads.includes(type)
export const isDirect = ({ type }: Channel) => direct.includes(type)
/** A channel that holds nothing but threads. */
export const holdsPosts = ({ type }: Channel) => posts.includes(type)

/** A channel as a place: a thread stands with the channel it is in. */
export function placeOf(channel: Channel): Place {
  if (!isThread(channel) || !channel.parent_id) return { platform: PLATFORM, channel: channel.id }
  return { platform: PLATFORM, channel: channel.parent_id, thread: channel.id }
}

/** Looks channels up: in what the gateway told, else by asking. */
export function createChannels({ client, call }: { client: () => Client | undefined; call: Call }) {
  const asked = createRecent<Channel>(MOST_ASKED)

  function known(id: string): Channel | undefined {
    const channel = client()?.channels.cache.get(id)
    return (
      channel && {
        id,
        type: channel.type,
        parent_id: 'parentId' in channel ? channel.parentId : null,
        owner_id: 'ownerId' in channel ? channel.ownerId : null,
      }
    )
  }

  async function find(id: string): Promise<Channel> {
    const told = known(id) ?? asked.get(id)
    if (told !== undefined) return told
    const channel = Channel.parse(await call('get', Routes.channel(id)))
    asked.set(id, channel)
    return channel
  }

  return {
    find,

    /** Where an interaction was used: what it does not tell of the channel is looked up. */
    async complete(interaction: Interaction): Promise<Interaction> {
      const { channel, channel_id: id = channel?.id } = interaction
      if (id === undefined || (channel !== undefined && (!isThread(channel) || channel.parent_id))) return interaction
      const found = find(id).catch(() => channel)
      return { ...interaction, channel: await Promise.race([found, sleep(LOOKUP_MS, channel, { ref: false })]) }
    },
    /** Which of these permissions the bot lacks in a channel, as far as the gateway told. */
    missing(id: string, needed?: readonly PermissionName[]): PermissionName[] {
      const connected = client()
      const channel = connected?.channels.cache.get(id)
      if (!connected?.user || channel === undefined || channel.isDMBased()) return []
      const held = channel.permissionsFor(connected.user)
      return held === null ? [] : missingOf(held.bitfield, needed)
    },
    /** Bytes of one file that a server takes: what its members pay for. */
    uploadBytes(guild: string | undefined): number | undefined {
      const tier = guild === undefined ? undefined : client()?.guilds.cache.get(guild)?.premiumTier
      return tier === undefined ? undefined : (boosted[tier] ?? UPLOAD_BYTES)
    },
    /** The language of a server, where its admins chose one. */
    locale(guild: string | undefined): string | undefined {
      const locale = guild === undefined ? undefined : client()?.guilds.cache.get(guild)?.preferredLocale
      return locale === 'en-US' ? undefined : locale
    },
  }
}
export type Channels = ReturnType<typeof createChannels>

const MIB = 1024 * 1024
/** What every place takes at least. */
export const UPLOAD_BYTES = 10 * MIB
const boosted: Record<number, number> = { 2: 50 * MIB, 3: 100 * MIB }
