import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../storage/open-store.ts'
import { hasPostgres, startPostgres } from '../servers/postgres.ts'
import type { Server } from '../servers/server.ts'
import { quiet } from './quiet.ts'
import { acceptFor } from './sample.ts'
import { withFolder } from './with-folder.ts'

describe.skipIf(!hasPostgres())('Postgres that goes away', () => {
  let server: Server
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('is a transient failure while it is down, and no loss when it is back', async () => {
    await withFolder(async (dataDir) => {
      const store = await openStore({ dataDir, databaseUrl: server.url, log: quiet })
      const id = await acceptFor(store, 'ann')
      await server.crash()
      const transient = { name: 'TransientError' }
      await expect(store.runs.get(id)).rejects.toMatchObject(transient)
      await expect(store.runs.move(id, ['waiting'], 'queued')).rejects.toMatchObject(transient)
      await server.restart()
      expect(await store.runs.move(id, ['waiting'], 'queued')).toBe(true)
      expect(await store.runs.get(id)).toMatchObject({ state: 'queued', version: 2 })
      await store.close()
    })
  })

  it('that freezes makes writes wait, and keeps their order', async () => {
    await withFolder(async (dataDir) => {
      const store = await openStore({ dataDir, databaseUrl: server.url, log: quiet })
      const id = await acceptFor(store, 'ann')
      server.freeze()
      const moves = [store.runs.move(id, ['waiting'], 'queued'), store.runs.move(id, ['queued'], 'running')]
      const first = await Promise.race([...moves, new Promise((resolve) => setTimeout(() => resolve('waiting'), 300))])
      server.thaw()
      expect(first).toBe('waiting')
      expect(await Promise.all(moves)).toEqual([true, true])
      await store.close()
    })
  })
})
