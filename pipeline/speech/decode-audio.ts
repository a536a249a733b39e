import { spawn } from 'node:child_process'
import { TransientError } from '../../lib/errors.ts'

/** The rate of every voice in the pipeline, in Hz. */
export const VOICE_RATE = 48_000

/** Decodes whatever ffmpeg reads to 16-bit mono samples at 48 kHz; the same bytes in give the same samples out. Throws TransientError on damaged audio. */
export async function decodeAudio(audio: Uint8Array, ffmpeg: string, signal: AbortSignal): Promise<Int16Array> {
  const args = ['-v', 'error', '-nostdin', '-i', 'pipe:0', '-vn', '-ac', '1', '-ar', `${VOICE_RATE}`, '-bitexact', '-f', 's16le', 'pipe:1']
  const child = spawn(ffmpeg, args, { signal, stdio: ['pipe', 'pipe', 'pipe'] })
  const heard: Buffer[] = []
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => heard.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000)
  })
  // A decoder that has read enough closes its end first; its exit code tells what matters.
  child.stdin.on('error', () => {})
  child.stdin.end(audio)
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new TransientError('the voice is not audio that can be decoded', { cause: new Error(said) })
  const bytes = Buffer.concat(heard)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)))
}
