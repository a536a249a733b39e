import type { View } from '../../bots/chat.ts'
import { priceTable } from '../../pipeline/providers/price.ts'
import type { FilmSettings } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'
import { styles } from '../../pipeline/styles/styles.ts'
import { clock } from '../cards/card.ts'
import type { Forecast } from '../projects/forecast.ts'
import type { MessageKey, Say } from '../say.ts'
import { type SettingField, settingFields } from '../settings/setting-fields.ts'
import { valueField } from '../settings/settings-views.ts'
import { styleLabel } from './style-views.ts'

/** What a film can be made again with; another language or length is a script that is written anew. */
export const REMAKABLE = settingFields.filter(({ name }) => !['bot', 'review'].includes(name))

/** A film's settings, what is wished otherwise, and what that comes to. */
export function remakeView(
  {
    title,
    before,
    after,
    foreseen,
    go,
    key,
    selectOptions,
  }: {
    title: string
    before: FilmSettings
    after: FilmSettings
    foreseen: Forecast | undefined
    /** What the button that begins it stands for; undefined where nothing is wished. */
    go: string | undefined
    key: string
    selectOptions: number
  },
  say: Say,
): View {
  const shown = (field: SettingField, settings: FilmSettings) => field.show(settings[field.key as keyof FilmSettings], say)
  return {
    title: say('remake.title', { title }),
    text: foreseen === undefined ? say('remake.how') : forecastText(foreseen, say),
    fields: REMAKABLE.map((field) => {
      const [now, then] = [shown(field, before), shown(field, after)]
      return { label: say(`option.${field.name}` as MessageKey), value: now === then ? now : `${now} → ${then}` }
    }),
    buttons: go === undefined ? [] : [{ label: say('button.remake'), action: 'remake.go', value: go, style: 'primary' }],
    select: {
      action: 'remake.pick',
      value: key,
      placeholder: say('settings.choose'),
      options: REMAKABLE.slice(0, selectOptions).map((field) => ({
        label: say(`option.${field.name}` as MessageKey),
        value: field.name,
        description: shown(field, after),
      })),
    },
  }
}

/** One setting to choose, or to type where there are too many. */
export function remakeFieldView(
  {
    key,
    field,
    value,
    services,
    selectOptions,
  }: {
    key: string
    field: SettingField
    /** As it is, or was wished since. */
    value: unknown
    services: Pick<Services, 'voice'>
    selectOptions: number
  },
  say: Say,
): View {
  const label = say(`option.${field.name}` as MessageKey)
  const known =
    field.name === 'style' ? styles.map((style) => ({ value: style.name, label: styleLabel(style, say) })) : field.choices?.(say, services)
  const options = known?.slice(0, selectOptions) ?? []
  const form = {
    title: label,
    submit: say('button.save'),
    fields: [valueField(field, value, label, say)],
  }
  return {
    title: label,
    text: say(field.expects),
    buttons: [{ label: say('settings.type'), action: 'remake.set', value: key, form }],
    select: options.length === 0 ? undefined : { action: 'remake.set', value: key, placeholder: say('settings.choose-value'), options },
  }
}

function forecastText({ steps, written, seconds, cost }: Forecast, say: Say): string {
  const { pictures, voices, clips, film } = steps
  if (film === 0) return say('remake.nothing')
  return [
    ...(written === undefined ? [] : [say('remake.written', { scenes: written })]),
    say('remake.steps', { pictures, voices, clips }),
    ...(seconds === undefined ? [] : [say('remake.takes', { length: clock(Math.max(1, seconds)) })]),
    cost === undefined
      ? say('remake.unpriced')
      : cost === 0
        ? say('remake.free')
        : say('remake.costs', { amount: cost.toFixed(2), currency: priceTable.currency }),
  ].join('\n')
}
