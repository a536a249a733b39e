import type { BackendClasses, IQueueBackend } from 'bullmq'

/** BullMQ's classes bound to one kind of store, and what they connect through. */
export interface Connection {
  readonly kind: 'embedded' | 'redis' | 'postgres'
  readonly classes: BackendClasses<IQueueBackend, unknown>
  readonly connection: unknown
  /** One round trip. */
  ping(): Promise<void>
  close(): Promise<void>
}
