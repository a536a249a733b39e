import { refusal } from '../refusal.ts'

/** The records of a Palm database, in order. */
export interface Palm {
  records: Uint8Array[]
}

/** True for the first bytes of a Mobipocket, Kindle or old PalmDOC book. */
export function isPalmBook(head: string): boolean {
  return /^(?:BOOKMOBI|TEXtREAd)/.test(head.slice(60, 68))
}

/** Cuts a Palm database into its records. Throws UserError `corrupt` where they leave the file. */
export function openPalm(bytes: Uint8Array): Palm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 86) throw refusal('corrupt')
  const count = view.getUint16(76)
  if (count === 0 || 78 + count * 8 > bytes.length) throw refusal('corrupt')
  const starts = Array.from({ length: count }, (_, index) => view.getUint32(78 + index * 8))
  starts.push(bytes.length)
  return {
    records: starts.slice(0, -1).map((start, index) => {
      const end = starts[index + 1] ?? bytes.length
      if (start > end || end > bytes.length) throw refusal('corrupt')
      return bytes.subarray(start, end)
    }),
  }
}
