import { AttachmentFlags } from 'discord.js'
import type { z } from 'zod'
import type { FileRef } from '../chat.ts'
import type { Attachment } from './wire.ts'

/** A file somebody posted; its address is all that fetching needs. */
export function fileOf({ url, filename, title, size, flags }: z.infer<typeof Attachment>): FileRef {
  const ending = /\.[^.]+$/.exec(filename)?.[0] ?? ''
  // Discord strips letters it does not like from the name and keeps the rest of it as the title, without the ending.
  const name = title ? `${title}${title.toLowerCase().endsWith(ending.toLowerCase()) ? '' : ending}` : filename
  const hidden = SPOILER.test(filename) || (flags & AttachmentFlags.IsSpoiler) !== 0
  return { id: url, name: name.replace(SPOILER, ''), bytes: size, ...(hidden ? { hidden } : {}) }
}

/** How older apps mark a file that people cover before they post it; newer ones set a flag. */
const SPOILER = /^SPOILER_/
