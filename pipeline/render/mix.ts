import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { type Bed, bedFor, LAST_CHORD_SECONDS } from '../music/bed.ts'
import { moodNamed } from '../music/moods.ts'
import { duckingOf } from './ducking.ts'
import { createLimiter, createPeakMeter, LIMITER_DELAY } from './limiter.ts'
import { createMeter, fromDb } from './loudness.ts'
import { readVoice, stereoHeader } from './wav.ts'

export interface MixJob {
  /** Narrations as WAV files, `at` seconds of the film; silent ones are left out. */
  voices: { path: string; at: number; seconds: number }[]
  /** Sound of people's own clips, as WAV files too; it lies under the voices. */
  sounds: { path: string; at: number }[]
  seconds: number
  /** A mood's name, or `none`. */
  music: string
  /** Times the music's own loudness. */
  volume: number
  /** Chooses among the beds of a mood. */
  seed: number
  /** Takes it where its loudness is half a unit off, as making it anew costs as much as all the rest. */
  quick: boolean
  /** Path of the WAV to write: 48 kHz, stereo, 16 bit. */
  output: string
}

/** How loud a mix became: integrated loudness in LUFS and true peak in dBTP; silence is -70 and -120. */
export interface MixLevels {
  loudness: number
  truePeak: number
}

const RATE = 48_000
const TARGET_LUFS = -16
/** What a voice gains by coming from both channels. */
const BOTH_CHANNELS_LU = 10 * Math.log10(2)
/** How far a mix may be off, and how often it is made anew to come nearer. */
const TOLERANCE_LU = 0.15
const QUICK_TOLERANCE_LU = 0.5
const ROUNDS = 3
/** Below -1 dBTP, because AAC moves peaks by a few tenths. */
const CEILING_DB = -2
/** Music under a voice, relative to the voice; never nearer than the second number, however it is turned up. */
const UNDER_VOICE_LU = -21
const NEAREST_LU = -15.5
/** The sound of people's own clips under a voice. */
const CLIP_UNDER_VOICE_LU = -18
/** How much louder both may be where nobody speaks. */
const RISE_DB = 8
const MUSIC_FADE_IN_SECONDS = 1.5
const CLIP_FADE_SECONDS = 0.4

/** Mixes voices and one bed of music, brings the whole to -16 LUFS under a true-peak limiter, and writes it. */
export async function mixFilm(job: MixJob, signal: AbortSignal): Promise<MixLevels> {
  const length = Math.round(job.seconds * RATE)
  const voiceLufs = await measure(voiceBlocks(job.voices, length, 1), 1)
  const level = Number.isFinite(voiceLufs) ? voiceLufs : TARGET_LUFS
  const under = { bed: await musicOf(job, level), sounds: await soundsOf(job, level) }
  // Music adds next to nothing to a voice, so that the first round is often the last.
  const first = Number.isFinite(voiceLufs) ? voiceLufs + BOTH_CHANNELS_LU : await measure(mixed(job, under, length, 1), 2)
  let gain = Number.isFinite(first) ? TARGET_LUFS - first : 0
  const tolerance = job.quick ? QUICK_TOLERANCE_LU : TOLERANCE_LU
  for (let round = 1; ; round++) {
    const { loudness, peak } = await writeMix(limited(mixed(job, under, length, fromDb(gain))), length, job.output, signal)
    const off = TARGET_LUFS - loudness
    // The limiter takes a little of what it is given; another round or two give it back.
    if (Math.abs(off) < tolerance || !Number.isFinite(off) || round === ROUNDS) {
      return { loudness: Math.max(-70, tenths(loudness)), truePeak: Math.max(-120, tenths(20 * Math.log10(peak))) }
    }
    gain += off
  }
}

/** Writes a mix to a WAV and tells how loud it is: integrated loudness in LUFS, and the true peak as a sample value. */
async function writeMix(blocks: AsyncIterable<Block>, length: number, path: string, signal: AbortSignal) {
  const meter = createMeter(2)
  const peaks = [createPeakMeter(RATE), createPeakMeter(RATE)] as const
  const samples = new Int16Array(2 * RATE)
  const file = await open(path, 'w')
  try {
    await file.write(stereoHeader(length))
    for await (const { channels, length } of blocks) {
      signal.throwIfAborted()
      meter.add(channels, length)
      peaks.forEach((peak, channel) => {
        peak.add(channels[channel] as Float32Array, length)
      })
      interleave({ channels, length }, samples)
      await file.write(samples.subarray(0, 2 * length))
    }
  } finally {
    await file.close()
  }
  return { loudness: meter.integrated(), peak: Math.max(...peaks.map((channel) => channel.peak())) }
}

/** Some samples of each channel; the next block is written over it. */
type Block = { channels: Float32Array[]; length: number }

async function measure(blocks: AsyncIterable<Block>, channels: number): Promise<number> {
  const meter = createMeter(channels)
  for await (const { channels: data, length } of blocks) meter.add(data, length)
  return meter.integrated()
}

/** The voices on the film's timeline, a second at a time, times `gain`; one narration is held at once. */
async function* voiceBlocks(voices: MixJob['voices'], length: number, gain: number): AsyncGenerator<Block> {
  const waiting = [...voices].sort((a, b) => a.at - b.at)
  const block = new Float32Array(RATE)
  let playing: { samples: Int16Array; start: number }[] = []
  for (let start = 0; start < length; start += RATE) {
    const size = Math.min(RATE, length - start)
    block.fill(0)
    while (waiting[0] !== undefined && Math.round(waiting[0].at * RATE) < start + size) {
      const { path, at } = waiting.shift() as (typeof waiting)[number]
      playing.push({ samples: softEnds(await readVoice(path)), start: Math.round(at * RATE) })
    }
    for (const { samples, start: from } of playing) addSamples(block.subarray(0, size), samples, from - start, gain / 32_768)
    playing = playing.filter(({ samples, start: from }) => from + samples.length > start + size)
    yield { channels: [block], length: size }
    await setImmediate() // lets an abort be heard
  }
}

/** Adds samples to a block, `from` samples from its start, as far as they are in it. */
function addSamples(block: Float32Array, samples: Int16Array, from: number, level: number): void {
  const last = Math.min(block.length, from + samples.length)
  for (let i = Math.max(0, from); i < last; i++) block[i] = (block[i] as number) + (samples[i - from] as number) * level
}

/** 3 ms in and 10 ms out where nothing else is said: a recording may start or stop off zero, which would click. */
function softEnds(samples: Int16Array, ends: [rise: number, fall: number] = [144, 480]): Int16Array {
  const [rise, fall] = [Math.min(ends[0], samples.length), Math.min(ends[1], samples.length)]
  for (let i = 0; i < rise; i++) samples[i] = ((samples[i] as number) * i) / rise
  for (let i = 0; i < fall; i++) samples[samples.length - 1 - i] = ((samples[samples.length - 1 - i] as number) * i) / fall
  return samples
}

async function musicOf(job: MixJob, voiceLufs: number): Promise<(Bed & { gain: number }) | undefined> {
  const mood = moodNamed(job.music)
  if (mood === undefined || job.volume <= 0) return undefined
  const bed = bedFor(mood, job.seed, job.seconds)
  const meter = createMeter(2)
  meter.add([bed.loop.left, bed.loop.right], bed.loop.left.length)
  const under = job.voices.length === 0 ? 0 : Math.min(UNDER_VOICE_LU + 20 * Math.log10(job.volume), NEAREST_LU)
  return { ...bed, gain: fromDb(voiceLufs + under - meter.integrated()) }
}

interface Sound {
  samples: Int16Array
  /** First sample of the film. */
  start: number
  gain: number
}

/** People's own sounds with faded ends, each brought to the same loudness. */
function soundsOf({ sounds, voices }: MixJob, voiceLufs: number): Promise<Sound[]> {
  return Promise.all(
    sounds.map(async ({ path, at }) => {
      const samples = softEnds(await readVoice(path), [CLIP_FADE_SECONDS * RATE, CLIP_FADE_SECONDS * RATE])
      const meter = createMeter(1)
      meter.add([Float32Array.from(samples, (sample) => sample / 32_768)], samples.length)
      const loudness = meter.integrated()
      const wanted = voiceLufs + (voices.length === 0 ? 0 : CLIP_UNDER_VOICE_LU)
      return { samples, start: Math.round(at * RATE), gain: Number.isFinite(loudness) ? fromDb(wanted - loudness) : 0 }
    }),
  )
}

interface UnderVoice {
  bed: (Bed & { gain: number }) | undefined
  sounds: Sound[]
}

/** All that is heard, times `gain`. */
async function* mixed(job: MixJob, { bed, sounds }: UnderVoice, length: number, gain: number): AsyncGenerator<Block> {
  const ducked = duckingOf(job.voices.map(({ at, seconds }) => ({ start: at, end: at + seconds })))
  const rise = job.voices.length === 0 ? 0 : RISE_DB
  const lastChord = job.seconds - LAST_CHORD_SECONDS
  const [left, right] = [new Float32Array(RATE), new Float32Array(RATE)]
  let start = 0
  for await (const { channels, length: size } of voiceBlocks(job.voices, length, gain)) {
    const voice = channels[0] as Float32Array
    left.set(voice)
    right.set(voice)
    if (bed !== undefined) addBed(bed, size)
    for (const sound of sounds) addSound(sound, size)
    yield { channels: [left, right], length: size }
    start += size
  }

  function addBed(bed: NonNullable<UnderVoice['bed']>, size: number): void {
    const { loop } = bed
    let at = (bed.start + start) % loop.left.length
    let level = 0
    for (let i = 0; i < size; i++) {
      // The level changes slowly: every 16 samples are enough.
      if (i % 16 === 0) level = gain * bed.gain * levelAt((start + i) / RATE)
      left[i] = (left[i] as number) + (loop.left[at] as number) * level
      right[i] = (right[i] as number) + (loop.right[at] as number) * level
      at = at + 1 === loop.left.length ? 0 : at + 1
    }
  }

  function addSound(sound: Sound, size: number): void {
    const from = sound.start - start
    const last = Math.min(size, from + sound.samples.length)
    let level = 0
    for (let i = Math.max(0, from); i < last; i++) {
      if (level === 0 || i % 16 === 0) level = (gain * sound.gain * fromDb(rise * (1 - ducked((start + i) / RATE)))) / 32_768
      const sample = (sound.samples[i - from] as number) * level
      left[i] = (left[i] as number) + sample
      right[i] = (right[i] as number) + sample
    }
  }

  function levelAt(seconds: number): number {
    return fromDb(rise * (1 - ducked(seconds))) * fadeIn(seconds) * fadeOut(seconds)
  }

  function fadeIn(seconds: number): number {
    return Math.min(1, seconds / MUSIC_FADE_IN_SECONDS) ** 2
  }

  function fadeOut(seconds: number): number {
    const left = Math.min(1, Math.max(0, (job.seconds - 0.1 - seconds) / (job.seconds - lastChord)))
    return seconds < lastChord ? 1 : left ** 1.5
  }
}

async function* limited(blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  const limit = createLimiter(fromDb(CEILING_DB), RATE)
  let skip = LIMITER_DELAY // what comes out first was never put in
  for await (const { channels, length } of blocks) {
    const [left, right] = channels as [Float32Array, Float32Array]
    limit(left, right, length)
    yield { channels: [left.subarray(skip), right.subarray(skip)], length: length - skip }
    skip = 0
  }
  const rest = [new Float32Array(LIMITER_DELAY), new Float32Array(LIMITER_DELAY)] as const
  limit(...rest, LIMITER_DELAY)
  yield { channels: [...rest], length: LIMITER_DELAY }
}

/** Writes samples between -1 and 1 (the limiter leaves none beyond) as 16 bits, the channels in turn. */
function interleave({ channels, length }: Block, samples: Int16Array): void {
  const [left, right] = channels as [Float32Array, Float32Array]
  for (let i = 0; i < length; i++) {
    samples[2 * i] = rounded((left[i] as number) * 32_767)
    samples[2 * i + 1] = rounded((right[i] as number) * 32_767)
  }
}

/** As `Math.round`, in a third of its time; for numbers above -32,768. */
function rounded(value: number): number {
  return ((value + 32_768.5) | 0) - 32_768
}

function tenths(decibels: number): number {
  return Math.round(decibels * 10) / 10
}
