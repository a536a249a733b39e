import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import { effect } from '../lib/effect.ts'
import { newId } from '../lib/ids.ts'
import { blobFile, blobFolder, damagedFolder } from './blob-files.ts'
import type { Records } from './records.ts'
import { isLiving, neededBlobs } from './references.ts'
import type { RunState, Store, Swept } from './store.ts'
import type { Tables } from './tables.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FINAL: RunState[] = ['done', 'failed', 'cancelled']
const RETENTION = { sourcesMs: DAY_MS, intermediatesMs: 7 * DAY_MS, filmsMs: 30 * DAY_MS }

/** A blob that was stored or checked this recently may be about to be named by a record. */
const GRACE_MS = HOUR_MS

/** Makes `Store.sweep`; `incoming` is where a blob lies while it is decided on. */
export function createSweep({ records, dataDir, incoming }: { records: Records; dataDir: string; incoming: string }): Store['sweep'] {
  return async ({ now, keep }) => {
    const { sourcesMs, intermediatesMs, filmsMs } = { ...RETENTION, ...keep }
    const cutoffs = { sources: now - sourcesMs, films: now - filmsMs }
    const results = await forget(records, { ...cutoffs, intermediates: now - intermediatesMs }, now)
    const needed = await records.read((db) => neededBlobs(db, cutoffs))
    const swept: Swept = { results, blobs: 0, bytes: 0 }
    for (const id of await storedBlobs(dataDir)) {
      if (needed.has(id)) continue
      const bytes = await removeUnlessFresh(blobFile(dataDir, id), now - GRACE_MS, incoming)
      if (bytes === undefined) continue
      swept.blobs++
      swept.bytes += bytes
    }
    await removeDamaged(damagedFolder(dataDir), cutoffs.films)
    return swept
  }
}

// The cost of a paid call stays when its answer goes.
function forget({ write }: Records, { intermediates, films }: { intermediates: number; films: number }, now: number): Promise<number> {
  return write('sweep.records', async (db) => {
    await db.updateTable('calls').set({ answer: null }).where('at', '<', films).execute()
    await db.deleteFrom('inbox').where('at', '<', films).execute()
    await db
      .deleteFrom('leases')
      .where('expires_at', '<', now - DAY_MS)
      .execute()
    await forgetRemoved(db)
    const living = db.selectFrom('runs').select('project').where(isLiving(films))
    const inUse = db.selectFrom('uses').select('key').where('project_id', 'in', living)
    const unused = db.deleteFrom('results').where('used_at', '<', intermediates).where('key', 'not in', inUse)
    return Number((await unused.executeTakeFirst()).numDeletedRows)
  })
}

// A run that is still at work keeps its project until a later sweep.
async function forgetRemoved(db: Transaction<Tables>): Promise<void> {
  const removed = db.selectFrom('projects').select('id').where('removed_at', 'is not', null)
  const runs = db.selectFrom('runs').select('id').where('project', 'in', removed).where('state', 'in', FINAL)
  await db.updateTable('calls').set({ answer: null }).where('run_id', 'in', runs).execute()
  await db.deleteFrom('uses').where('project_id', 'in', removed).execute()
  await db.deleteFrom('runs').where('project', 'in', removed).where('state', 'in', FINAL).execute()
  await db
    .deleteFrom('projects')
    .where('removed_at', 'is not', null)
    .where('id', 'not in', db.selectFrom('runs').select('project'))
    .execute()
}

// Whoever stores or checks a blob touches it. Out of the way first, then a second look: a touch that came before the move
// is seen, and whoever comes after it finds no blob and makes it anew.
async function removeUnlessFresh(file: string, freshSince: number, incoming: string): Promise<number | undefined> {
  try {
    if ((await stat(file)).mtimeMs >= freshSince) return undefined
    const aside = join(incoming, newId())
    return await effect('sweep.blob', async () => {
      await rename(file, aside)
      const { mtimeMs, size } = await stat(aside)
      if (mtimeMs >= freshSince) {
        await rename(aside, file)
        return undefined
      }
      await rm(aside)
      return size
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function storedBlobs(dataDir: string): Promise<string[]> {
  const folders = await readdir(blobFolder(dataDir)).catch(() => [])
  const names = await Promise.all(folders.map((folder) => readdir(join(blobFolder(dataDir), folder)).catch(() => [])))
  return names.flat().flatMap((name) => (/^[0-9a-f]{64}$/.test(name) ? [`blob:${name}`] : []))
}

async function removeDamaged(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name)
    if ((await stat(file)).ctimeMs < before) await rm(file, { force: true })
  }
}
