import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import { z } from 'zod'
import { TransientError } from '../../lib/errors.ts'
import type { AdapterMemory } from '../chat.ts'

/** Updates by their id that are known to have come, so that one that comes again is nothing new. */
const RECENT = 1_000
/** How long the rest of an album is waited for. */
const ALBUM_MS = 700
/** Waits between tries to handle an update where the failure may pass, in milliseconds; after the last it is given up. */
const TRIES_MS = [1_000, 5_000, 15_000, 30_000]

const Kept = z.object({ recent: z.array(z.number()), pending: z.array(z.custom<Update>()) })

export interface IntakeOptions {
  memory: AdapterMemory
  /** Called the moment an update has come, before its turn to be handled. */
  arrived(update: Update): void
  /** Handles an update, or all updates of one album. An update that was handled half-way before a crash comes again. */
  handle(updates: readonly Update[]): Promise<void>
  log: Logger
  signal: AbortSignal
}

/**
 * The durable way in: an update is written down before Telegram is told that we have it, and struck out after it was
 * handled. Updates of one chat are handled in their order, chats beside each other.
 */
export function createIntake({ memory, arrived, handle, log, signal }: IntakeOptions) {
  const pending = new Map<number, Update>()
  const lines = new Map<string, Update[]>()
  const workers = new Map<string, Promise<void>>()
  let recent: number[] = []
  let saving: Promise<void> = Promise.resolve()

  return {
    /** Takes up what an earlier process left. */
    async open(): Promise<void> {
      const text = await memory.get('updates')
      if (text === undefined) return
      const kept = Kept.parse(JSON.parse(text))
      recent = kept.recent
      for (const update of kept.pending) accept(update)
    },
    /** Resolves once the updates are safe; those that came before are passed over. */
    async take(updates: readonly Update[]): Promise<void> {
      const told = new Map(updates.map((update) => [update.update_id, update]))
      const fresh = [...told.values()].filter(({ update_id: id }) => !recent.includes(id))
      if (fresh.length === 0) return saving
      for (const update of fresh) pending.set(update.update_id, update)
      const before = recent
      recent = [...recent, ...fresh.map(({ update_id: id }) => id)].slice(-RECENT)
      try {
        await save()
      } catch (error) {
        // Telegram will give them again, and then they must be news.
        recent = before
        for (const { update_id: id } of fresh) pending.delete(id)
        throw error
      }
      for (const update of fresh) accept(update)
    },
    /** Resolves when nothing is in hand. */
    async settled(): Promise<void> {
      while (workers.size > 0) await Promise.all(workers.values())
      await save()
    },
  }

  function accept(update: Update): void {
    pending.set(update.update_id, update)
    try {
      arrived(update)
    } catch (error) {
      // One that is not as it should be must not keep the others from coming.
      log.error({ err: error, update: update.update_id }, 'an update is not as it should be')
    }
    const key = lineOf(update)
    const line = lines.get(key) ?? []
    lines.set(key, line)
    line.push(update)
    if (workers.has(key)) return
    const worker = work(line).finally(() => {
      workers.delete(key)
      lines.delete(key)
    })
    workers.set(key, worker)
  }

  async function work(line: Update[]): Promise<void> {
    while (!signal.aborted) {
      const update = line.shift()
      if (update === undefined) break
      const together = [update, ...(await restOfAlbum(update, line))]
      if (await handled(together)) for (const { update_id: id } of together) pending.delete(id)
    }
    // What was handled and is not struck out does no harm: it is known when it comes again.
    save().catch((error: unknown) => log.warn({ err: error }, 'handled updates could not be struck out'))
  }

  // Each file of an album is a message of its own; they come within moments.
  async function restOfAlbum(first: Update, line: Update[]): Promise<Update[]> {
    const album = albumOf(first)
    if (album === undefined) return []
    await sleep(ALBUM_MS, undefined, { signal }).catch(() => undefined)
    const rest = line.filter((update) => albumOf(update) === album)
    for (const update of rest) line.splice(line.indexOf(update), 1)
    return rest
  }

  // False where the process ends first: the update is handled at the next start.
  async function handled(updates: Update[]): Promise<boolean> {
    for (const wait of [...TRIES_MS, undefined]) {
      try {
        await handle(updates)
        return true
      } catch (error) {
        if (signal.aborted) return false
        const again = error instanceof TransientError ? wait : undefined
        log.error({ err: error, updates: updates.map(({ update_id: id }) => id), again }, 'an update could not be handled')
        if (again === undefined) return true
        await sleep(again, undefined, { signal }).catch(() => undefined)
      }
    }
    return true
  }

  function save(): Promise<void> {
    saving = saving.catch(() => undefined).then(() => memory.set('updates', JSON.stringify({ recent, pending: [...pending.values()] })))
    return saving
  }
}

function lineOf({ message, channel_post, business_message, callback_query, ...other }: Update): string {
  const { chat } = message ?? channel_post ?? business_message ?? callback_query?.message ?? {}
  return chat === undefined ? `update ${other.update_id}` : String(chat.id)
}

function albumOf({ message, channel_post }: Update): string | undefined {
  return (message ?? channel_post)?.media_group_id
}
