import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UserError } from './errors.ts'
import { sqliteCode } from './sqlite.ts'

/** A held lock; the operating system gives it back when the process dies, however it dies. */
export interface FolderLock {
  release(): Promise<void>
}

/** A database that nobody refers to is closed by the garbage collector, and its lock is free. */
const held = new Set<DatabaseSync>()

/**
 * Makes this process the only one to hold `path`, on this machine. Throws UserError `locked` with the holder's pid while
 * another process, or another part of this one, holds it. Leaves `path.lock` beside the folder, for good.
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // SQLite is the door to the system's file locks, which Node has none for. They die with their holder, so there is no
  // stale lock to recognise, no reused pid and no clock to trust.
  const database = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  const holder = `${path}.holder`
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    database.close()
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error
    const pid = await readFile(holder, 'utf8').catch(() => 'unknown')
    throw new UserError('locked', `${path} is in use by process ${pid}. Stop that one first, or give this one another DATA_DIR.`, {
      cause: error,
    })
  }
  await writeFile(holder, String(process.pid), { mode: 0o600 })
  held.add(database)
  return {
    async release() {
      if (!held.delete(database)) return
      await rm(holder, { force: true })
      database.close()
    },
  }
}
