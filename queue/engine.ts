import { join } from 'node:path'
import type { FlowProducer, IQueueBackend, Processor, Queue, QueueEvents, QueueEventsProducer, Worker } from 'bullmq'
import type { Logger } from 'pino'
import { createComplaints } from '../lib/complaints.ts'
import { UserError } from '../lib/errors.ts'
import type { Secret } from '../lib/secret.ts'
import { openEmbedded } from './engines/embedded.ts'
import { openPostgres } from './engines/postgres.ts'
import { openRedis } from './engines/redis.ts'
import { type QueueName, queueNames } from './jobs.ts'
import { retryDelay } from './retry.ts'

export type RunQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend, unknown>
export type RunWorker = Worker<unknown, void, string, IQueueBackend>

/** BullMQ on whichever store was chosen; nobody else needs to know which. */
export interface Engine {
  readonly kind: 'embedded' | 'redis' | 'postgres'
  readonly queues: Record<QueueName, RunQueue>
  readonly flows: FlowProducer<IQueueBackend, unknown>
  /** How processes hear of each other; undefined where there can be only one. */
  readonly channel:
    | { producer: QueueEventsProducer<IQueueBackend, unknown>; events: QueueEvents<unknown, IQueueBackend, unknown> }
    | undefined
  worker(queue: QueueName, concurrency: number, work: Processor<unknown, void>): RunWorker
  ping(): Promise<void>
  close(): Promise<void>
}

/** Opens the queue of `url`, or the embedded one in `dataDir/queue`. Throws UserError `locked` or `settings`. */
export async function openEngine(options: { url: Secret | undefined; dataDir: string; log: Logger }): Promise<Engine> {
  const { log } = options
  const { kind, classes, connection, ping, close } = await connect(options)
  const complain = createComplaints(log, 'the queue is not well')
  const watched = <T extends { on(event: 'error', listener: (err: Error) => void): unknown }>(part: T): T => {
    part.on('error', complain)
    return part
  }
  const base = { connection, prefix: 'docreel' }
  const open = (name: string) => watched(new classes.Queue(name, base)) as RunQueue
  const queues = Object.fromEntries(queueNames.map((name) => [name, open(name)])) as Record<QueueName, RunQueue>
  const flows = watched(new classes.FlowProducer(base))
  const channel =
    kind === 'embedded'
      ? undefined
      : { producer: watched(new classes.QueueEventsProducer('runs', base)), events: watched(new classes.QueueEvents('runs', base)) }
  const parts = [...Object.values(queues), flows, ...(channel === undefined ? [] : [channel.events, channel.producer])]
  await Promise.all(parts.map((part) => part.waitUntilReady()))
  return {
    kind,
    queues,
    flows,
    channel,
    worker: (queue, concurrency, work) =>
      watched(
        new classes.Worker(queue, work, {
          ...base,
          concurrency,
          // BullMQ's own settings start a job again after 65 s and give it up at the second crash.
          lockDuration: 10_000,
          stalledInterval: 2_000,
          maxStalledCount: 20,
          runRetryDelay: 1_000,
          settings: { backoffStrategy: retryDelay },
        }),
      ) as RunWorker,
    ping,
    async close() {
      await Promise.all(parts.map((part) => part.close().catch((err) => log.warn({ err }, 'a part of the queue did not close'))))
      await close()
    },
  }
}

function connect({ url, dataDir, log }: { url: Secret | undefined; dataDir: string; log: Logger }) {
  if (url === undefined) return openEmbedded(join(dataDir, 'queue'), log)
  const { protocol } = new URL(url.reveal())
  if (protocol === 'redis:' || protocol === 'rediss:') return openRedis(url, log)
  if (protocol === 'postgres:' || protocol === 'postgresql:') return openPostgres(url, log)
  throw new UserError('settings', 'QUEUE_URL must begin with redis:// or postgres://.')
}
