import type { View } from '../../bots/chat.ts'
import type { Voice } from '../../pipeline/providers/provider.ts'
import type { FilmSettings, Narration } from '../../pipeline/schema.ts'
import { pageOf } from '../cards/pages.ts'
import type { Say } from '../say.ts'
import { languageName } from '../settings/languages.ts'

export type Spoken = Pick<FilmSettings, 'speed' | 'loudness'>

/** A voice to hear, with everything that can be changed about it. */
export function voiceView(
  {
    voice,
    isMine,
    language,
    sample,
    spoken,
    voices,
    page: wished,
    forPlace,
    selectOptions,
  }: {
    /** Undefined: the best of the language. */
    voice: Voice | undefined
    isMine: boolean
    language: string
    sample: Narration
    spoken: Spoken
    voices: readonly Voice[]
    page: number
    forPlace: boolean
    selectOptions: number
  },
  say: Say,
): View {
  const { shown, page, pages } = pageOf(voices, wished, selectOptions)
  const key = voice?.id ?? 'auto'
  const name = voice?.name ?? say('voice.best')
  const percent = (value: number) => `${Math.round(value * 100)}%`
  const listed = selectOptions === 0 ? [voices.map(({ id, name }) => `${id} (${name})`).join(' · ')] : []
  return {
    title: say('voice.title', { language: languageName(language, say.locale) }),
    text: [say(isMine ? 'voice.mine' : 'voice.other', { voice: name }), say('voice.how'), ...listed].join('\n'),
    media: [
      { kind: 'audio', blob: sample.audio, name: 'voice.wav', alt: say('voice.sample-of', { voice: name }), seconds: sample.seconds },
    ],
    fields: [
      { label: say('option.speed'), value: percent(spoken.speed) },
      { label: say('option.loudness'), value: percent(spoken.loudness) },
    ],
    buttons: [
      ...(isMine ? [] : [{ label: say('button.for-me'), action: 'voice.set', value: key, style: 'primary' as const }]),
      ...(forPlace ? [{ label: say('button.for-place'), action: 'voice.place', value: key }] : []),
      { label: say('voice.slower'), action: 'voice.speed', value: `-/${key}` },
      { label: say('voice.faster'), action: 'voice.speed', value: `+/${key}` },
      { label: say('voice.quieter'), action: 'voice.loudness', value: `-/${key}` },
      { label: say('voice.louder'), action: 'voice.loudness', value: `+/${key}` },
      ...(pages > 1 ? [{ label: say('button.more'), action: 'voice.page', value: `${(page + 1) % pages}/${key}` }] : []),
    ],
    select:
      shown.length === 0
        ? undefined
        : {
            action: 'voice.show',
            value: '',
            placeholder: say('voice.listen'),
            options: shown.map(({ id, name }) => ({ label: name, value: id, description: id })),
          },
  }
}
