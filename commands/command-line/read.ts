import { readDocument } from '../../pipeline/documents/read.ts'
import type { Document } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import { readableFile } from './readable-file.ts'

export interface ReadCommand {
  file: string
  /** The Document as JSON in place of plain text. */
  json?: boolean | undefined
  /** "3-5" */
  chapters?: string | undefined
  password?: string | undefined
  signal: AbortSignal
  /** Where figures are kept; left out, the Document has none. */
  blobs?: Pick<Blobs, 'put'> | undefined
}

/** The words behind `npm run read`: what to print on standard output. Throws UserError. */
export async function readCommand({ file, json, chapters, password, signal, blobs }: ReadCommand): Promise<string> {
  const keep = blobs === undefined ? undefined : (bytes: Uint8Array) => blobs.put(bytes)
  const { document } = await readDocument({ path: await readableFile(file), filename: file, chapters, password, signal, keep })
  return json === true ? `${JSON.stringify(document, null, 2)}\n` : plainText(document)
}

/** A Document as plain text in reading order, a blank line between paragraphs. */
export function plainText({ title, author, sections }: Document): string {
  const blocks = sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)])
  const opening = blocks.find((block) => block !== '') === title ? [] : [title, author ?? '']
  return `${[...opening, ...blocks].filter((block) => block !== '').join('\n\n')}\n`
}
