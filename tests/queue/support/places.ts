import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { openEngine } from '../../../queue/engine.ts'
import { startPostgres } from '../../servers/postgres.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/server.ts'

/** A queue that nobody has used: a server's address, or how to lay an embedded one into a data folder. */
export interface Place {
  url?: string
  server?: Server
  prepare?(dataDir: string): Promise<void>
}

export interface Places {
  next(): Promise<Place>
  close(): Promise<void>
}

/** Embedded queues, copied from one that was made once: making one takes seconds. */
export async function embeddedPlaces(): Promise<Places> {
  await import('./compiled-postgres.ts')
  const template = await mkdtemp(join(tmpdir(), 'docreel-queue-template-'))
  const engine = await openEngine({ url: undefined, dataDir: template, log: pino({ level: 'silent' }) })
  await engine.close()
  return {
    next: async () => ({ prepare: (dataDir) => cp(join(template, 'queue'), join(dataDir, 'queue'), { recursive: true }) }),
    close: () => rm(template, { recursive: true, force: true }),
  }
}

/** Databases of one Redis server. */
export async function redisPlaces(): Promise<Places> {
  const server = await startRedis({ databases: '100' })
  let last = 0
  return { next: async () => ({ url: `${server.url}/${last++}`, server }), close: () => server.stop() }
}

/** Databases of one Postgres server. */
export async function postgresPlaces(): Promise<Places> {
  const server = await startPostgres()
  let last = 0
  return {
    async next() {
      const name = `queue_${last++}`
      const client = new Client({ connectionString: server.url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return { url: server.url.replace(/\/docreel$/, `/${name}`), server }
    },
    close: () => server.stop(),
  }
}
