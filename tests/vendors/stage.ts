import { pino } from 'pino'
import { Secret } from '../../lib/secret.ts'
import { createPay } from '../../pipeline/pay.ts'
import type { PictureRequest } from '../../pipeline/providers/provider.ts'
import { createServices, type Endpoint } from '../../pipeline/providers/registry.ts'
import type { Document } from '../../pipeline/schema.ts'
import type { StepContext } from '../../pipeline/step.ts'
import type { FakeVendor } from './fake-vendor.ts'
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

/** What a step's execution needs, in memory; `calls` and `blobs` of another stage make it a restart. */
export function stage(
  options: { budget?: number; run?: string; signal?: AbortSignal } & Partial<Pick<Stage, 'calls' | 'blobs'>> = {},
): Stage {
  const { calls = memoryCalls(), blobs = memoryBlobs(), run = 'run-1', budget, signal = new AbortController().signal } = options
  const logged: string[] = []
  const context: StepContext = {
    services: { ...createServices({ script: [], picture: [], voice: [] }), ffmpeg: 'ffmpeg' },
    blobs,
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    signal,
    progress: () => {},
    workFolder: async () => {
      throw new Error('no work folder here')
    },
    pay: createPay({ calls, blobs, run, budget }),
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
    text: 'The harbour froze.',
    holdSeconds: 0,
    heading: '',
    keywords: ['harbour'],
    atmosphere: ['cold'],
    prompt,
  }
  return { scene, index: 1, title: 'The Warm Harbour', language: 'en', style: 'ink-wash', width: 1920, height: 1080, ...more }
}
