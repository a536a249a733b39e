import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { Secret } from '../../../lib/secret.ts'
import { openEngine } from '../../../queue/engine.ts'
import { startPostgres } from '../../servers/postgres.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/server.ts'

/** A queue that nobody has used: a server's address, or how to lay an embedded one into a data folder. */
export interface Place {
  url?: string
  server?: Server
  prepare?(dataDir: string): void
}

export interface Places {
  next(): Promise<Place>
  close(): Promise<void>
}

/** Embedded queues, copied from one that was made once: making one takes seconds, and copying its thousand files one by one nearly one. */
export async function embeddedPlaces(): Promise<Places> {
  const template = await mkdtemp(join(tmpdir(), 'docreel-queue-template-'))
  const engine = await openEngine({ url: undefined, dataDir: template, log: pino({ level: 'silent' }) })
  await engine.close()
  return {
    next: async () => ({ prepare: (dataDir) => cpSync(join(template, 'queue'), join(dataDir, 'queue'), { recursive: true }) }),
    close: () => rm(template, { recursive: true, force: true }),
  }
}

/** Databases of one Redis server. */
export async function redisPlaces(): Promise<Places> {
  const server = await startRedis({ databases: '100' })
  let last = 0
  return { next: async () => ({ url: `${server.url}/${last++}`, server }), close: () => server.stop() }
}

/** Databases of one Postgres server, copied from one whose tables were made once. */
export async function postgresPlaces(): Promise<Places> {
  const server = await startPostgres()
  const urlOf = (name: string) => server.url.replace(/\/docreel$/, `/${name}`)
  let last = 0
  async function create(name: string, template: string): Promise<string> {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    await client.query(`create database ${name} template ${template}`)
    await client.end()
    return urlOf(name)
  }
  const url = new Secret(await create('queue', 'template1'))
  const engine = await openEngine({ url, dataDir: '', log: pino({ level: 'silent' }) })
  await engine.close()
  return {
    next: async () => ({ url: await create(`queue_${last++}`, 'queue'), server }),
    close: () => server.stop(),
  }
}
