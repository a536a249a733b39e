import { Writable } from 'node:stream'
import { TransientError } from '../../lib/errors.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'

/** The rate of every voice in the pipeline, in Hz. */
export const VOICE_RATE = 48_000

/** Decodes whatever ffmpeg reads to 16-bit mono samples at 48 kHz; the same bytes in give the same samples out. Throws TransientError on damaged audio. */
export async function decodeAudio(audio: Uint8Array, binary: string, signal: AbortSignal): Promise<Int16Array> {
  const heard: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      heard.push(chunk)
      done()
    },
  })
  const call = {
    inputs: [{ source: 'pipe:0', options: [] }],
    options: ['-vn', '-ac', '1', '-ar', `${VOICE_RATE}`, '-bitexact', '-f', 's16le'],
    output: '-',
  }
  try {
    await runFfmpeg(call, { binary, signal, sink, feed: async (stdin) => void stdin.write(audio) })
  } catch (cause) {
    signal.throwIfAborted()
    throw new TransientError('the voice is not audio that can be decoded', { cause })
  }
  const bytes = Buffer.concat(heard)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)))
}
