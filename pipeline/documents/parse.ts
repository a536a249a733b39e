import type { Document } from '../schema.ts'
import { chooseChapters } from './chapters.ts'
import { cleanText } from './clean.ts'
import { compose, type FoundFigure, sectionOf } from './compose.ts'
import type { RawDocument } from './format.ts'
import { encodeImage } from './image.ts'
import type { Jailed } from './jailed.ts'
import type { Limits } from './limits.ts'
import { refusal } from './refusal.ts'
import { sniff } from './sniff.ts'
import { unlockOffice } from './unlock-office.ts'
import type { Request } from './wire.ts'

/** Reads a file of any format: tells the document, then its figures. Throws UserError with one of `documentCodes`, and anything else for damage. */
export async function parse({ asked, bytes: given, limits, send }: Jailed<Request>): Promise<void> {
  const { extension, password, chapters, figures: wanted, recognised } = asked
  const bytes = await unlockOffice(given, password)
  const format = await sniff(bytes, extension, limits)
  const progress = (fraction: number) => send({ type: 'progress', fraction })
  const raw = await format.read(bytes, { extension, password, limits, progress, recognised })
  if (raw.scanned !== undefined) return send({ type: 'scan', pages: raw.scanned })
  const composed = await compose(raw, format.name)
  checkText(composed.document, limits, recognised !== undefined)
  const { document, figures } = chapters === undefined ? composed : chooseChapters(composed, chapters)
  send({ type: 'document', document })
  if (!wanted) return
  let sent = 0
  for await (const { image, ...figure } of placed(document, figures, raw)) {
    const encoded = await encodeImage(image, limits).catch(() => undefined)
    if (encoded === undefined) continue
    send({ type: 'figure', ...figure, width: encoded.width, height: encoded.height }, encoded.bytes)
    sent += 1
    if (sent >= limits.figures) break
  }
}

async function* placed(document: Omit<Document, 'figures'>, early: FoundFigure[], raw: RawDocument): AsyncGenerator<FoundFigure> {
  yield* early
  for await (const { image, caption, page, labels = [] } of raw.figures?.() ?? []) {
    const section = sectionOf(document, caption, page)
    if (section !== undefined)
      yield {
        image,
        caption: cleanText(caption),
        page,
        section,
        labels: labels.map((label) => ({ ...label, text: cleanText(label.text) })),
      }
  }
}

function checkText({ sections, pages }: Omit<Document, 'figures'>, limits: Limits, scanned: boolean): void {
  let characters = 0
  for (const { heading, paragraphs } of sections) {
    characters += heading.length
    for (const { text } of paragraphs) characters += text.length
  }
  // Pages without words are pictures of pages, and so are scans in which a few marks were taken for letters.
  if (characters < limits.leastCharacters && pages > 0 && (scanned || characters === 0)) throw refusal('no-text')
  if (characters === 0) throw refusal('empty')
  if (characters < limits.leastCharacters) throw refusal('too-short')
  if (characters > limits.characters) throw refusal('too-large')
}
