import { refusal } from '../refusal.ts'

const RECORD_LIMIT = 65_536
const DEPTH_LIMIT = 32

/** PalmDOC compression: literals, a space with a letter, and copies of what came before in the same record. */
export function unpackPalm(data: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < data.length && out.length < RECORD_LIMIT; ) {
    const byte = data[at++] ?? 0
    if (byte >= 0xc0) out.push(0x20, byte ^ 0x80)
    else if (byte >= 0x80) {
      const pair = (byte << 8) | (data[at++] ?? 0)
      const distance = (pair >> 3) & 0x7ff
      if (distance === 0 || distance > out.length) throw refusal('corrupt')
      for (let count = (pair & 7) + 3; count > 0; count--) out.push(out[out.length - distance] ?? 0)
    } else if (byte >= 1 && byte <= 8) {
      for (let count = byte; count > 0 && at < data.length; count--) out.push(data[at++] ?? 0)
    } else out.push(byte)
  }
  return Uint8Array.from(out)
}

/** HUFF/CDIC compression: Huffman codes that stand for phrases of a dictionary, themselves compressed. */
export function huffUnpacker(huff: Uint8Array, dictionaries: Uint8Array[]): (data: Uint8Array) => Uint8Array {
  const view = new DataView(huff.buffer, huff.byteOffset, huff.byteLength)
  const [cacheAt, baseAt] = [view.getUint32(8), view.getUint32(12)]
  const quick = Array.from({ length: 256 }, (_, index) => {
    const entry = view.getUint32(cacheAt + index * 4)
    const length = entry & 0x1f
    return { length, final: (entry & 0x80) !== 0, highest: (((entry >>> 8) + 1) * 2 ** (32 - length) - 1) >>> 0 }
  })
  const lowest: number[] = [0]
  const highest: number[] = [0]
  for (let length = 1; length <= 32; length++) {
    lowest.push((view.getUint32(baseAt + (length - 1) * 8) * 2 ** (32 - length)) >>> 0)
    highest.push(((view.getUint32(baseAt + (length - 1) * 8 + 4) + 1) * 2 ** (32 - length) - 1) >>> 0)
  }
  const phrases: { bytes: Uint8Array; done: boolean }[] = []
  for (const record of dictionaries) {
    const cdic = new DataView(record.buffer, record.byteOffset, record.byteLength)
    const [total, bits] = [cdic.getUint32(8), cdic.getUint32(12)]
    const count = Math.min(2 ** bits, total - phrases.length)
    for (let index = 0; index < count; index++) {
      const place = 16 + cdic.getUint16(16 + index * 2)
      const size = cdic.getUint16(place)
      phrases.push({ bytes: record.subarray(place + 2, place + 2 + (size & 0x7fff)), done: (size & 0x8000) !== 0 })
    }
  }

  const unpack = (data: Uint8Array, depth: number): Uint8Array => {
    if (depth > DEPTH_LIMIT) throw refusal('corrupt')
    const parts: Uint8Array[] = []
    let size = 0
    const total = data.length * 8
    for (let bit = 0; bit < total; ) {
      const code = bitsAt(data, bit)
      const entry = quick[code >>> 24]
      if (entry === undefined || entry.length === 0) throw refusal('corrupt')
      let length = entry.length
      let top = entry.highest
      if (!entry.final) {
        while (length < 32 && code < (lowest[length] ?? 0)) length += 1
        top = highest[length] ?? 0
      }
      bit += length
      if (bit > total) break
      const phrase = phrases[Math.floor((top - code) / 2 ** (32 - length))]
      if (phrase === undefined) throw refusal('corrupt')
      if (!phrase.done) {
        phrase.bytes = unpack(phrase.bytes, depth + 1)
        phrase.done = true
      }
      parts.push(phrase.bytes)
      size += phrase.bytes.length
      if (size > RECORD_LIMIT) throw refusal('corrupt')
    }
    return Buffer.concat(parts)
  }
  return (data) => unpack(data, 0)
}

function bitsAt(data: Uint8Array, bit: number): number {
  const at = bit >> 3
  const shift = bit & 7
  const byte = (index: number) => data[at + index] ?? 0
  const word = ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0
  return shift === 0 ? word : ((word << shift) | (byte(4) >>> (8 - shift))) >>> 0
}
