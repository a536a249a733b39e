import { type BackendClasses, createRedisBackend, type IQueueBackend, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { createComplaints } from '../../lib/complaints.ts'
import { UserError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import { checkClock } from './clock.ts'
import type { Connection } from './connection.ts'

/** The queue on a Redis server. Throws UserError `settings` when it cannot be reached or when it would drop jobs to save memory. */
export async function openRedis(url: Secret, log: Logger): Promise<Connection> {
  // BullMQ waits for a server that is away, and so must its commands.
  const redis = new Redis(url.reveal(), {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  })
  redis.on('error', createComplaints(log, 'Redis is not well'))
  try {
    await redis.connect()
    const policy = /maxmemory_policy:(\w[\w-]*)/.exec(await redis.info('memory'))?.[1]
    if (policy !== 'noeviction') {
      throw new UserError('settings', `This Redis drops data when memory is short (maxmemory-policy ${policy}). Set it to noeviction.`)
    }
    await checkClock(async () => {
      const [seconds, micros] = await redis.time()
      return Number(seconds) * 1_000 + Number(micros) / 1_000
    })
  } catch (error) {
    redis.disconnect()
    if (error instanceof UserError) throw error
    throw new UserError('settings', 'The Redis of QUEUE_URL can not be reached. Start it, or correct QUEUE_URL.', { cause: error })
  }
  return {
    kind: 'redis',
    classes: withBackend(createRedisBackend) as unknown as BackendClasses<IQueueBackend, unknown>,
    connection: redis,
    ping: async () => void (await redis.ping()),
    close: async () => redis.disconnect(),
  }
}
