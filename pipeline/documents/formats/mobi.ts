import type { Format } from '../format.ts'
import { isPalmBook } from '../mobi/palm.ts'
import { readMobi } from '../mobi/read-mobi.ts'

/** Mobipocket, old Kindle and PalmDOC books. */
export const mobi: Format = {
  name: 'mobi',
  label: 'MOBI',
  extensions: ['mobi', 'prc', 'pdb'],
  sniff: ({ head }) => isPalmBook(head),
  async read(bytes, options) {
    return readMobi(bytes, options)
  },
}
