import { afterAll, beforeAll, expect, it } from 'vitest'
import type { VoiceProvider } from '../../pipeline/providers/provider.ts'
import { lightVoice, offlineVoice } from '../../pipeline/providers/voice/offline.ts'
import { openNoise } from '../../pipeline/providers/voice/piper/open-noise.ts'
import { piperVoice } from '../../pipeline/providers/voice/piper.ts'
import { Narration } from '../../pipeline/schema.ts'
import { speakingSeconds } from '../../pipeline/speech/speaking-seconds.ts'
import { narrate } from '../../pipeline/steps/narrate.ts'
import { stepContext } from '../script/step-context.ts'

const text =
  'In 1872 Lord Kelvin built a machine of brass wheels. It drew 12 months of tides in 4 hours, e.g. for London & Bombay! Nobody had seen such a thing.'

let at: Awaited<ReturnType<typeof stepContext>>
let spoken: Narration
beforeAll(async () => {
  at = await stepContext()
  spoken = await speak(text, piperVoice)
}, 180_000)
afterAll(() => at.close())

async function speak(text: string, provider: VoiceProvider, { voice, speed = 1 }: { voice?: string; speed?: number } = {}) {
  const context = { ...at.context, services: { ...at.context.services, voice: provider } }
  return Narration.parse(await narrate.run({ text, holdSeconds: 0, language: 'en', voice, speed, loudness: 1 }, context))
}

it('says every word as written, in order of time, at the pace of a narrator', () => {
  expect(spoken.words.map(({ text }) => text).join('')).toBe(text)
  expect(spoken).toMatchObject({ timing: 'engine', voice: 'piper-woman', warnings: [] })
  const starts = spoken.words.map(({ start }) => start)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  expect(spoken.words.at(-1)?.end).toBeLessThanOrEqual(spoken.seconds)
  expect(spoken.words.length / (spoken.seconds / 60)).toBeGreaterThan(125)
  expect(spoken.words.length / (spoken.seconds / 60)).toBeLessThan(185)
})

it('lasts about as long as a storyboard promises', () => {
  const promised = speakingSeconds(text, 'en')
  expect(spoken.seconds / promised).toBeGreaterThan(0.85)
  expect(spoken.seconds / promised).toBeLessThan(1.15)
})

it('tells when its words begin, as is heard after every silence', async () => {
  const rests =
    'Because they rub, days grow longer. Tell me, did it come back? Perhaps, but nobody knows, so we wait, then go; do not stop, do not talk.'
  const { words, audio } = await speak(rests, piperVoice)
  const wav = at.bytes(audio)
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
  const onsets = soundsAfterSilence(samples)
  const errors = words.flatMap(({ start }) => {
    const near = onsets.map((onset) => Math.abs(onset - start)).filter((error) => error < 0.15)
    return near.length === 1 ? near : []
  })
  expect(errors.length).toBeGreaterThan(4)
  expect(errors.toSorted((a, b) => a - b)[errors.length >> 1]).toBeLessThan(0.03)
})

/** Seconds at which sound begins after at least 60 ms that are 30 dB below the loudest; samples at 48 kHz. */
function soundsAfterSilence(samples: Int16Array): number[] {
  const hop = 240
  const levels = Array.from({ length: Math.floor(samples.length / hop) }, (_, index) =>
    samples.subarray(index * hop, (index + 1) * hop).reduce((sum, sample) => sum + sample ** 2, 0),
  )
  const quiet = Math.max(...levels) / 10 ** 3
  return levels.flatMap((level, index) => {
    const isOnset = level > quiet && index > 12 && levels.slice(index - 12, index).every((before) => before < quiet)
    return isOnset ? [(index * hop) / 48_000] : []
  })
}

it('gives the same bytes for the same words, fewer seconds at more speed, and another sound for another voice', async () => {
  expect(await speak(text, piperVoice)).toEqual(spoken)
  const [faster, man] = [await speak(text, piperVoice, { speed: 1.5 }), await speak(text, piperVoice, { voice: 'piper-man' })]
  expect(faster.seconds / spoken.seconds).toBeLessThan(0.8)
  expect(man.audio).not.toBe(spoken.audio)
}, 120_000)

it('speaks a sentence of any length, in stretches', async () => {
  const long = `${'It rose and fell with the tide, as it had always done, and nobody asked why, '.repeat(9)}until one day.`
  const { words, seconds } = await speak(long, piperVoice)
  expect(words).toHaveLength(long.split(' ').length)
  const gaps = words.map(({ start, end }) => end - start)
  expect(Math.min(...gaps)).toBeGreaterThan(0.02)
  expect(Math.max(...gaps)).toBeLessThan(1.5)
  expect(seconds).toBeGreaterThan(30)
}, 120_000)

it('speaks English where nothing else is asked for, other languages and light voices by their own engines', async () => {
  const short = 'The tide comes in.'
  expect((await speak(short, offlineVoice)).voice).toBe('piper-woman')
  expect((await speak(short, lightVoice)).voice).toBe('flite-slt')
  expect((await speak(short, lightVoice, { voice: 'piper-man' })).voice).toBe('piper-man')
  expect((await speak(short, offlineVoice, { voice: 'flite-rms' })).voice).toBe('flite-rms')
  expect((await speak(short, offlineVoice, { voice: 'en-us+f3' })).voice).toBe('en-us+f3')
})

it('takes no model but its own', () => {
  expect(() => openNoise(Buffer.from('no model'))).toThrow()
  expect(() => openNoise(Buffer.from([58, 2, 18, 0]))).toThrow(/0 places of noise/)
})
