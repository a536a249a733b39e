import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeEach, onTestFinished } from 'vitest'
import { Secret } from '../../lib/secret.ts'
import { createPay } from '../../pipeline/pay.ts'
import type { PictureRequest } from '../../pipeline/providers/provider.ts'
import { createServices, type Endpoint } from '../../pipeline/providers/registry.ts'
import type { Document } from '../../pipeline/schema.ts'
import type { StepContext } from '../../pipeline/step.ts'
import { type FakeVendor, startFakeVendor } from './fake-vendor.ts'
import { memoryBlobs, memoryCalls } from './memory-store.ts'

/** A key that must never show up anywhere but in a request's header. */
export const CANARY = 'sk-canary-5d41402abc4b2a76b9719d911017c592'

export interface Stage {
  context: StepContext
  calls: ReturnType<typeof memoryCalls>
  blobs: ReturnType<typeof memoryBlobs>
  /** Everything that was logged. */
  logged: string[]
}

/** A vendor for all tests of a file: it behaves well and remembers nothing when one begins. */
export async function useFakeVendor(): Promise<FakeVendor> {
  const vendor = await startFakeVendor()
  afterAll(() => vendor.close())
  beforeEach(() => {
    vendor.behave()
    vendor.journal.length = 0
  })
  return vendor
}

/** What a step's execution needs, in memory; `calls` and `blobs` of another stage make it a restart. */
export function stage(
  options: { budget?: number; run?: string; signal?: AbortSignal } & Partial<Pick<Stage, 'calls' | 'blobs'>> = {},
): Stage {
  const { calls = memoryCalls(), blobs = memoryBlobs(), run = 'run-1', budget, signal = new AbortController().signal } = options
  const logged: string[] = []
  let folder: string | undefined
  onTestFinished(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })
  const context: StepContext = {
    services: { ...createServices({ script: [], picture: [], voice: [] }), ffmpeg: 'ffmpeg' },
    blobs,
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    signal,
    progress: () => {},
    workFolder: async () => (folder ??= await mkdtemp(join(tmpdir(), 'docreel-stage-'))),
    pay: createPay({ calls, blobs, run, caps: { film: budget } }),
  }
  return { context, calls, blobs, logged }
}

const PRICE = { input: 1, output: 2, picture: 0.04, characters: 15 }

/** An endpoint at a fake vendor, with prices. */
export function endpointAt(vendor: Pick<FakeVendor, 'url'>, more: Partial<Endpoint> = {}): Endpoint {
  return { url: vendor.url, key: new Secret(CANARY), model: 'fake-1', price: PRICE, extra: { timeoutMs: 10_000 }, ...more }
}

const SENTENCES = [
  'The harbour froze on the ninth of January, and for six weeks no ship could leave it.',
  'The harbour master kept a notebook in which he wrote the thickness of the ice every morning before breakfast.',
  'He was the first to notice that the ice was always thinner near the old tannery.',
  'Nobody believed him at first, because the tannery had been closed for longer than most people could remember.',
  'A young chemist from the university came down with a box of glass tubes and a borrowed sledge.',
  'She found that the water there was warmer by four degrees, and that it carried a faint taste of salt.',
  'A spring rises under the harbour, she wrote to her sister, and the town has been standing on it for centuries.',
  'The council met three times that winter and could not agree on what the spring was worth.',
  'Some wanted to build baths, some wanted to heat the school, and one member wanted to be left in peace.',
  'In the end the school was warmed first, and the children stopped wearing their coats to their lessons.',
  'The baths came two summers later, with blue tiles that a potter gave in exchange for a lifelong ticket.',
  'When the chemist returned as an old woman, she asked to see the notebook and read in it for an hour.',
  'The baker was next to notice something, for her flour stayed dry in a cellar that should have been wet.',
  'She moved her ovens against the eastern wall and saved a third of her firewood before Easter.',
  'Word of it reached the railway, whose engineers had been looking for a place to thaw their points.',
  "They drove an iron pipe through four metres of clay and listened at its end with a doctor's stethoscope.",
  'What they heard was described in the report as the sound of a kettle in a distant kitchen.',
  'The pipe gave eleven litres a minute, which is little for a railway and much for a village.',
  'A lawyer was asked who owns heat, and after two months he replied that nobody had ever claimed it.',
  'So the fishermen claimed it, all sixty of them, by signing a single sheet of paper on a herring barrel.',
  'Their company still exists, and its yearly meeting is still held standing up, around a barrel.',
  'Geologists date the spring to a crack that opened when the glacier left, nine thousand years before.',
  'Rain that falls on the hills today will come up under the harbour when our great-grandchildren are old.',
  'That is why the company sells no more than two thirds of what the pipe can give.',
  'During the war soldiers were billeted in the baths, and the tiles lost their colour to boot polish.',
  "The potter's daughter replaced them one by one, at her own expense, over nineteen winters.",
  'Tourists were a later discovery: the first three came by mistake, having missed the ferry to the islands.',
  'They stayed a week, wrote to a newspaper, and by June the inn had bought a second bathtub.',
  'Not everybody was pleased, and a letter of complaint with forty names hangs framed in the town hall.',
  'It asks for quiet on Sundays, and quiet on Sundays has been kept ever since.',
  'When the pipe rusted through, divers found coins around it from seven different countries.',
  'The money paid for a new pipe of steel and for a bench on which one can hear the old kettle sing.',
  'Schoolchildren measure the temperature each Friday and send it to the university in a stamped envelope.',
  'In ninety years the number has moved by less than half a degree, always upwards after an earthquake.',
  'Engineers from Iceland came to look, shook their heads at the barrel, and copied the contract.',
  'The harbour has not frozen again, and the notebook now lies under glass beside a borrowed sledge.',
]

/** A document of `chapters` chapters on as many pages, about a harbour and its spring. */
export function harbour(chapters = 4, more: Partial<Document> = {}): Document {
  return {
    format: 'txt',
    title: 'The Warm Harbour',
    author: 'M. Lind',
    language: 'en',
    pages: chapters,
    sections: Array.from({ length: chapters }, (_, index) => ({
      heading: `Chapter ${index + 1}`,
      level: 1,
      paragraphs: [0, 1, 2].map((part) => ({
        text: [0, 1, 2].map((line) => SENTENCES[(index * 9 + part * 3 + line) % SENTENCES.length]).join(' '),
        page: index + 1,
      })),
    })),
    figures: [],
    ...more,
  }
}

/** A scene to be drawn. */
export function pictureOf(prompt: string, more: Partial<PictureRequest> = {}): PictureRequest {
  const scene = {
    kind: 'scene' as const,
    seed: 1,
    text: 'The harbour froze.',
    holdSeconds: 0,
    heading: '',
    keywords: ['harbour'],
    atmosphere: ['cold'],
    prompt,
  }
  return { scene, index: 1, title: 'The Warm Harbour', language: 'en', style: 'ink-wash', width: 1920, height: 1080, ...more }
}
