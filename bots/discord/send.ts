import { MessageFlags, Routes } from 'discord.js'
import type { z } from 'zod'
import { sha256 } from '../../lib/hash.ts'
import { MessageRef, type Place } from '../../lib/place.ts'
import type { AdapterMemory, View } from '../chat.ts'
import type { createAttachments } from './attachments.ts'
import type { Call, Request } from './call.ts'
import type { Forms } from './form.ts'
import type { Answerable, Interactions } from './interactions.ts'
import { codes, isRefusal } from './refusal.ts'
import { render } from './render.ts'
import { SentMessage } from './wire.ts'

export interface SenderParts {
  call: Call
  memory: AdapterMemory
  attachments: ReturnType<typeof createAttachments>
  forms: Forms
  interactions: Interactions
}

/** How long a nonce is known: whoever tries again does so within days. */
const NONCE_MS = 7 * 86_400_000
/** Discord's own nonces have up to 25 characters. */
const NONCE_LENGTH = 25

/** Puts views into messages, by the bot's own hand or through an interaction's token. */
export function createSender({ call, memory, attachments, forms, interactions }: SenderParts) {
  const inHand = new Map<string, Promise<MessageRef>>()

  /** Sends one view, with its files, to one route; `message` is what it replaces. */
  async function send(
    method: 'post' | 'patch',
    route: string,
    view: View,
    { message, extra, ...request }: { message?: string | undefined; extra?: object } & Omit<Request, 'body' | 'files'> = {},
  ): Promise<z.infer<typeof SentMessage>> {
    const media = view.media ?? []
    const [shipment] = await Promise.all([attachments.ship(media, message), forms.keep(view)])
    const isNew = method === 'post'
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: render(view, shipment.nameOf),
      allowed_mentions: { parse: [], users: isNew && view.mention !== undefined ? [view.mention.id] : [] },
      attachments: shipment.attachments,
      ...extra,
    }
    const sent = SentMessage.parse(await call(method, route, { body, files: shipment.files, ...request }))
    await attachments.keep(sent, media, shipment)
    return sent
  }

  return {
    /** Runs `post` unless a message with this nonce was posted, or is being posted. */
    async once(nonce: string, post: () => Promise<MessageRef>): Promise<MessageRef> {
      const known = inHand.get(nonce)
      if (known !== undefined) return known
      const posting = (async () => {
        const key = `posted:${sha256(nonce)}`
        const before = await memory.get(key)
        if (before !== undefined) return MessageRef.parse(JSON.parse(before))
        const ref = await post()
        await memory.set(key, JSON.stringify(ref), Date.now() + NONCE_MS)
        return ref
      })().finally(() => inHand.delete(nonce))
      inHand.set(nonce, posting)
      return posting
    },

    /** Posts into a channel or thread; `replyTo` is a message there that it answers. */
    async post(channel: string, view: View, nonce: string, replyTo?: string): Promise<string> {
      const reference = replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }
      const extra = { nonce: sha256(nonce).slice(0, NONCE_LENGTH), enforce_nonce: true, ...reference }
      return (await send('post', Routes.channelMessages(channel), view, { extra })).id
    },

    /** Edits a message in a channel or thread, one that was archived meanwhile too. */
    async edit(channel: string, id: string, view: View, patient: boolean): Promise<void> {
      const attempt = () => send('patch', Routes.channelMessage(channel, id), view, { message: id, patient })
      await attempt().catch(async (error: unknown) => {
        if (!isRefusal(error, codes.archived)) throw error
        await call('patch', Routes.channel(channel), { body: { archived: false } })
        await attempt()
      })
    },

    /** Fills what "is thinking", so that it no longer does. */
    async fill(through: Answerable, view: View): Promise<string> {
      const sent = await send('patch', Routes.webhookMessage(through.application, through.token, '@original'), view, { unsigned: true })
      await interactions.keep({ ...through, open: undefined, filled: sent.id })
      if (through.foreign || through.open === 'private') await interactions.carry(sent.id, through)
      return sent.id
    },

    /** Answers beside what was pressed or filled. */
    async followUp(through: Answerable, view: View, isPrivate: boolean): Promise<string> {
      const extra = isPrivate ? { flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral } : {}
      const route = Routes.webhook(through.application, through.token)
      const sent = await send('post', route, view, { unsigned: true, query: { wait: 'true' }, extra })
      if (through.foreign || isPrivate) await interactions.carry(sent.id, through)
      return sent.id
    },

    /** Edits a message that only a token reaches. */
    async editThrough(through: Answerable, id: string, view: View): Promise<string> {
      const route = Routes.webhookMessage(through.application, through.token, id)
      return (await send('patch', route, view, { unsigned: true, message: id })).id
    },

    /** Takes back what "is thinking" where nothing is to be said there. */
    async takeBack(through: Answerable): Promise<void> {
      await interactions.keep({ ...through, open: undefined })
      await call('delete', Routes.webhookMessage(through.application, through.token, '@original'), { unsigned: true }).catch(
        (error: unknown) => {
          if (!isRefusal(error, codes.unknownMessage, codes.unknownWebhook, codes.expiredToken)) throw error
        },
      )
    },
  }
}

/** Where messages of a place are posted. */
export function channelOf(place: Place): string {
  return place.thread ?? place.channel
}
