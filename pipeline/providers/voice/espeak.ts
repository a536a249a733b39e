import { canReadKanji, japanesePackage } from '../../speech/japanese-dictionary.ts'
import { wavOf } from '../../speech/wav.ts'
import { timeWords } from '../../speech/word-times.ts'
import { writtenWords } from '../../speech/written-words.ts'
import type { VoiceProvider } from '../provider.ts'
import { readAloud } from './espeak/read-aloud.ts'
import { chooseVoice, espeakVoices } from './espeak/voices.ts'
import { warm } from './espeak/warm.ts'

/** eSpeak NG in a process of its own: 50 languages, word times of its own, no key, no network. */
export const espeakVoice: VoiceProvider = {
  // What is installed changes what is heard, so it is part of the cache's key.
  id: canReadKanji ? 'espeak-ng/4+kanji' : 'espeak-ng/4',
  voices: espeakVoices.map(({ id, name, language }) => ({ id, name, language })),
  async speak({ text, language, voice: wished, speed }, { signal }) {
    const voice = chooseVoice(language, wished)
    const warnings: string[] = []
    if (wished !== undefined && voice.id !== wished) warnings.push(`There is no voice "${wished}"; "${voice.id}" speaks instead.`)
    if (voice.language !== language.split('-')[0]) warnings.push(`eSpeak speaks no "${language}"; "${voice.id}" reads it.`)
    if (voice.language === 'ja' && !canReadKanji && /\p{sc=Han}/u.test(text))
      warnings.push(`eSpeak reads kana only: it spells kanji out. Run: npm install ${japanesePackage}`)
    const { samples, sampleRate, marks } = await readAloud({ text, language, voice, speed }, signal)
    const words = timeWords(writtenWords(text, language), marks, samples.length / sampleRate)
    return { audio: wavOf(warm(samples, sampleRate), sampleRate), words, timing: 'engine', voice: voice.id, warnings }
  },
}
