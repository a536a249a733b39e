import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'

/** What the main thread asks of this one: a statement, or the end. */
export type Ask = { id: number; sql: string; params: unknown[] | undefined } | { id: number; end: true }

/** What this thread tells. */
export type Tell =
  | { open: true }
  | { id: number; rows: unknown[]; rowCount: number }
  | { id: number; error: { message: string; code: string | undefined; detail: string | undefined } }
  | { channel: string; payload: string }

// A queue is small: Postgres's own 128 MB of buffers would only have to be laid out at every start.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

// PGlite settles its promises in microtasks and would starve the timers and sockets of the thread it runs in, so it has one to itself.
if (parentPort !== null) {
  const port = parentPort
  const tell = (message: Tell) => port.postMessage(message)
  const database = await open(workerData.folder)
  database.onNotification((channel, payload) => tell({ channel, payload }))

  port.on('message', async (ask: Ask) => {
    const { id } = ask
    try {
      if ('end' in ask) {
        await database.close()
        tell({ id, rows: [], rowCount: 0 })
        return port.close()
      }
      const result = ask.params === undefined ? (await database.exec(ask.sql)).at(-1) : await database.query(ask.sql, ask.params)
      tell({ id, rows: result?.rows ?? [], rowCount: result?.affectedRows ?? 0 })
    } catch (error) {
      const { message = String(error), code, detail } = error as { message?: string; code?: string; detail?: string }
      tell({ id, error: { message, code, detail } })
    }
  })
  tell({ open: true })
}

// An empty database unpacked takes a second; one made here, by Postgres's own initdb, takes ten.
async function open(folder: string): Promise<PGlite> {
  const exists = await access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
  return PGlite.create(folder, { startParams, ...(exists ? {} : { loadDataDir: await dataDir() }) })
}
