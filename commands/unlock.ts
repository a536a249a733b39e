import { newId } from '../lib/ids.ts'
import { readDocument } from '../pipeline/documents/read.ts'
import type { FilmRequest } from '../pipeline/film-request.ts'
import { keyOf } from '../pipeline/runner.ts'
import type { Services } from '../pipeline/services.ts'
import { extract } from '../pipeline/steps/extract.ts'
import type { Store } from '../storage/store.ts'

export interface UnlockOptions {
  request: Pick<FilmRequest, 'source' | 'filename'>
  password: string
  project: string
  store: Store
  services: Services
  signal: AbortSignal
}

/**
 * Reads a locked document ahead of its run, and keeps what it says as that step's result; returns the name it is kept under, for
 * the request. The password goes to the parser and nowhere else. Throws as `readDocument` does.
 */
export async function unlock({
  request: { source, filename },
  password,
  project,
  store,
  services,
  signal,
}: UnlockOptions): Promise<string> {
  const started = performance.now()
  const path = await store.blobs.path(source)
  const { document } = await readDocument({ path, filename, password, signal, keep: (bytes) => store.blobs.put(bytes) })
  const unlocked = newId()
  const key = keyOf(extract, extract.input.parse({ source, filename, unlocked }), services)
  await store.cacheFor(project).save(key, extract.name, document, Math.round(performance.now() - started))
  return unlocked
}
