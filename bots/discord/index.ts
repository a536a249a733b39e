import { type Client, Status } from 'discord.js'
import type { Logger } from 'pino'
import type { ZodType } from 'zod'
import type { Blobs } from '../../pipeline/step.ts'
import { ACTION_BYTES } from '../action.ts'
import type { AdapterMemory, ChatAdapter, Limits } from '../chat.ts'
import { createAttachments } from './attachments.ts'
import { createCall } from './call.ts'
import { createCatchUp } from './catch-up.ts'
import { createChannels, PLATFORM, UPLOAD_BYTES } from './channels.ts'
import { registerCommands } from './command-list.ts'
import { connect, refused } from './connect.ts'
import { createDownload } from './download.ts'
import { createForms } from './form.ts'
import { createHearing } from './hearing.ts'
import { createInteractions } from './interactions.ts'
import { createRecent } from './recent.ts'
import { createReception } from './reception.ts'
import { createSender } from './send.ts'
import { createSpeaking } from './speaking.ts'
import { Guild, Interaction, Message } from './wire.ts'
import type { Words } from './words.ts'

export interface DiscordOptions {
  token: string
  /** Where the API is, without its version. */
  root: string
  memory: AdapterMemory
  blobs: Blobs
  /** Extensions of documents: other files that people post to each other are none of ours. */
  formats: readonly string[]
  /** Largest document that is accepted. */
  downloadBytes: number
  words: Words
  log: Logger
}

const limits: Limits = {
  text: 3_400,
  caption: 3_400,
  uploadBytes: UPLOAD_BYTES,
  downloadBytes: 500 * 1024 * 1024,
  actionBytes: ACTION_BYTES,
  editMs: 1_250,
  buttons: 25,
  buttonsPerRow: 5,
  selectOptions: 25,
  media: 10,
}

/** How often it is noted that the bot is there. */
const PULSE_MS = 30_000
/** Of this many people it is remembered which language their Discord speaks, and of messages where they were. */
const MOST_RECENT = 1_000

/** Discord as a chat. All shards are in this process; what it must know after a restart is in `memory`. */
export function createDiscordChat({ token, root, memory, blobs, formats, downloadBytes, words, log }: DiscordOptions): ChatAdapter {
  const leaving = new AbortController()
  let client: Client<boolean> | undefined
  let hearsDrops = true
  const locales = createRecent<string>(MOST_RECENT)
  const heardIn = createRecent<string>(MOST_RECENT)

  const call = createCall({ root, token, signal: leaving.signal })
  const channels = createChannels({ client: () => client, call })
  const interactions = createInteractions(memory)
  const forms = createForms(memory)
  const sender = createSender({ call, memory, attachments: createAttachments({ memory, blobs }), forms, interactions })
  const speaking = createSpeaking({ call, memory, channels, interactions, sender, heardIn, words, log })
  const download = createDownload(root)
  const hear = createHearing({ channels, formats, localeOf: (person) => locales.get(person) })

  return {
    platform: PLATFORM,
    limits: { ...limits, downloadBytes: Math.min(limits.downloadBytes, downloadBytes) },
    filmIn: 'message',
    ...speaking,
    download: (file, signal) => download(file.id, signal),

    async run(commands, deliver, signal) {
      const inHand = new Set<Promise<void>>()
      const reception = createReception({ call, memory, interactions, forms, sender, commands, words, hearsDrops: () => hearsDrops })
      const catchUp = createCatchUp({ call, memory, log, take: (message) => takeMessage(message) })
      const since = new Map<number, number | undefined>()

      function hold(what: string, work: () => Promise<void>): void {
        const holding = work()
          .catch((error: unknown) => {
            if (!signal.aborted) log.error({ err: error, what }, 'something from Discord could not be taken')
          })
          .finally(() => inHand.delete(holding))
        inHand.add(holding)
      }

      async function takeMessage(message: Message): Promise<void> {
        const incoming = await hear(message, client?.user?.id ?? '')
        if (incoming === undefined) return
        if (message.guild_id === undefined) await catchUp.toldDirectly(message.channel_id)
        heardIn.set(incoming.id, message.channel_id)
        await deliver(incoming)
      }

      async function takeInteraction(told: Interaction): Promise<void> {
        const interaction = await channels.complete(told)
        const incoming = await reception.receive(interaction)
        if (incoming === undefined) return
        if (interaction.locale !== undefined) locales.set(incoming.from.id, interaction.locale)
        await deliver(incoming).finally(() => reception.finish(interaction))
      }

      function listen(connecting: Client<boolean>): void {
        client = connecting
        const on = <T>(event: string, shape: ZodType<T>, take: (data: T, shard: number) => Promise<void>) =>
          connecting.ws.on(event as never, (data: unknown, shard: number) => {
            if (!signal.aborted) hold(event, async () => take(shape.parse(data), shard))
          })
        on('MESSAGE_CREATE', Message, takeMessage)
        on('INTERACTION_CREATE', Interaction, takeInteraction)
        connecting.ws.on('READY' as never, (_: unknown, shard: number) => {
          const from = catchUp.lastThere()
          since.set(shard, from)
          if (shard === 0 && from !== undefined) hold('direct messages', () => catchUp.directMessages(from))
        })
        on('GUILD_CREATE', Guild, async (guild, shard) => {
          const from = since.get(shard)
          if (from !== undefined && guild.unavailable !== true) await catchUp.server(guild, from)
        })
      }

      await catchUp.recall()
      const connection = await connect({ token, root, log, prepare: listen, signal })
      if (connection === undefined) return
      hearsDrops = connection.hearsDrops
      const { client: connected } = connection
      const isThere = () => connected.ws.shards.every(({ status }) => status === Status.Ready)
      const pulse = setInterval(() => isThere() && hold('pulse', catchUp.there), PULSE_MS).unref()
      try {
        await catchUp.there()
        const isNew = await registerCommands(connected.application.id, commands, { call, memory }).catch((error: unknown) => {
          log.error({ err: error }, 'Discord did not take the commands; those it knows stay')
        })
        log.info(
          { bot: connected.user.tag, shards: connected.ws.shards.size, servers: connected.guilds.cache.size, isNew },
          'Discord is connected',
        )
        const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
        if (!signal.aborted) await Promise.race([ended, connection.broken.catch((error: unknown) => Promise.reject(refused(error)))])
      } finally {
        clearInterval(pulse)
        leaving.abort()
        while (inHand.size > 0) await Promise.all(inHand)
        await catchUp.there()
        await connected.destroy()
      }
    },
  }
}
