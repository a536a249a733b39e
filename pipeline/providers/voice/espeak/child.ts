import { canReadKanji } from '../../../speech/japanese-dictionary.ts'
import { answerOrders } from '../answer-orders.ts'
import { type Transcription, transcribe, writtenPlace } from './japanese/transcribe.ts'
import type { SpeakAnswer, SpeakOrder } from './protocol.ts'

const LONGEST_BYTES = 16_384

interface Worker {
  set_voice(name: string): number
  set_rate(wordsPerMinute: number): void
  set_range(percent: number): void
  get_samplerate(): number
  synthesize(text: string, heard: (samples: Int16Array, events: WorkerEvent[]) => boolean | undefined): void
}
interface WorkerEvent {
  type: string
  /** Of a phoneme, its IPA. */
  id: unknown
  text_position: number
  audio_position: number
}

// The engine is GPL and synchronous: it lives in this process of its own, and the product only exchanges messages with it.
const engine = load()
answerOrders<SpeakOrder, SpeakAnswer>(async (order) => {
  const { worker, reset } = await engine
  reset()
  return canReadKanji && /^ja\b/.test(order.voice) ? speakJapanese(worker, order) : speak(worker, order)
})

// eSpeak's sound depends on what it read before. Its memory is put back before every order, so that the same words give the
// same bytes on any machine at any time.
async function load(): Promise<{ worker: Worker; reset(): void }> {
  // Its noise generator is sown with the time of day; in this process of its own no time passes.
  Date.now = () => 0
  const { default: instantiate } = (await import('@echogarden/espeak-ng-emscripten' as string)) as {
    default: () => Promise<{ eSpeakNGWorker: new () => Promise<Worker>; HEAPU8: Uint8Array }>
  }
  const engine = await instantiate()
  const worker = await new engine.eSpeakNGWorker()
  // The binding's own buffer for texts grows in that memory: it is made large enough first.
  for (let round = 0; round < 2; round++) worker.synthesize(' '.repeat(LONGEST_BYTES), () => undefined)
  const fresh = engine.HEAPU8.slice()
  return {
    worker,
    reset() {
      engine.HEAPU8.set(fresh)
      engine.HEAPU8.fill(0, fresh.length)
    },
  }
}

// eSpeak's own Japanese knows kana only, and its tune rises at the end of every statement: Korean's falls.
function speakJapanese(worker: Worker, order: SpeakOrder): SpeakAnswer {
  const transcription: Transcription = transcribe(order.text)
  const answer = speak(worker, { ...order, text: transcription.text, voice: order.voice.replace(/^ja/, 'ko') })
  const events = answer.events.map((event) => ({ ...event, position: writtenPlace(transcription, event.position) }))
  return { ...answer, events }
}

function speak(worker: Worker, { text, voice, rate, range }: SpeakOrder): SpeakAnswer {
  if (Buffer.byteLength(text) > LONGEST_BYTES / 2) throw new Error('a sentence too long to read')
  if (worker.set_voice(voice) !== 0) throw new Error(`no voice ${voice}`)
  worker.set_rate(rate)
  worker.set_range(range)
  const chunks: Int16Array[] = []
  const events: SpeakAnswer['events'] = []
  worker.synthesize(text, (samples, told) => {
    chunks.push(samples)
    for (const { type, id, text_position: at, audio_position: milliseconds } of told) {
      const last = events.at(-1)
      if (type === 'word' || type === 'end') events.push({ position: at - 1, milliseconds, ipa: '', isEnd: type === 'end' })
      else if (type === 'phoneme' && last?.isEnd === false) last.ipa += String(id)
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
