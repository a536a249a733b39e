import { type documentCodes, UserError } from '../../lib/errors.ts'

/** Why a document was refused, as DESIGN section 9 words it. */
export type DocumentCode = (typeof documentCodes)[number]

const sentences: Record<DocumentCode, string> = {
  unsupported: 'I can’t read this kind of file. Send a PDF, EPUB, MOBI, AZW3, DOCX, DOC, ODT, RTF, PPTX, FB2, HTML, Markdown or text file.',
  'wrong-type': 'What is inside this file is not what its name says. Save it again in its own program, then send that copy.',
  'too-large': 'This file is larger than I can read. Send a part of it, for instance one chapter.',
  'too-short': 'There are only a few words in this file. Send one with at least a paragraph.',
  empty: 'There is no text in this file. Check that it was saved completely, then send it again.',
  corrupt: 'This file is damaged or was cut off on its way. Download or export it again, then send the new copy.',
  unsafe: 'This file tries to do something a document shouldn’t. Print it to PDF, then send that copy.',
  password: 'This file is locked with a password. Give me the password, or send a copy without one.',
  drm: 'This book is copy-protected, so I can’t open it. Send an edition without DRM.',
  'no-text': 'This file holds pictures of pages, with no text in it. Run it through a text recogniser (OCR), then send that copy.',
  timeout: 'Reading this file took too long. Send a smaller part of it, or print it to PDF again.',
}

/** Refusals of a locked file beyond the usual one: a password that isn't its own, and a lock that none of our readers opens. */
export const WRONG_PASSWORD = 'That password doesn’t open this file. Check it and try again.'
export const OTHER_LOCK = 'This file is locked in a way I can’t open, even with its password. Save a copy without one, then send that.'

/** A refusal with its code and a sentence fit for a chat; `message` where there is something more exact to say. */
export function refusal(code: DocumentCode, message: string = sentences[code], options?: ErrorOptions): UserError {
  return new UserError(code, message, options)
}
