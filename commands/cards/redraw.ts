import type { ChatAdapter, MessageRef, View } from '../../bots/chat.ts'
import { UserError } from '../../lib/errors.ts'

/** Redraws a message in answer to a press on it, one press after the other and no faster than the platform allows; one that is gone is posted anew. */
export function createRedraw(adapter: Pick<ChatAdapter, 'edit' | 'post' | 'limits'>) {
  /** When a message may be edited again. */
  const free = new Map<string, Promise<void>>()
  return async function redraw(ref: MessageRef, view: View, nonce: string, answers: string): Promise<void> {
    const key = JSON.stringify([ref.place, ref.id])
    const before = free.get(key)
    const turn = Promise.withResolvers<void>()
    free.set(key, turn.promise)
    await before
    try {
      await adapter.edit(ref, view, answers)
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'not-found')) throw error
      await adapter.post(ref.place, view, nonce, answers)
    } finally {
      setTimeout(() => {
        turn.resolve()
        if (free.get(key) === turn.promise) free.delete(key)
      }, adapter.limits.editMs).unref()
    }
  }
}
