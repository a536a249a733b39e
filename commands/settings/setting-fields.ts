import { UserError } from '../../lib/errors.ts'
import { moods } from '../../pipeline/music/moods.ts'
import { aspects, captionFonts, captionLooks, captionPlaces, captionSizes, coverVariants, FilmSettings } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'
import { clock } from '../cards/card.ts'
import { typedStyle } from '../look/find-style.ts'
import { styleLabel } from '../look/style-views.ts'
import { labelIn, locales, type MessageKey, type Say, sayIn } from '../say.ts'
import { languageMeant, languageName } from './languages.ts'
import { readPronunciations, writePronunciations } from './pronunciations.ts'

/** Where a run stops for a person to look. */
const reviewModes = FilmSettings.shape.review.unwrap().options

/** Everything that sticks: a film's settings, and how the bot behaves. */
export type Choices = Partial<FilmSettings> & { bot?: string }

type Choice = { value: string; label: string }

/** One thing that people can set, as they type it and as they see it. */
export interface SettingField {
  /** As typed: `/settings aspect=9:16`. Its label is the message `option.NAME`. */
  name: string
  /** As kept. */
  key: keyof Choices
  /** What can be chosen; undefined where anything within bounds can be typed. */
  choices?(say: Say, services: Pick<Services, 'voice'>): Choice[]
  /** The value that was typed; null where it makes no sense. undefined goes back to what would be without it. */
  read(text: string, services: Pick<Services, 'voice'>): unknown
  show(value: unknown, say: Say): string
  /** A value as it would be typed, for changing it; left out, it is typed anew. */
  write?(value: unknown): string
  /** Says what can be typed. */
  expects: MessageKey
}

const AUTO = /^(?:auto|automatic|default|自动|自動|默认)$/i
/** Offered where a voice speaks every language. */
const WIDELY_SPOKEN = ['es', 'fr', 'de', 'it', 'pt', 'ru', 'ja', 'ko', 'ar', 'hi']

/** In the order people see them. */
export const settingFields: readonly SettingField[] = [
  {
    name: 'style',
    key: 'style',
    read: typedStyle,
    show: (value, say) => styleLabel(styleNamed(String(value)), say),
    expects: 'expects.style',
  },
  {
    name: 'voice',
    key: 'voice',
    read: (text, { voice }) => (AUTO.test(text) ? undefined : (voiceMeant(text, voice)?.id ?? null)),
    show: (value, say) => (value === undefined ? say('value.auto') : String(value)),
    expects: 'expects.voice',
  },
  number('speed', 'speed', [0.8, 2], 'expects.speed', [0.8, 0.9, 1, 1.1, 1.25, 1.5]),
  number('loudness', 'loudness', [0.5, 2], 'expects.loudness', [0.5, 0.75, 1, 1.25, 1.5]),
  {
    name: 'pronounce',
    key: 'pronunciations',
    read: readPronunciations,
    show: (value, say) => writePronunciations(value) || say('value.none'),
    write: writePronunciations,
    expects: 'expects.pronounce',
  },
  {
    name: 'language',
    key: 'language',
    choices: (say, { voice }) => [
      { value: 'auto', label: say('value.as-document') },
      ...languagesOf(voice).map((code) => ({ value: code, label: languageName(code, say.locale) })),
    ],
    read: (text, { voice }) => (AUTO.test(text) ? undefined : (languageMeant(text, languagesOf(voice)) ?? null)),
    show: (value, say) => (value === undefined ? say('value.as-document') : languageName(String(value), say.locale)),
    expects: 'expects.language',
  },
  {
    name: 'bot',
    key: 'bot',
    choices: () => locales.map((code) => ({ value: code, label: languageName(code, code) })),
    read: (text) =>
      AUTO.test(text) ? undefined : (locales.find((code) => languageMeant(text, [code.split('-')[0] ?? '']) !== undefined) ?? null),
    show: (value, say) => (value === undefined ? say('value.auto') : languageName(String(value), String(value))),
    expects: 'expects.bot',
  },
  list('aspect', 'aspect', aspects, 'expects.aspect'),
  {
    ...list('resolution', 'resolution', ['360', '720', '1080'], 'expects.resolution'),
    read: (text) => [360, 720, 1080].find((pixels) => String(pixels) === text.trim().replace(/\s?p$/i, '')) ?? null,
  },
  {
    name: 'seconds',
    key: 'seconds',
    choices: (say) => [
      { value: 'auto', label: say('value.as-document') },
      ...[30, 60, 120, 180, 300, 600].map((value) => ({ value: String(value), label: clock(value) })),
    ],
    read: (text) => (AUTO.test(text) ? undefined : secondsIn(text)),
    show: (value, say) => (typeof value === 'number' ? clock(value) : say('value.as-document')),
    expects: 'expects.seconds',
  },
  switched('captions', 'captions'),
  named('caption-size', 'captionSize', captionSizes, 'value', 'expects.caption-size'),
  named('caption-look', 'captionLook', captionLooks, 'value', 'expects.caption-look'),
  named('caption-font', 'captionFont', captionFonts, 'value', 'expects.caption-font'),
  named('caption-place', 'captionPlace', captionPlaces, 'value', 'expects.caption-place'),
  {
    name: 'music',
    key: 'music',
    choices: tunes,
    read: (text) => {
      const wanted = text.trim().toLowerCase()
      const known = locales.flatMap((locale) => tunes(sayIn(locale)))
      return known.find(({ value, label }) => value === wanted || label.toLowerCase() === wanted)?.value ?? null
    },
    show: (value, say) => tunes(say).find((tune) => tune.value === value)?.label ?? String(value),
    expects: 'expects.music',
  },
  number('volume', 'musicVolume', [0, 2], 'expects.volume', [0, 0.5, 0.75, 1, 1.5, 2]),
  orAuto(named('cover', 'cover', coverVariants, 'cover', 'expects.cover')),
  {
    name: 'review',
    key: 'review',
    choices: (say) => reviewModes.map((mode) => ({ value: mode, label: say(`reviewing.${mode}`) })),
    read: (text) => reviewModes.find((mode) => mode === text.trim().toLowerCase()) ?? null,
    show: (value, say) => (reviewModes.some((mode) => mode === value) ? say(`reviewing.${value as 'auto'}`) : say('value.auto')),
    expects: 'expects.review',
  },
]

/** What somebody typed for a setting, as it is kept. Throws UserError `settings`, which says what can be typed. */
export function readSetting(name: string, text: string, { services, say }: { services: Pick<Services, 'voice'>; say: Say }): unknown {
  const field = settingFields.find((one) => one.name === name)
  const value = field?.read(text.trim(), services) ?? null
  if (field !== undefined && value !== null) return value
  if (field === undefined) throw new RangeError(`no setting is named ${name}`)
  throw new UserError('settings', say('settings.wrong', { setting: say(`option.${name}` as MessageKey), expected: say(field.expects) }))
}

/** The id of the voice that somebody typed, undefined for whichever is best. Throws UserError `settings`, which names one that there is. */
export function typedVoice(words: string, known: Services['voice'], say: Say): string | undefined {
  if (AUTO.test(words.trim())) return undefined
  const meant = voiceMeant(words, known)
  if (meant !== undefined) return meant.id
  const { id = '', name = '' } = known.voices[0] ?? {}
  throw new UserError('settings', say('voice.unknown', { words: words.slice(0, 40), id, name }))
}

/** The voice that words mean: its id, or a part of its name. */
export function voiceMeant(words: string, { voices }: Services['voice']) {
  const wanted = words.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return undefined
  return (
    voices.find(({ id }) => id.toLowerCase() === wanted) ?? voices.find(({ name }) => name.normalize('NFKC').toLowerCase().includes(wanted))
  )
}

function number(name: string, key: keyof Choices, [least, most]: [number, number], expects: MessageKey, offered: number[]): SettingField {
  const show = (value: unknown) => `${Math.round(Number(value) * 100)}%`
  return {
    name,
    key,
    choices: () => offered.map((value) => ({ value: String(value), label: show(value) })),
    read(text) {
      const [, digits, percent] = /^(\d{1,4}(?:[.,]\d{1,4})?)\s*(%|％)?[x×]?$/i.exec(text.normalize('NFKC').trim()) ?? []
      const value = Number(digits?.replace(',', '.')) / (percent === undefined ? 1 : 100)
      return value >= least && value <= most ? value : null
    },
    show,
    expects,
  }
}

function list(name: string, key: keyof Choices, values: readonly string[], expects: MessageKey): SettingField {
  return {
    name,
    key,
    choices: () => values.map((value) => ({ value, label: value })),
    read: (text) => values.find((value) => value === text.normalize('NFKC').trim().replace(/[x/]/, ':')) ?? null,
    show: String,
    expects,
  }
}

// Values with a name in each language, the messages `GROUP.VALUE`; either is understood.
function named(name: string, key: keyof Choices, values: readonly string[], group: 'value' | 'cover', expects: MessageKey): SettingField {
  const nameOf = (value: string, say: Say) => say(`${group}.${value}` as MessageKey)
  return {
    name,
    key,
    choices: (say) => values.map((value) => ({ value, label: nameOf(value, say) })),
    read(text) {
      const wanted = text.normalize('NFKC').trim().toLowerCase()
      return (
        values.find((value) => [value, ...locales.map((locale) => nameOf(value, sayIn(locale)).toLowerCase())].includes(wanted)) ?? null
      )
    },
    show: (value, say) => nameOf(String(value), say),
    expects,
  }
}

// The same, where leaving it open is a choice too.
function tunes(say: Say): Choice[] {
  return [...moods.map(({ name, label }) => ({ value: name, label: labelIn(say, label) })), { value: 'none', label: say('value.none') }]
}

function orAuto(field: SettingField): SettingField {
  return {
    ...field,
    choices: (say, services) => [{ value: 'auto', label: say('value.auto') }, ...(field.choices?.(say, services) ?? [])],
    read: (text, services) => (AUTO.test(text.trim()) ? undefined : field.read(text, services)),
    show: (value, say) => (value === undefined ? say('value.auto') : field.show(value, say)),
  }
}

function switched(name: string, key: keyof Choices): SettingField {
  return {
    name,
    key,
    choices: (say) => [
      { value: 'on', label: say('value.on') },
      { value: 'off', label: say('value.off') },
    ],
    read(text) {
      const word = text.trim().toLowerCase()
      if (['on', 'yes', '1', '开', '是', '打开'].includes(word)) return 'on'
      return ['off', 'no', '0', '关', '否', '关闭'].includes(word) ? 'off' : null
    },
    show: (value, say) => say(value === 'off' ? 'value.off' : 'value.on'),
    expects: 'expects.switch',
  }
}

// `90`, `90 s`, `2 min`, `2:30`, `1.5 分钟`.
function secondsIn(text: string): number | null {
  const [, minutes, rest] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? []
  const [, amount, unit = ''] = /^(\d{1,4}(?:\.\d)?)\s*([a-z秒分钟鐘]*)$/i.exec(text.trim()) ?? []
  const isMinutes = /^(?:m|min|mins|minutes?|分|分钟|分鐘)$/i.test(unit)
  if (amount !== undefined && unit !== '' && !isMinutes && !/^(?:s|sec|secs|seconds?|秒|秒钟|秒鐘)$/i.test(unit)) return null
  const seconds = minutes === undefined ? Number(amount) * (isMinutes ? 60 : 1) : Number(minutes) * 60 + Number(rest)
  return seconds >= 20 && seconds <= 1800 ? seconds : null
}

function languagesOf({ voices }: Services['voice']): string[] {
  const spoken = [...new Set(voices.map(({ language }) => language.split('-')[0] ?? language))].filter((code) => code !== 'mul')
  const any = voices.some(({ language }) => language === 'mul') ? WIDELY_SPOKEN : []
  return [...new Set(['en', 'zh', ...any, ...spoken])]
}
