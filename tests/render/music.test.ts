import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bedFor } from '../../pipeline/music/bed.ts'
import { type Mood, moodNamed, moods } from '../../pipeline/music/moods.ts'
import { createMeter } from '../../pipeline/render/loudness.ts'
import { mixFilm } from '../../pipeline/render/mix.ts'
import { stereoHeader } from '../../pipeline/render/wav.ts'
import { bell, biquad } from '../../pipeline/speech/biquad.ts'

const RATE = 48_000
const folder = mkdtempSync(join(tmpdir(), 'docreel-music-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(moods)('$name goes round without a seam, leaves room for words, and is no carpet', (mood) => {
  const { left, right } = bedFor(mood, 3, 60).loop
  for (const side of [left, right]) {
    const steps = side.map((sample, at) => Math.abs(sample - (side.at(at - 1) ?? 0)))
    const seam = steps[0] ?? 0
    expect(seam).toBeLessThanOrEqual(steps.subarray(1).reduce((most, step) => Math.max(most, step), 0))
  }
  const bars = Array.from({ length: 16 }, (_, bar) => left.subarray((bar * left.length) / 16, ((bar + 1) * left.length) / 16))
  const levels = bars.map((bar) => Math.sqrt(dot(bar, bar) / bar.length))
  expect(Math.max(...levels) / Math.min(...levels)).toBeGreaterThan(1.12)
  // Of all that sounds, what lies where voices have their vowels: a bell there takes away little of a balanced bed.
  const heard = biquad(Float64Array.from(left), bell({ hertz: 560, decibels: -12, q: 0.7 }, RATE))
  expect(heard.reduce((sum, sample) => sum + sample * sample, 0) / dot(left, left)).toBeGreaterThan(0.3)
})

test('another seed plays something else, the same one the same', () => {
  const mood = moodNamed('calm') as Mood
  const bed = (seed: number) => Buffer.from(bedFor(mood, seed, 30).loop.left.buffer)
  expect(bed(1).equals(bed(1))).toBe(true)
  expect(bed(1).equals(bed(2))).toBe(false)
})

test('however it is turned up, the music stays 15 LU under the voice, comes up after it and fades', async () => {
  const [voiceAt, spoken, seconds] = [2, 8, 20]
  const path = join(folder, 'voice.wav')
  writeFileSync(path, buzz(spoken))
  const mixed = async (music: string, volume: number) => {
    const output = join(folder, `${music}-${volume}.wav`)
    const voices = [{ path, at: voiceAt, seconds: spoken }]
    await mixFilm({ voices, sounds: [], seconds, music, volume, seed: 5, quick: false, output }, new AbortController().signal)
    return leftOf(output)
  }
  const voice = await mixed('none', 0)
  for (const [volume, least] of [
    [1, 18],
    [2, 15],
  ] as const) {
    const both = await mixed('warm', volume)
    // Each mix is brought to the same loudness, so the voice has another factor in each: the one that explains most of the mix.
    const factor = dot(both, voice) / dot(voice, voice)
    const music = both.map((sample, at) => sample - factor * (voice[at] ?? 0))
    const during = (side: Float32Array) => loudness(side, voiceAt + 1, voiceAt + spoken)
    const under = during(voice.map((sample) => sample * factor)) - during(music)
    expect(under).toBeGreaterThanOrEqual(least)
    expect(loudness(music, 12.5, 15.5) - during(music)).toBeGreaterThan(4)
    expect(loudness(music, 19.3, 20)).toBeLessThan(loudness(music, 15, 16) - 6)
  }
})

function leftOf(path: string): Float32Array {
  const bytes = readFileSync(path).subarray(stereoHeader(0).length)
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt16LE(at * 4) / 32_768)
}

function loudness(samples: Float32Array, from: number, to: number): number {
  const meter = createMeter(1)
  const part = samples.subarray(from * RATE, to * RATE)
  meter.add([part], part.length)
  return meter.integrated()
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, sample, at) => sum + sample * (other[at] ?? 0), 0)
}

/** A mono WAV of syllables: a buzz of many harmonics, four times a second. */
function buzz(seconds: number): Buffer {
  const header = stereoHeader(0)
  const samples = Int16Array.from({ length: seconds * RATE }, (_, at) => {
    const t = at / RATE
    const harmonics = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 131 * n * t) / n, 0)
    return harmonics * 5_000 * Math.sin(4 * Math.PI * t) ** 2
  })
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([header, Buffer.from(samples.buffer)])
}
