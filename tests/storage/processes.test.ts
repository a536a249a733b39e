import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../../storage/open-sqlite.ts'
import type { Store } from '../../storage/store.ts'
import { startChild } from './children/child.ts'
import { describeEngines } from './engines.ts'
import { checkFile } from './sqlite-file.ts'
import { withFolder } from './with-folder.ts'

// Starting processes is what takes long here, and a busy machine makes it longer.
vi.setConfig({ testTimeout: 180_000 })

async function whole(store: Store, ids: string[]): Promise<void> {
  for (const id of ids) {
    const run = await store.runs.get(id)
    const steps = await store.runs.steps(id)
    expect(steps).toHaveLength(2)
    expect(run?.version).toBe(3)
  }
  for (const run of await store.runs.list({})) {
    expect(run.version).toBe(1 + (await store.runs.steps(run.id)).length)
    expect(await store.inbox.seen('web', run.id)).toBe(true)
  }
}

describeEngines('several processes', (engine) => {
  it('open new records together and write at once, and nothing is lost', async () => {
    const { dataDir, databaseUrl, log } = await engine.options()
    const children = [1, 2, 3].map(() => startChild('write-runs', { dataDir, databaseUrl, count: 15 }))
    const ends = await Promise.all(children.map((child) => child.ended()))
    expect(ends).toEqual(Array(3).fill([0, null]))
    const ids = children.flatMap(({ said }) => said)
    expect(ids).toHaveLength(45)
    const store = await engine.open({ dataDir, databaseUrl, log })
    expect((await store.runs.list({})).map(({ id }) => id).sort()).toEqual([...ids].sort())
    await whole(store, ids)
  })

  it('may be killed at any moment: what was acknowledged is there, and nothing is there by half', async () => {
    const { dataDir, databaseUrl, log } = await engine.options()
    const acknowledged: string[] = []
    for (const lines of [1, 10]) {
      const [killed, living] = [1, 2].map(() => startChild('write-runs', { dataDir, databaseUrl, count: 1_000 }))
      await Promise.all([killed?.says(lines), living?.says(1)])
      expect(await killed?.ended('SIGKILL')).toEqual([null, 'SIGKILL'])
      // The one that lives is not held up by the other's death.
      await living?.says((living?.said.length ?? 0) + 3)
      await living?.ended('SIGKILL')
      acknowledged.push(...(killed?.said ?? []), ...(living?.said ?? []))
    }
    const store = await engine.open({ dataDir, databaseUrl, log })
    await whole(store, acknowledged)
    if (databaseUrl === undefined) expect(await checkFile(join(dataDir, 'docreel.sqlite'))).toEqual({ integrity: ['ok'], foreignKeys: [] })
  })
})

describeEngines('a store', (engine) => {
  it('removes what a dead process left unfinished, and leaves a living one’s', async () => {
    const { dataDir, databaseUrl, log } = await engine.options()
    const living = await engine.open({ dataDir, databaseUrl, log })
    const child = startChild('hold-folder', { lock: join(dataDir, 'queue'), parent: join(dataDir, 'incoming') })
    await child.says(1)
    await child.ended('SIGKILL')
    await engine.open({ dataDir, databaseUrl, log })
    await expect(rm(child.said[0] ?? '', { recursive: true })).rejects.toMatchObject({ code: 'ENOENT' })
    await living.blobs.put(new Uint8Array([1]))
  })
})

describe('a death in the middle of a transaction', () => {
  it('leaves the records as they were before it', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      expect(await startChild('die-in-transaction', { file }).ended()).toEqual([null, 'SIGKILL'])
      expect(await checkFile(file)).toEqual({ integrity: ['ok'], foreignKeys: [] })
      const records = await openSqlite(file)
      expect(await records.read((db) => db.selectFrom('inbox').selectAll().execute())).toEqual([])
      await records.close()
    })
  })
})
