import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { UserError } from '../lib/errors.ts'
import { createApprovals } from './approvals.ts'
import { createBlobs } from './blobs.ts'
import { createCalls } from './calls.ts'
import { explainOpening } from './database-errors.ts'
import { createInbox } from './inbox.ts'
import { createMemory } from './memory.ts'
import { openSqlite } from './open-sqlite.ts'
import { ownFolder } from './own-folder.ts'
import { createPreferences } from './preferences.ts'
import { createProjects } from './projects.ts'
import { createRevisions } from './revisions.ts'
import { createRuns } from './runs.ts'
import { createStepCache } from './step-cache.ts'
import type { Store } from './store.ts'
import { createSweep } from './sweep.ts'
import { createUsage } from './usage.ts'

export interface StoreOptions {
  /** Holds the blobs, and the records where there is no `databaseUrl`; made where it is missing. */
  dataDir: string
  /** `postgres://…`; left out, the records are `dataDir/docreel.sqlite`. */
  databaseUrl?: string | undefined
  log: Logger
}

/**
 * Opens everything that is remembered and brings its schema up to date. Throws UserError `locked`, `corrupt`, `no-space`
 * or `settings` with a next step where that can't be done.
 */
export async function openStore({ dataDir, databaseUrl, log }: StoreOptions): Promise<Store> {
  const incoming = await makeFolders(dataDir).catch((error) => explainOpening(error, dataDir))
  try {
    const records = await openRecords(dataDir, databaseUrl, log)
    return {
      runs: createRuns(records),
      projects: createProjects(records),
      revisions: createRevisions(records),
      approvals: createApprovals(records),
      inbox: createInbox(records),
      preferences: createPreferences(records),
      memoryOf: (platform) => createMemory(records, platform),
      calls: createCalls(records),
      cache: createStepCache(records),
      cacheFor: (project) => createStepCache(records, project),
      blobs: createBlobs({ dataDir, incoming: incoming.path, log }),
      usage: createUsage(records),
      sweep: createSweep({ records, dataDir, incoming: incoming.path }),
      async close() {
        await records.close()
        await incoming.release()
      },
    }
  } catch (error) {
    await incoming.release()
    throw error
  }
}

async function makeFolders(dataDir: string) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return ownFolder(join(dataDir, 'incoming'))
}

async function openRecords(dataDir: string, databaseUrl: string | undefined, log: Logger) {
  if (databaseUrl === undefined) return openSqlite(join(dataDir, 'docreel.sqlite'))
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return (await import('./open-postgres.ts')).openPostgres(databaseUrl, log)
  throw new UserError('settings', 'DATABASE_URL must begin with postgres://, or be left out for SQLite.')
}
