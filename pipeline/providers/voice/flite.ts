import { UserError } from '../../../lib/errors.ts'
import { type ReadAloud, readSentences, type SpokenSentence } from '../../speech/read-sentences.ts'
import { wavOf } from '../../speech/wav.ts'
import type { Voice, VoiceProvider } from '../provider.ts'
import { type FliteOrder, flitePackage } from './flite/protocol.ts'
import { warmProcess } from './warm-process.ts'

// Statistical models of real speakers; slt is the clearest. Their own pace is brisk for a narration.
const voices: (Voice & { engine: string; stretch: number })[] = [
  { id: 'flite-slt', name: 'English (woman, natural)', language: 'en', engine: 'slt', stretch: 1.12 },
  { id: 'flite-rms', name: 'English (man, natural)', language: 'en', engine: 'rms', stretch: 1.05 },
  { id: 'flite-awb', name: 'Scottish English (man, natural)', language: 'en', engine: 'awb', stretch: 1.05 },
]

const speak = warmProcess<FliteOrder, SpokenSentence>(new URL('./flite/child.ts', import.meta.url), flitePackage)

/** Flite's English voices, modelled on real speakers, in a process of their own; word times come from the narrate step's alignment. */
export const fliteVoice: VoiceProvider = {
  id: 'flite/1',
  voices: voices.map(({ id, name, language }) => ({ id, name, language })),
  async speak({ text, language, voice: wished, speed }, { signal, workFolder }) {
    const voice = voices.find(({ id }) => id === wished) ?? voices[0]
    if (voice === undefined || language.split('-')[0] !== 'en') throw new UserError('no-voice', 'Flite speaks English only.')
    const folder = await workFolder()
    const stretch = voice.stretch / speed
    const read = (spoken: string) => speak({ text: plain(spoken), voice: voice.engine, stretch, folder }, signal)
    const { samples, sampleRate }: ReadAloud = await readSentences({ text, language, speed }, read)
    const warnings = wished !== undefined && voice.id !== wished ? [`There is no voice "${wished}"; "${voice.id}" speaks instead.`] : []
    return { audio: wavOf(samples, sampleRate), voice: voice.id, warnings }
  },
}

// Flite reads bytes: what isn't ASCII it spells or drops.
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—]/g, ', ')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
}
