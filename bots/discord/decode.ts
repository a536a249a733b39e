import { SnowflakeUtil } from 'discord.js'
import type { CommandListing, Incoming, MessageRef, Person, Place } from '../chat.ts'
import { decodeCustomId } from './custom-id.ts'
import { fileOf } from './file-ref.ts'
import { answersOf } from './form.ts'
import type { Interaction, Message } from './wire.ts'

type Author = Message['author']

function personOf(user: Author, nick: string | null | undefined, locale: string | undefined): Person {
  return { id: user.id, name: nick ?? user.global_name ?? user.username, locale }
}

/** When a thing with this id came to be, in unix milliseconds. */
export function timeOf(id: string): number {
  return SnowflakeUtil.timestampFrom(id)
}

/** A message as something said; what only calls the bot by name is left out. */
export function decodeMessage(
  message: Message,
  place: Place,
  bot: string,
  locale: string | undefined,
): Extract<Incoming, { kind: 'message' }> {
  return {
    kind: 'message',
    id: message.id,
    from: personOf(message.author, message.member?.nick, locale),
    at: { place, id: message.id },
    time: timeOf(message.id),
    text: message.content.replaceAll(new RegExp(`\\s?<@!?${bot}>\\s?`, 'g'), ' ').trim(),
    files: message.attachments.map(fileOf),
  }
}

/** Whose interaction it is. */
export function personIn({ member, user, locale }: Interaction): Person {
  const who = member?.user ?? user
  if (who === undefined) throw new Error('an interaction came from nobody')
  return personOf(who, member?.nick, locale)
}

/** Name of the command that the menu of a message holds, by what it is called there. */
export type Menu = ReadonlyMap<string, string>

/** A command, press, choice or form answer as an Incoming; undefined where it is none of ours. `at` is what it answers. */
export function decodeInteraction(interaction: Interaction, at: MessageRef, menu: Menu): Incoming | undefined {
  const { data } = interaction
  if (data === undefined) return undefined
  const base = {
    id: interactionId(interaction),
    from: personIn(interaction),
    at,
    time: timeOf(interaction.id),
    uploadBytes: interaction.attachment_size_limit,
  }
  if (interaction.type === 2) {
    const { attachments, messages } = data.resolved
    if (data.type === 3) {
      const name = menu.get(data.name ?? '')
      const target = messages[data.target_id ?? '']
      return name === undefined || target === undefined
        ? undefined
        : { ...base, kind: 'command', name, options: {}, files: target.attachments.map(fileOf) }
    }
    const given = data.options.filter(({ value }) => value !== undefined)
    const files = given.flatMap(({ value }) => attachments[String(value)] ?? [])
    const words = given.filter(({ type }) => type !== 11).map(({ name, value }) => [name, String(value)])
    return { ...base, kind: 'command', name: data.name ?? '', options: Object.fromEntries(words), files: files.map(fileOf) }
  }
  const carried = decodeCustomId(data.custom_id ?? '')
  if (carried === undefined) return undefined
  const { action, value } = carried
  if (interaction.type === 5) return { ...base, kind: 'form', action, value, ...answersOf(data) }
  const chosen = data.values[0]
  return { ...base, kind: 'action', action, value: chosen === undefined ? value : joined(value, chosen) }
}

/** Tells the two kinds of ids apart that both count up. */
export function interactionId({ id }: Pick<Interaction, 'id'>): string {
  return `i${id}`
}

function joined(value: string, option: string): string {
  return value === '' || option === '' ? value + option : `${value}/${option}`
}

/** Suggestions for the option a person is typing into: 25 at most, of 100 characters. */
export function suggestionsFor({ data, locale }: Interaction, commands: readonly CommandListing[]): { name: string; value: string }[] {
  const typing = data?.options.find(({ focused }) => focused === true)
  const option = commands.find(({ name }) => name === data?.name)?.options.find(({ name }) => name === typing?.name)
  const suggested = option?.suggest?.(String(typing?.value ?? ''), locale) ?? []
  return suggested
    .filter(({ value }) => value.length > 0 && value.length <= 100)
    .slice(0, 25)
    .map(({ label, value }) => ({ name: label.slice(0, 100) || value, value }))
}
