import type { z } from 'zod'
import type { FileRef } from '../chat.ts'
import type { Attachment } from './wire.ts'

/** A file somebody posted; its address is all that fetching needs. */
export function fileOf({ url, filename, title, size }: z.infer<typeof Attachment>): FileRef {
  const ending = /\.[^.]+$/.exec(filename)?.[0] ?? ''
  // Discord strips letters it does not like from the name and keeps the rest of it as the title, without the ending.
  const name = title ? `${title}${title.toLowerCase().endsWith(ending.toLowerCase()) ? '' : ending}` : filename
  return { id: url, name: name.replace(SPOILER, ''), bytes: size, ...(SPOILER.test(filename) ? { hidden: true } : {}) }
}

/** How Discord marks a file that people cover before they post it. */
const SPOILER = /^SPOILER_/
