import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VoiceProvider } from '../../pipeline/providers/provider.ts'
import { espeakVoice } from '../../pipeline/providers/voice/espeak.ts'
import { fliteVoice } from '../../pipeline/providers/voice/flite.ts'
import { lightVoice } from '../../pipeline/providers/voice/offline.ts'
import { Narration, type Pronunciation } from '../../pipeline/schema.ts'
import { loudnessOf } from '../../pipeline/speech/loudness.ts'
import { speakingSeconds } from '../../pipeline/speech/speaking-seconds.ts'
import { narrate } from '../../pipeline/steps/narrate.ts'
import { stepContext } from '../script/step-context.ts'

const english =
  'In 1872 Lord Kelvin built a machine of brass wheels. It drew 12 months of tides in 4 hours, e.g. for London & Bombay! Nobody had seen such a thing.'
const chinese = '1872年，开尔文勋爵造了一台机器。它用4个小时画出一年的潮汐。'

let at: Awaited<ReturnType<typeof stepContext>>
beforeAll(async () => {
  at = await stepContext()
})
afterAll(() => at.close())

async function speak(
  text: string,
  language: string,
  options: { voice?: string; speed?: number; loudness?: number; provider?: VoiceProvider; said?: Pronunciation[] } = {},
) {
  const { provider = espeakVoice, voice, speed = 1, loudness = 1, said } = options
  const context = { ...at.context, services: { ...at.context.services, voice: provider } }
  const narration = Narration.parse(
    await narrate.run({ text, holdSeconds: text === '' ? 4 : 0, language, voice, speed, loudness, said }, context),
  )
  const wav = at.bytes(narration.audio)
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
  return { narration, samples }
}

it('says words as a film’s own list has them, and shows them as they are written', async () => {
  const asked: string[] = []
  const listening: VoiceProvider = {
    ...espeakVoice,
    speak(request, context) {
      asked.push(request.text)
      return espeakVoice.speak(request, context)
    },
  }
  const said = [
    { written: 'GIF', spoken: 'jif' },
    { written: 'nguyen', spoken: 'win' },
    { written: 'art', spoken: 'never' },
  ]
  const text = 'A GIF by Nguyen is a gift, not the start of an end.'
  const plain = await speak(text, 'en')
  const { narration } = await speak(text, 'en', { provider: listening, said })
  expect(asked).toEqual(['A jif by win is a gift, not the start of an end.'])
  expect(narration.words.map(({ text }) => text).join('')).toBe(text)
  const gaps = narration.words.map(({ start, end }) => end - start)
  expect(Math.min(...gaps)).toBeGreaterThan(0.02)
  expect(narration.seconds).not.toBe(plain.narration.seconds)
  await speak('我们去重庆。', 'zh', { provider: listening, said: [{ written: '重庆', spoken: '崇庆' }] })
  expect(asked.at(-1)).toBe('我们去崇庆。')
})

it('lets no voice read a language that is not its own, and says so', async () => {
  const { narration } = await speak('Tides come.', 'en', { voice: 'cmn+f2' })
  expect(narration.voice).toMatch(/^en/)
  expect(narration.warnings.join()).toMatch(/speaks Chinese and this is English/)
  const cantonese = espeakVoice.voices.find(({ language }) => language === 'yue')?.id ?? ''
  expect((await speak('潮水。', 'zh', { voice: cantonese })).narration).toMatchObject({ voice: cantonese })
})

describe.each([
  ['en', english],
  ['zh', chinese],
  ['ja', '1872年、ケルビン卿は真鍮の歯車で機械を作った。四時間で一年分の潮の満ち引きを描く。'],
  ['ru', 'Приливы вызывает Луна. Это знали уже древние моряки.'],
  ['ar', 'المد والجزر من عمل القمر. عرف ذلك البحارة القدماء.'],
])('a scene in %s', (language, text) => {
  it('has every word as written, in order of time, within the voice', async () => {
    const { narration, samples } = await speak(text, language)
    expect(narration.words.map(({ text }) => text).join('')).toBe(text)
    expect(narration.timing).toBe('engine')
    const starts = narration.words.map(({ start }) => start)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(narration.words.every(({ start, end }) => start >= 0.19 && end >= start && end <= narration.seconds)).toBe(true)
    expect(samples.length / 48_000).toBeCloseTo(narration.seconds, 3)
    expect((narration.seconds - 0.6) / speakingSeconds(text, language)).toBeGreaterThan(0.75)
    expect((narration.seconds - 0.6) / speakingSeconds(text, language)).toBeLessThan(1.3)
  })

  it('is levelled to -20 LUFS and begins and ends without a click', async () => {
    const { samples } = await speak(text, language)
    expect(loudnessOf(samples)).toBeGreaterThan(-20.6)
    expect(loudnessOf(samples)).toBeLessThan(-19.4)
    expect(Math.max(...samples.slice(0, 9_000).map(Math.abs), ...samples.slice(-18_000).map(Math.abs))).toBe(0)
    const steps = samples.slice(9_500, 9_900).map((sample, index) => Math.abs(sample - (samples[9_499 + index] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(3_000)
  })
})

it('gives the same bytes for the same words, and others for another speed or loudness', async () => {
  const [first, again, faster, louder] = [
    await speak(english, 'en'),
    await speak(english, 'en'),
    await speak(english, 'en', { speed: 1.5 }),
    await speak(english, 'en', { loudness: 1.6 }),
  ]
  expect(again.narration).toEqual(first.narration)
  expect(faster.narration.seconds / first.narration.seconds).toBeLessThan(0.8)
  expect(loudnessOf(louder.samples) - loudnessOf(first.samples)).toBeGreaterThan(2)
  expect(louder.samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.9 * 32_768)
})

it('holds a silent scene for its seconds', async () => {
  const { narration, samples } = await speak('', 'en')
  expect(narration).toMatchObject({ seconds: 4, words: [] })
  expect(samples.every((sample) => sample === 0)).toBe(true)
})

it.each([
  ['en', english, 'en-us+m3', 1.25],
  ['zh', chinese, 'cmn+m3', 1.1],
])('aligns a foreign voice in %s within 40 ms on average, 120 ms at the 95th percentile', async (language, text, voice, speed) => {
  const truth = await speak(text, language, { voice, speed })
  const wordless: VoiceProvider = {
    ...espeakVoice,
    async speak(request, context) {
      const { words: _, timing: __, ...heard } = await espeakVoice.speak(request, context)
      return heard
    },
  }
  const { narration } = await speak(text, language, { voice, speed, provider: wordless })
  expect(narration.timing).toBe('aligned')
  const errors = narration.words
    .map(({ start }, index) => 1000 * Math.abs(start - (truth.narration.words[index]?.start ?? 99)))
    .toSorted((a, b) => a - b)
  expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(40)
  expect(errors[Math.floor(errors.length * 0.95)]).toBeLessThan(120)
})

it('takes words that a vendor spells its own way', async () => {
  const told =
    english.match(/[\p{L}\d]+/gu)?.map((word, index) => ({ text: word.toUpperCase(), start: index * 0.3, end: index * 0.3 + 0.2 })) ?? []
  const vendor: VoiceProvider = {
    ...espeakVoice,
    speak: async (request, context) => ({ ...(await espeakVoice.speak(request, context)), words: told, timing: 'vendor' }),
  }
  const { narration } = await speak(english, 'en', { provider: vendor })
  expect(narration.timing).toBe('vendor')
  expect(narration.words.map(({ text }) => text).join('')).toBe(english)
  expect(narration.words[1]?.start).toBeCloseTo(0.2 + 0.3, 1)
})

it('refuses a voice that can’t be the text', async () => {
  const cut: VoiceProvider = { ...espeakVoice, speak: (request, context) => espeakVoice.speak({ ...request, text: 'No.' }, context) }
  await expect(speak(english, 'en', { provider: cut })).rejects.toThrow(/characters/)
})

it('speaks English with flite where it is to cost little and by name, everything else with eSpeak', async () => {
  const [byDefault, man, robot, other] = [
    await speak(english, 'en', { provider: lightVoice }),
    await speak(english, 'en', { provider: lightVoice, voice: 'flite-rms' }),
    await speak(english, 'en', { provider: lightVoice, voice: 'en-us+f3' }),
    await speak(chinese, 'zh', { provider: lightVoice }),
  ]
  expect([byDefault, man, robot, other].map(({ narration }) => narration.voice)).toEqual(['flite-slt', 'flite-rms', 'en-us+f3', 'cmn+f2'])
  expect(byDefault.narration.timing).toBe('aligned')
  expect(byDefault.narration.words.map(({ text }) => text).join('')).toBe(english)
  expect(fliteVoice.voices.every(({ language }) => language === 'en')).toBe(true)
})
