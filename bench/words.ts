import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../config.ts'
import { sha256 } from '../lib/hash.ts'
import type { VoiceProvider } from '../pipeline/providers/provider.ts'
import { espeakVoice } from '../pipeline/providers/voice/espeak.ts'
import { findFfmpeg } from '../pipeline/render/ffmpeg.ts'
import type { BlobId, Narration } from '../pipeline/schema.ts'
import type { Services } from '../pipeline/services.ts'
import type { StepContext } from '../pipeline/step.ts'
import { narrate } from '../pipeline/steps/narrate.ts'
import type { Ratio } from './ratio.ts'

const english =
  'In 1872 Lord Kelvin built a machine of brass wheels. It drew twelve months of tides in four hours, for London and Bombay. Nobody had seen such a thing, and those who had asked for it could not say how it worked. ' +
  'The harbour masters pinned its curves to their walls, and captains who had waited for the water began to plan by the hour.'
const chinese = '潮水每天涨落两次。开尔文造了一台机器，用四个小时画出一年的潮汐。港口的人把曲线钉在墙上，船长们从此按时出海。'

/** eSpeak's voices tell when each word begins: heard by their sound alone, they show how far alignment is off. */
const foreign = [
  { text: english, language: 'en', voice: 'en-us+m3', speed: 1.25 },
  { text: english, language: 'en', voice: 'en-us+f3', speed: 0.9 },
  { text: chinese, language: 'zh', voice: 'cmn+m3', speed: 1.1 },
]

/** How far the words of captions are from the voice: of a voice that tells its words, and of one that is aligned. */
export async function benchWords(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-bench-'))
  try {
    const speak = await speaker(folder)
    const [told, aligned]: [number[], number[]] = [[], []]
    for (const { text, language, voice, speed } of foreign) {
      const events: { text: string; start: number }[] = []
      const truth = await speak(text, language, voice, speed, hearing(events))
      const silent = await speak(text, language, voice, speed, wordless)
      if (silent.timing !== 'aligned') throw new Error(`the voice's words were ${silent.timing}`)
      // From the engine's own times to those of the narration, whose silence at either end is another.
      const shift = (truth.words[0]?.start ?? 0) - (events[0]?.start ?? 0)
      truth.words.forEach(({ start }, index) => {
        told.push(1000 * Math.abs(start - shift - (events[index]?.start ?? 0)))
        aligned.push(1000 * Math.abs(start - (silent.words[index]?.start ?? 0)))
      })
    }
    return [
      ratioOf('words of an eSpeak voice', told, 10, 25),
      ratioOf('words of an aligned voice (eSpeak, its times withheld)', aligned, 40, 120),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function ratioOf(name: string, errors: number[], mean: number, late: number): Ratio {
  const sorted = errors.toSorted((a, b) => a - b)
  const [average, p95] = [errors.reduce((sum, error) => sum + error, 0) / errors.length, sorted[Math.floor(errors.length * 0.95)] ?? 0]
  return {
    name,
    against: 'when they are said',
    value: average,
    unit: 'ms mean',
    goal: `<= ${mean}, p95 <= ${late}`,
    met: average <= mean && p95 <= late,
    details: { p95Ms: p95, words: errors.length },
  }
}

/** eSpeak as it is, noting the times it tells. */
function hearing(events: { text: string; start: number }[]): VoiceProvider {
  return {
    ...espeakVoice,
    async speak(request, context) {
      const spoken = await espeakVoice.speak(request, context)
      events.push(...(spoken.words ?? []))
      return spoken
    },
  }
}

/** eSpeak as a voice that tells nothing of its words. */
const wordless: VoiceProvider = {
  ...espeakVoice,
  async speak(request, context) {
    const { words: _, timing: __, ...heard } = await espeakVoice.speak(request, context)
    return heard
  },
}

async function speaker(folder: string) {
  const config = loadConfig(process.env)
  const ffmpeg = await findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath })
  return async (text: string, language: string, voice: string, speed: number, provider: VoiceProvider): Promise<Narration> => {
    const put = async (bytes: Uint8Array) => {
      const id = `blob:${sha256(bytes)}` as BlobId
      writeFileSync(join(folder, sha256(bytes)), bytes)
      return id
    }
    const context = {
      services: { ffmpeg, voice: provider } as Services,
      blobs: { put, read: async (id: BlobId) => readFileSync(join(folder, id.slice('blob:'.length))) },
      log: pino({ level: 'silent' }),
      signal: new AbortController().signal,
      workFolder: async () => folder,
    } as unknown as StepContext
    return narrate.run({ text, holdSeconds: 0, language, voice, speed, loudness: 1 }, context)
  }
}
