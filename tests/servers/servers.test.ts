import { Redis } from 'ioredis'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { hasPostgres, startPostgres } from './postgres.ts'
import { hasRedis, startRedis } from './redis.ts'

describe.skipIf(!hasPostgres())('startPostgres', () => {
  it('keeps its data through a crash and leaves nothing when stopped', async () => {
    const server = await startPostgres()
    try {
      await sql(server.url, 'create table kept (x int)')
      await server.crash()
      await expect(sql(server.url, 'select 1')).rejects.toThrow()
      await server.restart()
      await sql(server.url, 'select * from kept')
    } finally {
      await server.stop()
    }
    await expect(sql(server.url, 'select 1')).rejects.toThrow()
  })
})

describe.skipIf(!hasRedis())('startRedis', () => {
  it('keeps its data through a crash', async () => {
    const server = await startRedis()
    const client = new Redis(server.url)
    client.on('error', () => {})
    try {
      await client.set('kept', '1')
      await server.crash()
      await server.restart()
      expect(await client.get('kept')).toBe('1')
    } finally {
      client.disconnect()
      await server.stop()
    }
  })
})

async function sql(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.query(text)
  } finally {
    await client.end().catch(() => {})
  }
}
