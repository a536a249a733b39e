import type { FormField, View } from '../../bots/chat.ts'
import type { Services } from '../../pipeline/services.ts'
import type { MessageKey, Say } from '../say.ts'
import type { Audience } from './choose-for.ts'
import { type SettingField, settingFields } from './setting-fields.ts'

/** Everything that sticks, with what it is now, and a way to each. */
export function settingsView(
  {
    audience,
    values,
    own,
    forPlace,
    selectOptions,
  }: {
    audience: Audience
    values: Record<string, unknown>
    /** Keys that this person or place chose themselves. */
    own: readonly string[]
    forPlace: boolean
    selectOptions: number
  },
  say: Say,
): View {
  const other: Audience = audience === 'me' ? 'place' : 'me'
  return {
    title: say(audience === 'me' ? 'settings.mine' : 'settings.place'),
    text: say('settings.how'),
    fields: settingFields.map((field) => ({
      label: labelOf(field, say),
      value: `${shown(field, values[field.key], say)}${own.includes(field.key) ? ' •' : ''}`,
    })),
    buttons: [
      ...(audience === 'place' || forPlace
        ? [{ label: say(other === 'place' ? 'settings.to-place' : 'settings.to-mine'), action: 'settings.all', value: other }]
        : []),
      ...(own.length > 0 ? [{ label: say('settings.reset'), action: 'settings.reset', value: audience, style: 'danger' as const }] : []),
    ],
    select: {
      action: 'settings.pick',
      value: audience,
      placeholder: say('settings.choose'),
      options: settingFields
        .slice(0, selectOptions)
        .map((field) => ({ label: labelOf(field, say), value: field.name, description: shown(field, values[field.key], say) })),
    },
  }
}

/** One setting: what it is, what it can be. */
export function fieldView(
  {
    audience,
    field,
    value,
    services,
    selectOptions,
  }: {
    audience: Audience
    field: SettingField
    value: unknown
    services: Pick<Services, 'voice'>
    selectOptions: number
  },
  say: Say,
): View {
  const label = labelOf(field, say)
  const key = `${audience}/${field.name}`
  const options = field.choices?.(say, services).slice(0, selectOptions) ?? []
  return {
    title: label,
    text: [say('settings.now', { value: shown(field, value, say) }), say(field.expects)].join('\n'),
    buttons: [
      {
        label: say('settings.type'),
        action: 'settings.set',
        value: key,
        form: {
          title: label,
          submit: say('button.save'),
          fields: [valueField(field, value, label, say)],
        },
      },
      { label: say('button.overview'), action: 'settings.all', value: audience },
    ],
    select: options.length === 0 ? undefined : { action: 'settings.set', value: key, placeholder: say('settings.choose-value'), options },
  }
}

/** What a form asks for to set something; what stands there already can be gone on from. */
export function valueField(field: SettingField, value: unknown, label: string, say: Say): FormField {
  const placeholder = say(field.expects).slice(0, 100)
  if (field.write === undefined) return { name: 'value', label, placeholder, maxLength: 200 }
  return { name: 'value', label, placeholder, value: field.write(value), multiline: true, maxLength: 4_000 }
}

function labelOf({ name }: SettingField, say: Say): string {
  return say(`option.${name}` as MessageKey)
}

// What a newer or older version kept is shown as it is rather than not at all.
function shown(field: SettingField, value: unknown, say: Say): string {
  try {
    return field.show(value, say)
  } catch {
    return String(value)
  }
}
