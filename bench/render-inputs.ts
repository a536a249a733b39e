import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import pLimit from 'p-limit'
import { pino } from 'pino'
import { loadConfig } from '../config.ts'
import { sha256 } from '../lib/hash.ts'
import { draftSettings } from '../pipeline/draft-settings.ts'
import { filmOf } from '../pipeline/film.ts'
import type { Execute } from '../pipeline/film-request.ts'
import { randomFrom } from '../pipeline/music/random.ts'
import { findFfmpeg } from '../pipeline/render/ffmpeg.ts'
import { placeIn } from '../pipeline/render/timeline.ts'
import { keyOf } from '../pipeline/runner.ts'
import {
  type BlobId,
  type Cover,
  type Film,
  FilmSettings,
  frameSize,
  type Narration,
  type Picture,
  type Storyboard,
} from '../pipeline/schema.ts'
import type { Services } from '../pipeline/services.ts'
import type { StepContext } from '../pipeline/step.ts'
import { Shot } from '../pipeline/steps/clip.ts'
import { inkWash } from '../pipeline/styles/ink-wash.ts'

/** What a film for the bench is made of. */
export interface BenchFilm {
  scenes: number
  seconds: number
  resolution: 360 | 720 | 1080
  /** As the draft of such a film is rendered. */
  draft?: boolean
}

/** Steps run outside the queue, with blobs in a folder of their own. */
export async function createStudio(folder: string) {
  const config = loadConfig(process.env)
  const ffmpeg = await findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath })
  mkdirSync(folder, { recursive: true })
  const at = (id: string) => join(folder, id.slice('blob:'.length))
  const put = async (bytes: Uint8Array) => {
    const id = `blob:${sha256(bytes)}` as BlobId
    writeFileSync(at(id), bytes)
    return id
  }
  const context = (): StepContext => ({
    services: { ffmpeg } as Services,
    blobs: {
      put,
      path: async (id) => at(id),
      read: async (id) => readFileSync(at(id)),
      verify: async () => true,
      putFile: async (path) => {
        const id = `blob:${sha256(readFileSync(path))}` as BlobId
        renameSync(path, at(id))
        return id
      },
      putStream: () => Promise.reject(new Error('not needed here')),
    },
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
    progress: () => {},
    workFolder: async () => mkdtempSync(join(folder, 'work-')),
    pay: async (_call, perform) => (await perform('bench')).answer,
  })

  const inputs = async ({ scenes, seconds, resolution, draft = false }: BenchFilm) => {
    const whole = FilmSettings.parse({ resolution })
    const settings = draft ? draftSettings(whole) : whole
    const pictures: Picture[] = []
    const narrations: Narration[] = []
    for (let index = 0; index < scenes; index++) {
      const image = await put(photograph(1920, 1080, index + 1))
      pictures.push({ image, width: 1920, height: 1080, origin: 'generated', seed: index, alt: '', provider: 'bench', warnings: [] })
      narrations.push(await speech(seconds, index + 1, put))
    }
    return { pictures, narrations, settings: whole, ...frameSize(settings), fps: settings.fps, draft }
  }

  const shot = ({ pictures, narrations, width, height, fps }: Awaited<ReturnType<typeof inputs>>, index: number) => {
    return Shot.parse({
      ...{ place: placeIn(pictures, index), picture: pictures[index], narration: narrations[index] },
      ...{ language: 'en', style: inkWash.name, palette: inkWash.palettes[0], captions: 'on', fps, width, height },
    })
  }

  return {
    ffmpeg,
    folder,
    context,
    inputs,
    /** What a scene's frames are drawn from. */
    shot,
    /**
     * The film of these pictures and voices; steps whose results are `known`, by their keys, are not done again. One step at a time,
     * as with CPU_JOBS=1: what it costs and holds is then not a matter of how many cores there are.
     */
    film: (made: Awaited<ReturnType<typeof inputs>>, known: Map<string, unknown> = new Map()): Promise<Film> => {
      const { pictures, narrations, settings, draft } = made
      const limit = pLimit(1)
      const execute: Execute = async (step, raw, scene = 0) => {
        const given = { picture: pictures[scene], narrate: narrations[scene], cover: coverOf(pictures) }[step.name]
        if (given !== undefined) return step.output.parse(given)
        const input = step.input.parse(raw)
        const key = keyOf(step, input, { ffmpeg } as Services)
        if (!known.has(key)) known.set(key, await limit(() => step.run(input, context())))
        return step.output.parse(known.get(key))
      }
      const source = pictures[0]?.image as BlobId
      return filmOf({ source, filename: 'bench.txt', settings, board: boardOf(pictures.length), draft }, execute).film()
    },
  }
}

const coverOf = ([first]: Picture[]): Cover | undefined =>
  first && { image: first.image, width: first.width, height: first.height, variant: 'poster' }

function boardOf(scenes: number): Storyboard {
  const scene = { kind: 'scene' as const, text: '', holdSeconds: 0, heading: '', keywords: [], atmosphere: [], prompt: '' }
  return {
    ...{ title: 'Bench', subtitle: '', quote: '', language: 'en', source: 'bench', titles: [], quotes: [], figures: [], warnings: [] },
    scenes: Array.from({ length: scenes }, (_, seed) => ({ ...scene, seed })),
  }
}

/** Something with the detail of a photograph: soft shapes at every size under a little grain. */
export function photograph(width: number, height: number, seed: number): Uint8Array {
  const random = randomFrom(seed)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const hue = random() * 360
  context.fillStyle = `hsl(${hue}, 35%, 40%)`
  context.fillRect(0, 0, width, height)
  for (let shape = 0; shape < 700; shape++) {
    const size = (width / 6) * random() ** 3 + 2
    context.fillStyle = `hsla(${hue + random() * 90}, 45%, ${15 + random() * 70}%, ${0.15 + random() * 0.5})`
    context.beginPath()
    context.ellipse(random() * width, random() * height, size, size * (0.2 + random()), random() * 3, 0, 7)
    context.fill()
  }
  const pixels = context.getImageData(0, 0, width, height)
  for (let at = 0; at < pixels.data.length; at += 4) {
    const grain = (random() - 0.5) * 10
    for (let channel = 0; channel < 3; channel++) pixels.data[at + channel] = (pixels.data[at + channel] as number) + grain
  }
  context.putImageData(pixels, 0, 0)
  return canvas.toBuffer('image/jpeg', 92)
}

/** A stand-in for a voice: a buzz with the rhythm of words, and the words' times. */
async function speech(seconds: number, seed: number, put: (bytes: Uint8Array) => Promise<BlobId>): Promise<Narration> {
  const random = randomFrom(seed)
  const sentence = 'The river rises in the mountains and carries everything that the snow has loosened, far down to the sea. '
  const all = (sentence.repeat(Math.ceil(seconds / 6)).match(/\S+\s*/g) ?? []).slice(0, Math.max(2, Math.round(seconds * 2.6)))
  const words = all.map((text, index) => ({
    text,
    start: (index / all.length) * seconds,
    end: ((index + 0.85) / all.length) * seconds,
  }))
  const samples = new Int16Array(Math.round(seconds * 48_000))
  for (const { start, end } of words) {
    const pitch = 110 + random() * 60
    for (let at = Math.round(start * 48_000); at < Math.round(end * 48_000); at++) {
      const t = at / 48_000
      const shape = Math.sin((Math.PI * (t - start)) / (end - start))
      let value = 0
      for (let harmonic = 1; harmonic < 12; harmonic++) value += Math.sin(2 * Math.PI * pitch * harmonic * t) / harmonic
      samples[at] = value * shape * 6_000
    }
  }
  const audio = await put(Buffer.concat([monoHeader(samples.length), Buffer.from(samples.buffer)]))
  return { audio, seconds, words, timing: 'engine', voice: 'bench', provider: 'bench', warnings: [] }
}

function monoHeader(samples: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(96_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples * 2, 40)
  return head
}
