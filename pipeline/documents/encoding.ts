import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** Bytes as text: byte order mark, then UTF-8, UTF-16 by its zeros, `declared`, and at last detection by frequency. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const mark = markOf(bytes)
  if (mark !== undefined) return iconv.decode(Buffer.from(bytes), mark)
  // Escapes to Japanese: seven bits, so that UTF-8 would take it.
  if (Buffer.from(bytes.subarray(0, 4_096)).includes('\x1b$B', 0, 'latin1')) return new TextDecoder('iso-2022-jp').decode(bytes)
  const wide = wideOf(bytes)
  if (wide !== undefined) return iconv.decode(Buffer.from(bytes), wide)
  try {
    // A file or sample that ends inside a character is UTF-8 still.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    if (declared !== undefined && !/^utf-?8$/i.test(declared) && iconv.encodingExists(declared))
      return iconv.decode(Buffer.from(bytes), declared)
    return iconv.decode(Buffer.from(bytes), wideCjk(bytes) ?? rareOf(bytes) ?? guess(bytes))
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

// ASCII letters, spaces and line ends leave zeros on one side only.
function wideOf(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4_096)
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = sample.length / 50
  if (odd > enough && even * 10 < odd) return 'utf-16le'
  if (even > enough && odd * 10 < even) return 'utf-16be'
  return undefined
}

// Chinese and Japanese in UTF-16 have hardly a zero; but as UTF-16 they make sense, and nothing else does.
function wideCjk(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 === 1) return undefined
  return ['utf-16le', 'utf-16be'].find((encoding) => {
    const text = iconv.decode(Buffer.from(bytes.subarray(0, 4_096)), encoding)
    const known = text.match(/[\t\n\r\x20-\x7e\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0
    const marks = text.match(/[\n \u3001\u3002\uff0c]/g)?.length ?? 0
    return known > text.length * 0.97 && marks > text.length * 0.01
  })
}

// What the detector doesn't know: Russian of DOS, and Thai, whose vowel marks stand on consonants.
function rareOf(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 16_384)
  const high = sample.filter((byte) => byte >= 0x80)
  const share = (list: Uint8Array, is: (byte: number) => boolean) => list.filter(is).length / Math.max(1, list.length)
  const low = (byte: number) => byte >= 0xa0 && byte <= 0xaf
  if (share(high, (byte) => byte <= 0xaf || (byte >= 0xe0 && byte <= 0xf1)) > 0.99 && share(high, low) > 0.4) return 'cp866'
  const mark = (byte: number) => byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee)
  const under = sample.filter((_, at) => mark(sample[at + 1] ?? 0))
  const consonant = (byte: number) => (byte >= 0xa1 && byte <= 0xce) || mark(byte)
  // Two bytes a character make runs of even length.
  const runs =
    Buffer.from(sample)
      .toString('latin1')
      .match(/[\x80-\xff]+/g) ?? []
  const odd = runs.filter((run) => run.length % 2 === 1).length > runs.length * 0.2
  return odd && share(high, mark) > 0.1 && share(under, consonant) > 0.97 && share(high, (byte) => byte >= 0xa1 && byte <= 0xfb) > 0.99
    ? 'windows-874'
    : undefined
}

// What Windows writes where ISO 8859 has control characters; and a KOI8 that has Ukrainian letters too.
const WIDER: Record<string, string> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'ISO-8859-5': 'windows-1251',
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-8': 'windows-1255',
  'ISO-8859-9': 'windows-1254',
}

function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 64 * 1024)
  const names = analyse(sample).map(({ name }) => name)
  const name = names.find((name) => iconv.encodingExists(name) && !/^utf/i.test(name)) ?? 'windows-1252'
  if (name === 'KOI8-R') return 'koi8-u'
  return sample.some((byte) => byte >= 0x80 && byte <= 0x9f) ? (WIDER[name] ?? name) : name
}

/** The encoding that an XML head or an HTML meta element names. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')
  return /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(head)?.[1] ?? /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(head)?.[1]
}
