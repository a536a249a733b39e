import { answerOrders } from '../answer-orders.ts'
import type { SpeakAnswer, SpeakOrder } from './protocol.ts'

interface Worker {
  set_voice(name: string): number
  set_rate(wordsPerMinute: number): void
  set_range(percent: number): void
  get_samplerate(): number
  synthesize(text: string, heard: (samples: Int16Array, events: WorkerEvent[]) => boolean | undefined): void
}
interface WorkerEvent {
  type: string
  text_position: number
  audio_position: number
}

// The engine is GPL and synchronous: it lives in this process of its own, and the product only exchanges messages with it.
const worker = load()
answerOrders<SpeakOrder, SpeakAnswer>(async (order) => speak(await worker, order))

async function load(): Promise<Worker> {
  const { default: instantiate } = (await import('@echogarden/espeak-ng-emscripten' as string)) as {
    default: () => Promise<{ eSpeakNGWorker: new () => Promise<Worker> }>
  }
  const engine = await instantiate()
  return new engine.eSpeakNGWorker()
}

function speak(worker: Worker, { text, voice, rate, range }: SpeakOrder): SpeakAnswer {
  if (worker.set_voice(voice) !== 0) throw new Error(`no voice ${voice}`)
  worker.set_rate(rate)
  worker.set_range(range)
  const chunks: Int16Array[] = []
  const events: SpeakAnswer['events'] = []
  worker.synthesize(text, (samples, told) => {
    chunks.push(samples)
    for (const event of told) {
      if (event.type === 'word') events.push({ position: event.text_position - 1, milliseconds: event.audio_position })
    }
    return undefined
  })
  const samples = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    samples.set(chunk, at)
    at += chunk.length
  }
  return { samples, sampleRate: worker.get_samplerate(), events }
}
