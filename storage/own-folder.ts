import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../lib/ids.ts'
import { lockFolder } from '../lib/lock.ts'

/** A folder for this process's unfinished files. */
export interface OwnFolder {
  readonly path: string
  /** Removes it with everything in it. */
  release(): Promise<void>
}

/**
 * Makes a folder of this process's own under `parent`, readable by this user alone, after removing those whose process is
 * gone.
 */
export async function ownFolder(parent: string): Promise<OwnFolder> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  await removeOrphans(parent)
  for (;;) {
    const path = join(parent, newId())
    const lock = await lockFolder(path)
    // A sweep that came between making the lock file and locking it has removed it: the lock would then guard nothing.
    if (!existsSync(`${path}.lock`)) {
      await lock.release()
      continue
    }
    await mkdir(path, { mode: 0o700 })
    return {
      path,
      async release() {
        await rm(path, { recursive: true, force: true })
        await rm(`${path}.lock`, { force: true })
        await lock.release()
      },
    }
  }
}

/** Removes those under `parent` whose process is gone. */
export async function removeOrphans(parent: string): Promise<void> {
  const names = new Set((await readdir(parent)).map((name) => name.replace(/\..*$/, '')))
  for (const name of names) {
    const path = join(parent, name)
    try {
      const lock = await lockFolder(path)
      await rm(path, { recursive: true, force: true })
      await rm(`${path}.lock`, { force: true })
      await lock.release()
    } catch {
      // Held by a living process.
    }
  }
}
