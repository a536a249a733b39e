// Dies between the two writes of one transaction.
import { openSqlite } from '../../../storage/open-sqlite.ts'

const { file } = JSON.parse(process.argv[2] ?? '') as { file: string }
const records = await openSqlite(file)
await records.write('test.die', async (db) => {
  await db.insertInto('inbox').values({ platform: 'web', id: 'half', run_id: null, at: 1 }).execute()
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
})
