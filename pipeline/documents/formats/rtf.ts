import type { Format } from '../format.ts'
import { readRtf } from '../rtf/read-rtf.ts'

/** Rich Text Format, with the code pages and fonts of any language. */
export const rtf: Format = {
  name: 'rtf',
  label: 'RTF',
  extensions: ['rtf'],
  sniff: ({ head }) => /^\s*\{\\rtf/.test(head),
  async read(bytes) {
    return { pages: 0, ...readRtf(bytes) }
  },
}
