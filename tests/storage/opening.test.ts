import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../lib/errors.ts'
import { createInbox } from '../../storage/inbox.ts'
import { openSqlite } from '../../storage/open-sqlite.ts'
import { openStore } from '../../storage/open-store.ts'
import { describeEngines } from './engines.ts'
import { quiet } from './quiet.ts'
import { acceptFor } from './sample.ts'
import { checkFile, withSqlite } from './sqlite-file.ts'
import { withFolder } from './with-folder.ts'

/** The sentence a person gets, after checking that it is one for them. */
async function refusal(opening: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await opening.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(UserError)
  const { code, message } = error as UserError
  return { code, message }
}

describeEngines('opening', (engine) => {
  it('finds what was there before', async () => {
    const options = await engine.options()
    const first = await engine.open(options)
    const id = await acceptFor(first, 'ann')
    expect(await (await engine.open(options)).runs.get(id)).toEqual(await first.runs.get(id))
  })
})

describe('opening SQLite', () => {
  it('says who must let go of locked records', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      await withSqlite(file, async (all) => {
        await all('begin exclusive')
        expect(await refusal(openSqlite(file, 100))).toEqual({ code: 'locked', message: expect.stringContaining(file) })
      })
    })
  })

  it('calls a write that had to wait too long transient, and goes on', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      const records = await openSqlite(file, 100)
      const inbox = createInbox(records)
      await withSqlite(file, async (all) => {
        await all('begin immediate')
        await expect(inbox.accept('web', '1')).rejects.toMatchObject({ name: 'TransientError' })
        expect(await inbox.seen('web', '1')).toBe(false)
        await all('rollback')
      })
      expect(await inbox.accept('web', '1')).toBe(true)
      await records.close()
    })
  })

  it('refuses a file that is no database, and a damaged one, and leaves both as they are', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      await writeFile(file, 'These are not the records you are looking for. '.repeat(200))
      expect(await refusal(openSqlite(file))).toEqual({ code: 'corrupt', message: expect.stringContaining('backup') })
      expect(await refusal(openStore({ dataDir: folder, log: quiet }))).toMatchObject({ code: 'corrupt' })
    })
  })

  it('refuses records of a newer version', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      await (await openSqlite(file)).close()
      await withSqlite(file, (all) => all("insert into kysely_migration values ('999-later', '2030-01-01T00:00:00.000Z')"))
      expect(await refusal(openSqlite(file))).toEqual({
        code: 'settings',
        message: expect.stringMatching(/newer version.*999-later.*Update/),
      })
    })
  })

  it('refuses a folder that can not be one', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '')
      expect(await refusal(openStore({ dataDir: join(folder, 'file'), log: quiet }))).toMatchObject({ code: 'settings' })
    })
  })

  it('opens whole without its write-ahead log', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'docreel.sqlite')
      const records = await openSqlite(file)
      await createInbox(records).accept('web', '1')
      await records.close()
      for (const suffix of ['-wal', '-shm']) await rm(`${file}${suffix}`, { force: true })
      const again = await openSqlite(file)
      expect(await createInbox(again).seen('web', '1')).toBe(true)
      await again.close()
      expect(await checkFile(file)).toEqual({ integrity: ['ok'], foreignKeys: [] })
    })
  })
})

describe('DATABASE_URL', () => {
  it.each([
    ['mysql://localhost/docreel', /postgres:\/\//],
    ['postgres://docreel:geheim@127.0.0.1:1/docreel', /No Postgres answers at 127\.0\.0\.1:1/],
  ])('%s is refused with what to do', async (databaseUrl, message) => {
    await withFolder(async (dataDir) => {
      const said = await refusal(openStore({ dataDir, databaseUrl, log: quiet }))
      expect(said).toEqual({ code: 'settings', message: expect.stringMatching(message) })
      expect(said.message).not.toContain('geheim')
    })
  })
})
