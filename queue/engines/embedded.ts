import { writeFileSync } from 'node:fs'
import { access, rename, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BackendClasses, createPostgresBackend, type IQueueBackend, runMigrations, withBackend } from 'bullmq'
import type { Logger } from 'pino'
import { UserError } from '../../lib/errors.ts'
import { lockFolder } from '../../lib/lock.ts'
import type { Connection } from './connection.ts'
import { openPglite, type PglitePool } from './pglite-pool.ts'

// The count is of whole rows, so that no index can answer in place of the table.
const READ_EVERY_TABLE = `do $$ declare one regclass; begin
  for one in select oid from pg_class where relkind = 'r' loop execute format('select count(t) from %s t', one); end loop;
end $$`

/** What an empty queue takes on the disk. */
const ROOM = 40_000_000

/**
 * The queue in a folder, for one process: BullMQ's Postgres backend on PGlite. Throws UserError `locked` while another process has it, `no-space` on a full disk. A
 * folder that cannot be read is set aside under another name and begun anew, since the records can rebuild any queue.
 */
export async function openEmbedded(folder: string, log: Logger): Promise<Connection> {
  const lock = await lockFolder(folder)
  try {
    const damaged = `${folder}.damaged`
    if (await exists(damaged)) await setAside(folder, damaged, log)
    let atWork = false
    const onBroken = (err: Error) => {
      log.error({ err }, 'the embedded queue is damaged; the next start sets it aside')
      writeFileSync(damaged, `${err.message}\n`)
      // Without its queue this process would only look alive.
      if (atWork) {
        setImmediate(() => {
          throw err
        })
      }
    }
    const pool = await open(folder, onBroken).catch(async (err) => {
      log.error({ err }, 'the embedded queue cannot be opened')
      if (await isFull(dirname(folder)))
        throw new UserError('no-space', `The disk of ${folder} is full. Free some space, then start again.`)
      await setAside(folder, damaged, log)
      return open(folder, onBroken)
    })
    atWork = true
    return {
      kind: 'embedded',
      classes: withBackend(createPostgresBackend) as unknown as BackendClasses<IQueueBackend, unknown>,
      connection: pool,
      ping: async () => void (await pool.query('select 1')),
      async close() {
        await pool.end()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function open(folder: string, onBroken: (reason: Error) => void): Promise<PglitePool> {
  const pool = await openPglite(folder, onBroken)
  try {
    await runMigrations(await pool.connect())
    await pool.query('set search_path to bullmq')
    // Read all that is there: better to find the damage now than in the middle of a film.
    await pool.query(READ_EVERY_TABLE)
    // Whoever held these is dead, or we would not have the lock: hand their jobs out at once instead of waiting for time to tell.
    await pool.query(`update job set locked_until_ms = 0, stalled_marked = true where state = 'active'`)
    await pool.query(`delete from meta where field = 'stalled-check'`)
    return pool
  } catch (error) {
    await pool.end().catch(() => undefined)
    throw error
  }
}

async function setAside(folder: string, damaged: string, log: Logger): Promise<void> {
  const name = `${folder}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  if (await exists(folder)) await rename(folder, name)
  if (await exists(damaged)) await rename(damaged, join(name, 'reason.txt'))
  log.warn({ kept: name }, 'the queue was damaged: it is kept aside and rebuilt from the records')
}

// PGlite doesn't tell what failed. On a full disk a fresh queue would fail just as well, and the sound one would be set aside.
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < ROOM
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
