import { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import { effect } from '../lib/effect.ts'
import { newId } from '../lib/ids.ts'
import type { Engine } from './engine.ts'

/** Who hears of a run's changes: this process at once, the others a moment later. Losing one only delays, since listeners also poll. */
export interface RunEvents {
  announce(runId: string): void
  /** Returns the undo. */
  subscribe(listener: (runId: string) => void): () => void
}

/** Announces through BullMQ's events where the queue is shared, and within the process in any case. */
export function createRunEvents({ channel }: Pick<Engine, 'channel'>, log: Logger): RunEvents {
  const here = new EventEmitter<{ run: [string] }>().setMaxListeners(0)
  const self = newId()
  const tell = (runId: string) => {
    for (const listener of here.listeners('run')) {
      try {
        listener(runId)
      } catch (err) {
        log.error({ err, run: runId }, 'a listener failed')
      }
    }
  }
  channel?.events.on('changed' as 'added', (message: unknown) => {
    const { run, from } = message as { run: string; from: string }
    if (from !== self) tell(run)
  })
  return {
    announce(runId) {
      tell(runId)
      if (channel === undefined) return
      void effect('queue.announce', () => channel.producer.publishEvent({ eventName: 'changed', run: runId, from: self })).catch((err) =>
        log.warn({ err, run: runId }, 'a change was not announced'),
      )
    },
    subscribe(listener) {
      here.on('run', listener)
      return () => void here.off('run', listener)
    },
  }
}
