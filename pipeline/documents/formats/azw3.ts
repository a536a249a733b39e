import type { Format } from '../format.ts'
import { isPalmBook } from '../mobi/palm.ts'
import { readMobi } from '../mobi/read-mobi.ts'

/** Kindle books of format 8 alone. */
export const azw3: Format = {
  name: 'azw3',
  label: 'AZW3',
  extensions: ['azw3', 'azw'],
  sniff: ({ head, bytes }) => isPalmBook(head) && versionOf(bytes) === 8,
  async read(bytes, options) {
    return readMobi(bytes, options)
  },
}

function versionOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = bytes.length < 86 ? bytes.length : view.getUint32(78)
  return first + 40 <= bytes.length ? view.getUint32(first + 36) : 0
}
