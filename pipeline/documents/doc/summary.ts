import iconv from 'iconv-lite'
import { codePageEncoding } from '../rtf/charset.ts'

const TITLE = 2
const AUTHOR = 4

/** Title and author from a `\x05SummaryInformation` stream; empty where it is missing or odd. */
export function readSummary(bytes: Uint8Array | undefined): { title: string; author: string } {
  const about = { title: '', author: '' }
  if (bytes === undefined || bytes.length < 56) return about
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const section = view.getUint32(44, true)
    const count = Math.min(100, view.getUint32(section + 4, true))
    const places = new Map(
      Array.from({ length: count }, (_, index) => [
        view.getUint32(section + 8 + index * 8, true),
        section + view.getUint32(section + 12 + index * 8, true),
      ]),
    )
    const pageAt = places.get(1)
    const page = pageAt === undefined ? 1252 : view.getUint16(pageAt + 4, true)
    const text = (id: number) => {
      const at = places.get(id)
      if (at === undefined || view.getUint32(at, true) !== 30) return ''
      const raw = Buffer.from(bytes.subarray(at + 8, at + 8 + Math.min(1_000, view.getUint32(at + 4, true))))
      return iconv.decode(raw, page === 1200 ? 'utf-16le' : codePageEncoding(page)).replace(/\0.*$/s, '')
    }
    return { title: text(TITLE), author: text(AUTHOR) }
  } catch {
    return about
  }
}
