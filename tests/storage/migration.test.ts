import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { expect, it } from 'vitest'
import { openSqliteFile } from '../../lib/sqlite.ts'
import { up } from '../../storage/migrations/001-records.ts'
import type { StoreOptions } from '../../storage/open-store.ts'
import { sqliteDialect } from '../../storage/sqlite-dialect.ts'
import { describeEngines } from './engines.ts'
import { nowhere, sampleResult, sampleRun } from './sample.ts'

describeEngines('records of the first version', (engine) => {
  it('get a project for each run', async () => {
    const options = await engine.options()
    const { id, owner, place, request } = sampleRun()
    const db = openOld(options)
    await new Migrator({ db, provider: { getMigrations: async () => ({ '001-records': { up } }) } }).migrateToLatest()
    const texts = { owner: JSON.stringify(owner), place: JSON.stringify(place), request: JSON.stringify(request) }
    const where = { owner_id: owner.id, platform: place.platform, channel: place.channel, thread: '' }
    const counts = { seq: 1, shown: 0, attempt: 1, crashes: 0, scenes: 7, version: 9, created_at: 5, updated_at: 6 }
    const row = { id, ...texts, ...where, ...counts, state: 'done', result: JSON.stringify(sampleResult) }
    await db.insertInto('runs').values(row).execute()
    await db.insertInto('calls').values({ key: 'k', vendor: 'v', run_id: id, estimate: 1, cost: 0.5, at: 6 }).execute()
    await db.destroy()

    const store = await engine.open(options)
    expect(await store.runs.get(id)).toMatchObject({ project: id, revision: 0, approved: 'scenes', version: 9, result: sampleResult })
    expect(await store.projects.get(id)).toMatchObject({ owner, place, title: 'On tea', filename: 'tea.pdf', source: nowhere, head: 0 })
    expect(await store.projects.members(id)).toEqual([{ person: owner, role: 'owner' }])
    expect(await store.projects.list({ search: 'on TEA', limit: 5 })).toHaveLength(1)
    expect(await store.usage({ platform: 'web', id: 'ann' }, 0)).toEqual({ films: 1, seconds: 61.5, cost: 0.5 })
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the tables as they were
function openOld({ dataDir, databaseUrl }: StoreOptions): Kysely<any> {
  if (databaseUrl !== undefined) return new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: databaseUrl }) }) })
  return new Kysely({ dialect: sqliteDialect(async () => openSqliteFile(join(dataDir, 'docreel.sqlite'), 0)) })
}
