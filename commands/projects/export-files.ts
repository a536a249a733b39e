import { filmOf } from '../../pipeline/film.ts'
import { blobsIn, NotMade } from '../../pipeline/runner.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'
import type { Revision } from '../../storage/project.ts'
import type { Run, Store } from '../../storage/store.ts'
import { fileName } from '../cards/card.ts'
import { onlyKept } from '../only-kept.ts'
import type { ExportedRevision } from './exported-project.ts'

export interface ExportFile {
  name: string
  blob: BlobId
}

/** What is kept of a revision, by the name it has in an export, and how many things are kept no more. */
export async function exportFiles(
  { revision, earlier, run }: { revision: Revision; earlier: readonly ExportedRevision[]; run: Run },
  { store, services }: { store: Store; services: Services },
): Promise<{ files: ExportFile[]; missing: number }> {
  const { board, settings } = revision
  const found: ExportFile[] = []
  let missing = 0
  const add = async (name: string, find: () => Promise<BlobId>) => {
    const blob = await find().catch((error: unknown) => {
      if (error instanceof NotMade) return undefined
      throw error
    })
    if (blob !== undefined && (await store.blobs.verify(blob))) found.push({ name, blob })
    else missing += 1
  }
  const parts = filmOf({ ...run.request, board, settings }, onlyKept({ store, services }))
  const digits = String(board.scenes.length).length
  for (const [index] of board.scenes.entries()) {
    const number = String(index + 1).padStart(Math.max(2, digits), '0')
    await add(`pictures/${number}.jpg`, async () => (await parts.picture(index)).image)
    await add(`voices/${number}.wav`, async () => (await parts.narration(index)).audio)
    await add(`clips/${number}.mp4`, async () => (await parts.clip(index)).video)
  }
  const { result, request } = run
  if (result !== undefined) {
    const { film, cover, covers = [], srt, vtt, ass } = result
    const entries = { 'film.mp4': film, 'cover.jpg': cover, 'captions.srt': srt, 'captions.vtt': vtt, 'captions.ass': ass }
    for (const [name, blob] of Object.entries(entries)) if (blob !== undefined) await add(name, async () => blob as BlobId)
    for (const { variant, image } of covers) await add(`covers/${variant}.jpg`, async () => image as BlobId)
  }
  // Figures, own pictures and the one a style goes by, without which the project can't go on elsewhere.
  for (const [index, blob] of [...new Set(blobsIn([board, earlier, settings]))].entries())
    await add(`assets/${index + 1}`, async () => blob)
  if (await store.blobs.verify(request.source)) found.push({ name: `document/${documentName(request.filename)}`, blob: request.source })
  return { files: found, missing }
}

function documentName(filename: string): string {
  const [, stem = filename, ending = ''] = /^(.+?)(\.[a-z0-9]{1,8})?$/is.exec(filename) ?? []
  return `${fileName(stem)}${ending.toLowerCase()}`
}
