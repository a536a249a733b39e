import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import type { Voice } from '../pipeline/providers/provider.ts'
import { canRead } from '../pipeline/speech/fitting-voice.ts'
import { narrate } from '../pipeline/steps/narrate.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { sampleText } from './look/voice-samples.ts'
import { type Spoken, voiceView } from './look/voice-views.ts'
import { type Audience, chooseFor, mayOfferPlace } from './settings/choose-for.ts'
import { languageMeant } from './settings/languages.ts'
import { resolveSettings } from './settings/resolve-settings.ts'
import { readSetting, typedVoice } from './settings/setting-fields.ts'

const AUTO = 'auto'

/** Lets a person hear the voices of their language, and keeps the one they choose, its pace and its loudness. */
export const voice = defineCommand({
  name: 'voice',
  summary: 'command.voice',
  group: 'look',
  audience: 'person',
  options: z.object({
    voice: z.string().optional(),
    language: z.string().optional(),
    speed: z.string().optional(),
    loudness: z.string().optional(),
  }),
  async run({ voice: words, language, ...spoken }, incoming, context) {
    const { say, services } = context
    const languages = services.voice.voices.map((voice) => voice.language.split('-')[0] ?? '')
    const wished = language === undefined ? undefined : languageMeant(language, [...new Set(languages)])
    if (language !== undefined && wished === undefined && !languages.includes('mul'))
      throw new UserError('settings', say('expects.language'))
    await keepSpoken(spoken, incoming, context)
    if (words === undefined || words.trim() === '') return show({ language: wished }, incoming, context)
    // `/voice zh` means the voices of a language.
    const asLanguage = languageMeant(words, [...new Set(languages)])
    if (asLanguage !== undefined) return show({ language: asLanguage }, incoming, context)
    return show({ id: typedVoice(words, services.voice, say) ?? AUTO, language: wished }, incoming, context)
  },
  actions: {
    'voice.show': (incoming, context) => show({ id: incoming.value }, incoming, context),
    'voice.page': (incoming, context) => {
      const [page, id] = halves(incoming.value)
      return show({ id, page: Number(page) }, incoming, context)
    },
    'voice.set': (incoming, context) => setVoice('me', incoming, context),
    'voice.place': (incoming, context) => setVoice('place', incoming, context),
    'voice.speed': (incoming, context) => nudge('speed', incoming, context),
    'voice.loudness': (incoming, context) => nudge('loudness', incoming, context),
  },
})

async function show(
  wished: { id?: string; language?: string | undefined; page?: number },
  incoming: Incoming,
  context: CommandContext,
): Promise<void> {
  const { store, say, services, adapter, makeNow } = context
  const settings = await resolveSettings(store.preferences, { person: incoming.from, place: incoming.at.place }, {})
  const { voices } = services.voice
  const id = wished.id ?? (wished.language === undefined ? settings.voice : undefined)
  const chosen = id === undefined || id === AUTO ? undefined : voices.find((voice) => voice.id === id)
  const language = wished.language ?? languageOf(chosen) ?? settings.language ?? (say.locale.split('-')[0] as string)
  const { speed, loudness } = settings
  const request = { text: sampleText(language), holdSeconds: 0, language, voice: chosen?.id, speed, loudness }
  const [sample, forPlace] = await Promise.all([makeNow(narrate, request), mayOfferPlace(incoming, context)])
  const isMine = chosen?.id === settings.voice
  const { selectOptions } = adapter.limits
  const view = {
    voice: chosen,
    isMine,
    language,
    sample,
    spoken: { speed, loudness },
    voices: voicesOf(language, voices),
    page: wished.page ?? 0,
  }
  await context.show(voiceView({ ...view, forPlace, selectOptions }, say))
}

async function setVoice(audience: Audience, incoming: Incoming & { value: string }, context: CommandContext): Promise<void> {
  const { say, services, reply } = context
  const chosen = services.voice.voices.find(({ id }) => id === incoming.value)
  if (chosen === undefined && incoming.value !== AUTO) throw new UserError('expired', say('expired'))
  await chooseFor(audience, { voice: chosen?.id }, incoming, context)
  const name = chosen?.name ?? say('voice.best')
  await reply({ tone: 'success', text: say(audience === 'me' ? 'voice.chosen' : 'voice.chosen-place', { voice: name }) })
}

/** Keeps a speed and a loudness as they were typed; both, or neither where one makes no sense. */
async function keepSpoken(
  typed: Partial<Record<keyof Spoken, string | undefined>>,
  incoming: Incoming,
  context: CommandContext,
): Promise<void> {
  const values = Object.entries(typed).flatMap(([name, text]) => (text === undefined ? [] : [[name, readSetting(name, text, context)]]))
  if (values.length === 0) return
  await chooseFor('me', Object.fromEntries(values), incoming, context)
}

const bounds: Record<keyof Spoken, { least: number; most: number }> = { speed: { least: 0.8, most: 2 }, loudness: { least: 0.5, most: 2 } }

// A tenth at a time, heard at once.
async function nudge(what: keyof Spoken, incoming: Incoming & { value: string }, context: CommandContext): Promise<void> {
  const [sign, id] = halves(incoming.value)
  const settings = await resolveSettings(context.store.preferences, { person: incoming.from, place: incoming.at.place }, {})
  const { least, most } = bounds[what]
  const next = Math.min(most, Math.max(least, Math.round((settings[what] + (sign === '-' ? -0.1 : 0.1)) * 10) / 10))
  await chooseFor('me', { [what]: next }, incoming, context)
  await show({ id }, incoming, context)
}

function voicesOf(language: string, voices: readonly Voice[]): Voice[] {
  const own = voices.filter((voice) => canRead(voice, language))
  return own.length > 0 ? own : [...voices]
}

function languageOf(voice: Voice | undefined): string | undefined {
  return voice === undefined || voice.language === 'mul' ? undefined : voice.language.split('-')[0]
}

function halves(value: string): [string, string] {
  const at = value.indexOf('/')
  return at < 0 ? [value, AUTO] : [value.slice(0, at), value.slice(at + 1)]
}
