import { cleanText } from '../../pipeline/documents/clean.ts'
import { RefusedEdit } from './refused-edit.ts'

/** Characters that one scene may speak; more is a scene of over a minute. */
export const LONGEST = 1_000

/** A person's words as a scene can have them, on one line. Throws RefusedEdit where there are none or too many. */
export function writtenWords(text: string): string {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim()
  if (clean === '') throw new RefusedEdit('edit.empty')
  if (clean.length > LONGEST) throw new RefusedEdit('edit.too-long', { most: LONGEST })
  return clean
}
