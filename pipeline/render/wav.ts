import { readFile } from 'node:fs/promises'

/** The samples of a 48 kHz, mono, 16-bit WAV, the shape every narration has. */
export async function readVoice(path: string): Promise<Int16Array> {
  const bytes = await readFile(path)
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, size] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4)]
    if (name === 'fmt ') {
      const [channels, rate, bits] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 12), bytes.readUInt16LE(at + 22)]
      if (channels !== 1 || rate !== 48_000 || bits !== 16)
        throw new Error(`a narration must be 48 kHz mono 16 bit, not ${rate}/${channels}/${bits}`)
    }
    if (name === 'data') {
      const [from, whole] = [bytes.byteOffset + at + 8, Math.min(size, bytes.length - at - 8) & ~1]
      // Samples need an even address.
      return from % 2 === 0 ? new Int16Array(bytes.buffer, from, whole / 2) : new Int16Array(bytes.buffer.slice(from, from + whole))
    }
    at += 8 + size + (size & 1)
  }
  throw new Error('a narration is no WAV')
}

/** The head of a 48 kHz, stereo, 16-bit WAV of so many samples a channel. */
export function stereoHeader(samples: number): Buffer {
  const head = Buffer.alloc(44)
  const bytes = samples * 4
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(2, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(48_000 * 4, 28)
  head.writeUInt16LE(4, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}
