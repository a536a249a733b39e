import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { InferenceSession, Tensor } from 'onnxruntime-web'
import { seeded } from '../../../styles/marks/random.ts'
import { answerOrders } from '../answer-orders.ts'
import { openNoise, ports } from './open-noise.ts'
import { type PiperAnswer, type PiperOrder, piperPackage, runtimePackage } from './protocol.ts'

const SAMPLE_RATE = 22_050
/** Samples of one frame of sound. */
const HOP = 256
/** As Piper speaks: how much of the noise is taken for the sound, and for the pace. */
const NOISE = { sound: 0.667, pace: 0.8 } as const
/** Rows of the sound's noise. */
const CHANNELS = 192
const [PAD, START, END] = ['_', '^', '$']

// A model holds half a gigabyte, which the product gets back when this process ends.
const engine = load()
answerOrders<PiperOrder, PiperAnswer>(async (order) => speak(await engine, order))

interface Engine {
  session: InferenceSession
  tensor: typeof Tensor
  /** The model's number of each symbol. */
  numbers: ReadonlyMap<string, number>
}

async function load(): Promise<Engine> {
  const { model, numbers } = await readPackage()
  const runtime = (await import(runtimePackage)) as typeof import('onnxruntime-web')
  // One sentence after another, beside everything else that a film needs.
  runtime.env.wasm.numThreads = 1
  const options = { executionProviders: ['wasm'], enableCpuMemArena: false, enableMemPattern: false }
  return { session: await runtime.InferenceSession.create(openNoise(model), options), tensor: runtime.Tensor, numbers }
}

/** Reads the model and its symbols out of the package's data, whose script says where each of its files lies. */
async function readPackage() {
  const { resolve } = createRequire(import.meta.url)
  const script = await readFile(resolve(`${piperPackage}/sherpa-onnx-wasm-main.js`), 'utf8')
  const data = await readFile(resolve(`${piperPackage}/sherpa-onnx-wasm-main.data`))
  const file = (name: string) => {
    const [, start, end] = new RegExp(`filename: "/${name}",\\s*start: (\\d+),\\s*end: (\\d+)`).exec(script) ?? []
    if (start === undefined || end === undefined) throw new Error(`no ${name} in ${piperPackage}`)
    return data.subarray(Number(start), Number(end))
  }
  const lines = file('tokens\\.txt').toString('utf8').split('\n')
  const numbers = new Map(lines.flatMap((line) => (line === '' ? [] : [[line.slice(0, 1), Number(line.slice(2))] as const])))
  return { model: file('model\\.onnx'), numbers }
}

async function speak({ session, tensor: Tensor, numbers }: Engine, { ipa, speaker, stretch }: PiperOrder): Promise<PiperAnswer> {
  const number = (symbol: string) => numbers.get(symbol) ?? numbers.get(PAD) ?? 0
  const symbols = [...ipa]
  // A pad after each, as the model learnt it.
  const input = [START, ...symbols].flatMap((symbol) => [number(symbol ?? ''), number(PAD ?? '')])
  input.push(number(END ?? ''))
  const whole = (values: readonly number[], shape: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), shape)
  const length = input.length
  const most = Math.ceil(length * 12 * stretch) + 400
  const answer = await session.run({
    input: whole(input, [1, length]),
    input_lengths: whole([length], [1]),
    scales: new Tensor('float32', Float32Array.of(NOISE.sound, stretch, NOISE.pace), [3]),
    sid: whole([speaker], [1]),
    [ports.paceNoise]: new Tensor('float32', noise(2 * length, 'pace'), [1, 2, length]),
    [ports.soundNoise]: new Tensor('float32', noise(CHANNELS * most, 'sound'), [1, CHANNELS, most]),
    [ports.soundNoiseFrom]: whole([0, 0, 0], [3]),
  })
  const [sound, durations] = [answer.output?.data, answer[ports.durations]?.data] as [Float32Array, Float32Array]
  const samples = Int16Array.from(sound, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_000))
  return { samples, sampleRate: SAMPLE_RATE, starts: startsOf(durations, symbols.length) }
}

// Each symbol begins where the pad before it ends; the first two numbers are the start's.
function startsOf(durations: Float32Array, symbols: number): Float64Array {
  const starts = new Float64Array(symbols)
  let frames = (durations[0] ?? 0) + (durations[1] ?? 0)
  for (let index = 0; index < symbols; index++) {
    starts[index] = (frames * HOP) / SAMPLE_RATE
    frames += (durations[2 * index + 2] ?? 0) + (durations[2 * index + 3] ?? 0)
  }
  return starts
}

/** Normally distributed numbers (Box-Muller), the same for the same name. */
function noise(count: number, name: string): Float32Array {
  const random = seeded(name)
  const values = new Float32Array(count)
  for (let index = 0; index < count; index += 2) {
    const reach = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    values[index] = reach * Math.cos(angle)
    if (index + 1 < count) values[index + 1] = reach * Math.sin(angle)
  }
  return values
}
