import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { WASI } from 'node:wasi'
import type { SpokenSentence } from '../../../speech/read-sentences.ts'
import { answerOrders } from '../answer-orders.ts'
import { type FliteOrder, flitePackage } from './protocol.ts'

// flite is a command-line program: every sentence is one run of it, on the module compiled once.
const compiled = load()
let lastRun = 0
answerOrders<FliteOrder, SpokenSentence>(async (order) => speak(await compiled, order))

async function load(): Promise<WebAssembly.Module> {
  return new WebAssembly.Module(await readFile(createRequire(import.meta.url).resolve(`${flitePackage}/flite.wasm`)))
}

async function speak(module: WebAssembly.Module, { text, voice, stretch, folder }: FliteOrder): Promise<SpokenSentence> {
  const name = `flite-${process.pid}-${++lastRun}.wav`
  const args = ['flite', '-voice', voice, '--setf', `duration_stretch=${stretch.toFixed(3)}`, '-t', text, '-o', `/out/${name}`]
  const wasi = new WASI({ version: 'preview1', args, preopens: { '/out': folder }, returnOnExit: true })
  const code = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject() as Record<string, Record<string, unknown>>))
  if (code !== 0) throw new Error(`flite ended with ${code}`)
  const wav = await readFile(join(folder, name))
  await rm(join(folder, name), { force: true })
  // RIFF as flite writes it: a header of 44 bytes, then 16-bit mono samples.
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length - (wav.length % 2)))
  return { samples, sampleRate: wav.readUInt32LE(24) }
}
