import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A real PNG of a quarter of the asked size, striped in colours that follow from the prompt. */
export function fakePng(prompt: string, size: string): Buffer {
  const [width = 256, height = 256] = size.split('x').map((side) => Math.max(16, Math.round(Number(side) / 4)))
  const colours = createHash('sha256').update(prompt).digest()
  const row = (y: number) => {
    const line = Buffer.alloc(1 + width * 3)
    for (let stripe = 0; stripe < 4; stripe++) {
      const at = ((stripe + Math.floor((y / height) * 3)) % 8) * 3
      line.fill(colours.subarray(at, at + 3), 1 + Math.round((stripe * width) / 4) * 3)
    }
    return line
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

const RATE = 16_000

/** A real WAV (16 kHz, mono, 16 bit): one beep a word, as long as somebody would take to say the text. */
export function fakeWav(text: string, speed: number): Buffer {
  const wide = text.match(/[\u3040-\u9fff\uac00-\ud7af]/g)?.length ?? 0
  const seconds = Math.max(0.4, (wide / 4.5 + (text.length - wide) / 15) / speed)
  const samples = Math.round(seconds * RATE)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  const pitch = 140 + (createHash('sha256').update(text).digest()[0] ?? 0) / 4
  for (let i = 0; i < samples; i++) {
    const beat = (i / RATE / 0.4) % 1
    const level = beat < 0.75 ? Math.sin((beat / 0.75) * Math.PI) : 0
    wav.writeInt16LE(Math.round(8_000 * level * Math.sin((2 * Math.PI * pitch * i) / RATE)), 44 + i * 2)
  }
  return wav
}
