import { isCompound, openCompound } from './doc/compound.ts'
import type { Format, Probe } from './format.ts'
import { formats } from './formats.ts'
import type { Limits } from './limits.ts'
import { refusal } from './refusal.ts'
import { openArchive } from './zip.ts'

const TEXTUAL = new Set(['txt', 'markdown', 'html'])
// Word saved pages as HTML under the name .doc, and still does.
const HTML_NAMES = new Set(['doc', 'xls', 'htm', 'html', 'xhtml', 'txt', 'md', ''])
const TABLES = new Set(['csv', 'tsv', 'xls', 'xlsx', 'ods'])

/**
 * The format of a file by its content; the name only settles what kind of text a text is, and whether the file was
 * mislabelled. Throws UserError `empty`, `wrong-type`, `unsupported`, `corrupt`, `unsafe`, `too-large`, `password` or `drm`.
 */
export async function sniff(bytes: Uint8Array, extension: string, limits: Limits): Promise<Format> {
  if (bytes.length === 0) throw refusal('empty')
  const probe = await probeOf(bytes, extension, limits)
  const found = formats.find((format) => format.sniff(probe))
  const named = formats.find((format) => format.extensions.includes(extension))
  if (found === undefined) throw await unknown(bytes, extension, named)
  if (found.name === 'txt' && TABLES.has(extension)) throw refusal('unsupported', tableSentence)
  if (TEXTUAL.has(found.name) && named !== undefined && !TEXTUAL.has(named.name) && !(found.name === 'html' && HTML_NAMES.has(extension))) {
    throw refusal(
      'wrong-type',
      `This file is named .${extension} but holds ${found.label === 'text' ? 'plain text' : found.label}. Rename it, or export it again as ${named.label}.`,
    )
  }
  return found
}

const tableSentence = 'A spreadsheet has no text to tell. Send the report that explains it as PDF, DOCX or text.'

async function probeOf(bytes: Uint8Array, extension: string, limits: Limits): Promise<Probe> {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')
  const zip = head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')
  const names = zip ? (await openArchive(bytes, limits)).names : isCompound(head) ? openCompound(bytes).names : []
  return { bytes, extension, head, entries: new Set(names) }
}

async function unknown(bytes: Uint8Array, extension: string, named: Format | undefined): Promise<Error> {
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes.subarray(0, 65_536)).catch(() => undefined)
  const inside = type === undefined ? 'something else' : `a file of type ${type.ext.toUpperCase()}`
  if (named !== undefined)
    return refusal(
      'wrong-type',
      `This file is named .${extension} but holds ${inside}. Export it again as ${named.label}, then send that copy.`,
    )
  if (/^(?:xlsx|ods|xls)$/.test(type?.ext ?? '')) return refusal('unsupported', tableSentence)
  return refusal('unsupported')
}
