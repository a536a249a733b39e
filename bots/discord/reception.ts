import { InteractionResponseType, MessageFlags, PermissionFlagsBits, Routes } from 'discord.js'
import { z } from 'zod'
import type { AdapterMemory, CommandListing, Incoming, Place, View } from '../chat.ts'
import type { Call } from './call.ts'
import { placeOf } from './channels.ts'
import { decodeCustomId } from './custom-id.ts'
import { decodeInteraction, interactionId, type Menu, personIn, suggestionsFor } from './decode.ts'
import { type Forms, modalOf } from './form.ts'
import { type Answerable, foreignPlace, type Interactions } from './interactions.ts'
import { missingOf, type PermissionName } from './permissions.ts'
import { codes, isRefusal } from './refusal.ts'
import type { createSender } from './send.ts'
import type { Interaction } from './wire.ts'
import type { Words } from './words.ts'

export interface ReceptionParts {
  call: Call
  memory: AdapterMemory
  interactions: Interactions
  forms: Forms
  sender: ReturnType<typeof createSender>
  commands: readonly CommandListing[]
  words: Words
  /** Whether documents dropped without a word reach us. */
  hearsDrops(): boolean
}

/** What is told of an acknowledged interaction: of a message that "is thinking" the id alone is promised. */
const Callback = z
  .object({
    interaction: z.object({ response_message_id: z.string().nullish() }).optional(),
    resource: z.object({ message: z.object({ id: z.string() }).optional() }).nullish(),
  })
  .nullish()

/** Acknowledges each interaction at once, and only then reads what it wants. */
export function createReception({ call, memory, interactions, forms, sender, commands, words, hearsDrops }: ReceptionParts) {
  const menu: Menu = new Map(commands.flatMap(({ name, document }) => (document === undefined ? [] : [[document.menu, name] as const])))

  const respond = ({ id, token }: Interaction, body: object, query?: Record<string, string>) =>
    call('post', Routes.interactionCallback(id, token), { body, query, unsigned: true })

  /** Says that something is being done; the id of the message that will hold the answer, where Discord tells it by now. */
  async function defer(interaction: Interaction, open: Answerable['open']): Promise<string | undefined> {
    if (open === undefined) {
      await respond(interaction, { type: InteractionResponseType.DeferredMessageUpdate })
      return undefined
    }
    const data = open === 'private' ? { data: { flags: MessageFlags.Ephemeral } } : {}
    const body = { type: InteractionResponseType.DeferredChannelMessageWithSource, ...data }
    const answered = Callback.parse(await respond(interaction, body, { with_response: 'true' }))
    return answered?.interaction?.response_message_id ?? answered?.resource?.message?.id
  }

  async function receiveFormPress(interaction: Interaction, key: string, action: string, value: string): Promise<void> {
    const form = await forms.find(key)
    if (form !== undefined)
      return void (await respond(interaction, { type: InteractionResponseType.Modal, data: modalOf(form, action, value) }))
    const data = { content: words('expired', interaction.locale), flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } }
    await respond(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data })
  }

  async function tellOnce(key: string, through: Answerable, text: string): Promise<void> {
    if ((await memory.get(key)) !== undefined) return
    const view: View = { tone: 'warning', text }
    await sender.followUp(through, view, true)
    await memory.set(key, '1')
  }

  return {
    /** What somebody wants; undefined where that is answered already, or none of ours. */
    async receive(interaction: Interaction): Promise<Incoming | undefined> {
      if (interaction.type === 4) {
        const choices = suggestionsFor(interaction, commands)
        await respond(interaction, { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } })
        return undefined
      }
      const carried = decodeCustomId(interaction.data?.custom_id ?? '')
      if (interaction.type === 3 && carried?.form !== undefined) {
        await receiveFormPress(interaction, carried.form, carried.action, carried.value)
        return undefined
      }
      const missing = missingHere(interaction)
      const foreign = missing.length > 0
      const place = placeIn(interaction, foreign)
      const open: Answerable['open'] =
        interaction.message !== undefined ? undefined : isPrivate(interaction, commands, menu) || foreign ? 'private' : 'public'
      const begun = {
        id: interactionId(interaction),
        application: interaction.application_id,
        token: interaction.token,
        place,
        foreign,
        open,
      }
      let answer: string | undefined
      try {
        answer = await defer(interaction, open)
      } catch (error) {
        // It came twice, or too late: what it wants is done all the same, and once.
        if (!isRefusal(error, codes.alreadyAnswered, codes.unknownInteraction)) throw error
      }
      const through = (await interactions.find(begun.id)) ?? (await interactions.begin(begun))
      if (answer !== undefined) await interactions.carry(answer, through)
      // The newest token reaches a message that only a token reaches.
      if (interaction.message !== undefined && (foreign || isEphemeral(interaction.message))) {
        await interactions.carry(interaction.message.id, through)
      }
      const { target_id: target } = interaction.data ?? {}
      return decodeInteraction(interaction, { place, id: target ?? interaction.message?.id ?? answer ?? begun.id }, menu)
    },

    /** After what it wanted was done: takes back what still "is thinking", and tells an admin what is worth knowing, once. */
    async finish(interaction: Interaction): Promise<void> {
      const through = await interactions.find(interactionId(interaction))
      if (through === undefined) return
      if (through.open !== undefined) await sender.takeBack(through)
      const server = interaction.guild_id
      if (server === undefined) return
      const missing = missingHere(interaction)
      const isAdmin = (BigInt(interaction.member?.permissions ?? '0') & PermissionFlagsBits.ManageGuild) !== 0n
      if (isInstalled(interaction) && missing.length > 0) {
        const text = words('discord.missing', interaction.locale, { permissions: missing.join(', ') })
        await tellOnce(`told:missing:${through.place.channel}:${personIn(interaction).id}`, through, text)
      } else if (isAdmin && !hearsDrops() && isInstalled(interaction)) {
        await tellOnce(`told:drops:${server}`, through, words('discord.drops', interaction.locale))
      }
    },
  }
}

function isEphemeral({ flags = 0 }: { flags?: number | undefined }): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0
}

// A message's menu answers below that message; what is left to say matters to whoever opened it.
function isPrivate({ data }: Interaction, commands: readonly CommandListing[], menu: Menu): boolean {
  return menu.has(data?.name ?? '') || commands.find(({ name }) => name === data?.name)?.audience === 'person'
}

/** Whether the bot itself, not only its commands, is where this was used. */
function isInstalled({ guild_id, context, authorizing_integration_owners: owners }: Interaction): boolean {
  if (guild_id === undefined) return context === undefined || context === null || context === 1
  return owners === undefined || '0' in owners || !('1' in owners)
}

/** What the bot may not do where this was used, of what answering takes; "View Channels" where it is not there at all. */
function missingHere(interaction: Interaction): PermissionName[] {
  if (!isInstalled(interaction)) return ['View Channels']
  if (interaction.guild_id === undefined || interaction.app_permissions === undefined) return []
  const place = interaction.channel === undefined ? undefined : placeOf(interaction.channel)
  const needed: PermissionName[] = ['View Channels', place?.thread === undefined ? 'Send Messages' : 'Send Messages in Threads']
  return missingOf(interaction.app_permissions, [...needed, 'Attach Files'])
}

function placeIn(interaction: Interaction, foreign: boolean): Place {
  const { channel, channel_id: id } = interaction
  const place = placeOf(channel ?? { id: id ?? '', type: 0 })
  return foreign ? foreignPlace(place.thread ?? place.channel, personIn(interaction).id) : place
}
