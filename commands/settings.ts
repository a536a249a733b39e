import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { FilmSettings } from '../pipeline/schema.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { suggestStyles } from './look/suggest-styles.ts'
import { type Audience, audiences, chooseFor, mayOfferPlace, scopeOf } from './settings/choose-for.ts'
import { keptSettings, usualSettings } from './settings/resolve-settings.ts'
import { type Choices, type SettingField, settingFields } from './settings/setting-fields.ts'
import { fieldView, settingsView } from './settings/settings-views.ts'

const typed = Object.fromEntries(settingFields.map(({ name }) => [name, z.string().optional()]))

/** Shows what sticks, and sets it: for the person, or for everyone in the place. */
export const settings = defineCommand({
  name: 'settings',
  summary: 'command.settings',
  group: 'look',
  audience: 'person',
  options: z.object({ setting: z.string().optional(), ...typed, for: z.enum(audiences).optional(), reset: z.string().optional() }),
  suggest: { style: suggestStyles },
  async run({ setting, for: audience = 'me', reset, ...given }, incoming, context) {
    const asked = Object.entries(given as Record<string, string | undefined>).flatMap(([name, text]) =>
      text === undefined ? [] : [{ name, text }],
    )
    if (reset !== undefined) await forget(audience, reset, incoming, context)
    if (asked.length > 0) await keep(audience, asked, incoming, context)
    const field = setting?.trim() ? fieldNamed(setting) : undefined
    if (setting?.trim() && field === undefined) {
      throw new UserError(
        'usage',
        context.say('settings.unknown', { name: setting.slice(0, 40), known: settingFields.map(({ name }) => name).join(', ') }),
      )
    }
    return field === undefined ? showAll(audience, incoming, context) : showField(audience, field, incoming, context)
  },
  actions: {
    'settings.all': (incoming, context) => showAll(audienceIn(incoming.value), incoming, context),
    'settings.pick': (incoming, context) => {
      const [audience, name = ''] = parts(incoming.value)
      return showField(audienceIn(audience), expected(fieldNamed(name), context), incoming, context)
    },
    async 'settings.set'(incoming, context) {
      const [audience, name = '', chosen] = parts(incoming.value)
      const text = incoming.kind === 'form' ? (incoming.fields.value ?? '') : (chosen ?? '')
      await keep(audienceIn(audience), [{ name, text }], incoming, context)
      await showAll(audienceIn(audience), incoming, context)
    },
    async 'settings.reset'(incoming, context) {
      await forget(audienceIn(incoming.value), 'all', incoming, context)
      await showAll(audienceIn(incoming.value), incoming, context)
    },
  },
})

async function showAll(audience: Audience, incoming: Incoming, context: CommandContext): Promise<void> {
  const { say, adapter, show } = context
  const [values, own, forPlace] = await Promise.all([
    effective(audience, incoming, context),
    ownChoices(audience, incoming, context),
    mayOfferPlace(incoming, context),
  ])
  await show(settingsView({ audience, values, own: Object.keys(own), forPlace, selectOptions: adapter.limits.selectOptions }, say))
}

async function showField(audience: Audience, field: SettingField, incoming: Incoming, context: CommandContext): Promise<void> {
  const { say, adapter, services, show } = context
  const values = await effective(audience, incoming, context)
  await show(fieldView({ audience, field, value: values[field.key], services, selectOptions: adapter.limits.selectOptions }, say))
}

/** Keeps what was typed or chosen; all of it, or nothing where one makes no sense. */
async function keep(audience: Audience, asked: readonly { name: string; text: string }[], incoming: Incoming, context: CommandContext) {
  const values = asked.map(({ name, text }): [string, unknown] => {
    const field = expected(fieldNamed(name), context)
    const value = field.read(text.trim(), context.services)
    if (value === null || !holds(field.key, value)) throw wrong(field, context)
    return [field.key, value]
  })
  await chooseFor(audience, Object.fromEntries(values), incoming, context)
}

async function forget(audience: Audience, words: string, incoming: Incoming, context: CommandContext): Promise<void> {
  const isAll = /^(?:all|yes|true|全部|所有|是)?$/i.test(words.trim())
  const fields = isAll ? settingFields : [expected(fieldNamed(words), context)]
  await chooseFor(audience, Object.fromEntries(fields.map(({ key }) => [key, undefined])), incoming, context)
}

// The schema of films has the last word.
function holds(key: keyof Choices, value: unknown): boolean {
  if (value === undefined || key === 'bot') return true
  return FilmSettings.shape[key].safeParse(value).success
}

async function effective(audience: Audience, incoming: Incoming, context: CommandContext): Promise<Record<string, unknown>> {
  const [place, person] = await Promise.all([ownChoices('place', incoming, context), ownChoices('me', incoming, context)])
  return { ...usualSettings(context.adapter.limits), ...place, ...(audience === 'me' ? person : {}) }
}

async function ownChoices(audience: Audience, incoming: Incoming, { store }: CommandContext): Promise<Record<string, unknown>> {
  const kept = await store.preferences.get(scopeOf(audience, incoming))
  return { ...keptSettings(kept), ...(kept.bot === undefined ? {} : { bot: kept.bot }) }
}

function fieldNamed(name: string): SettingField | undefined {
  const wanted = name.trim().toLowerCase()
  return settingFields.find((field) => field.name === wanted || field.key.toLowerCase() === wanted)
}

function expected(field: SettingField | undefined, { say }: CommandContext): SettingField {
  if (field === undefined) throw new UserError('expired', say('expired'))
  return field
}

function wrong(field: SettingField, { say }: CommandContext): UserError {
  return new UserError(
    'settings',
    say('settings.wrong', { setting: say(`option.${field.name}` as 'option.style'), expected: say(field.expects) }),
  )
}

function audienceIn(value: string | undefined): Audience {
  return value === 'place' ? 'place' : 'me'
}

// The chosen value may hold a slash of its own.
function parts(value: string): [audience: string, name: string | undefined, chosen: string | undefined] {
  const [audience = '', name, ...rest] = value.split('/')
  return [audience, name, rest.length === 0 ? undefined : rest.join('/')]
}
