import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sqlite3 from 'sqlite3'
import { UserError } from './errors.ts'

/** A held lock; the operating system gives it back when the process dies, however it dies. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * Makes this process the only one to hold `path`, on this machine. Throws UserError `locked` with the holder's pid while
 * another process, or another part of this one, holds it. Leaves `path.lock` beside the folder, for good.
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // SQLite is the door to the system's file locks, which Node has none for. They die with their holder, so there is no
  // stale lock to recognise, no reused pid and no clock to trust.
  const database = await openLockFile(`${path}.lock`)
  const holder = `${path}.holder`
  try {
    await exec(database, 'pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    await close(database)
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    const pid = await readFile(holder, 'utf8').catch(() => 'unknown')
    throw new UserError('locked', `${path} is in use by process ${pid}. Stop that one first, or give this one another DATA_DIR.`, {
      cause: error,
    })
  }
  await writeFile(holder, String(process.pid), { mode: 0o600 })
  let held = true
  return {
    async release() {
      if (!held) return
      held = false
      await rm(holder, { force: true })
      await close(database)
    },
  }
}

function openLockFile(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(database)))
    database.configure('busyTimeout', 0)
  })
}

function exec(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.exec(sql, (error) => (error ? reject(error) : resolve())))
}

function close(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())))
}
