import { execFile, execFileSync } from 'node:child_process'
import { chown, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { present } from './present.ts'
import { freePort, type Server, startServer } from './server.ts'

const DEBIAN = [17, 16, 15, 14].map((version) => `/usr/lib/postgresql/${version}/bin`)

/** For `describe.skipIf(!hasPostgres())`: says loudly when there is none, throws when CI=true. */
export function hasPostgres(): boolean {
  return present('postgres', DEBIAN) !== undefined
}

/** A throw-away Postgres with an empty database `docreel`; its url is `postgres://docreel@127.0.0.1:PORT/docreel`. */
export async function startPostgres(): Promise<Server> {
  const postgres = present('postgres', DEBIAN)
  const initdb = present('initdb', DEBIAN)
  if (postgres === undefined || initdb === undefined) throw new Error('no Postgres here')
  const folder = await mkdtemp(join(tmpdir(), 'docreel-postgres-'))
  const user = postgresUser()
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'docreel', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(initdb, init, { cwd: folder, ...user })
  const port = await freePort()
  const base = `postgres://docreel@127.0.0.1:${port}`
  const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', 'max_connections=200']
  const server = await startServer({
    command: postgres,
    args: ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
    folder,
    url: `${base}/docreel`,
    port,
    user,
    ping: () => query(`${base}/postgres`, 'select 1'),
  })
  await query(`${base}/postgres`, 'create database docreel')
  return server
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}

// Postgres refuses to run as root.
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
