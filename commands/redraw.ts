import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatAdapter, MessageRef, View } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'

/** Messages whose last edit is remembered. */
const MOST = 500

/** Redraws a message in answer to a press on it, no faster than the platform allows; one that is gone is posted anew. */
export function createRedraw(adapter: Pick<ChatAdapter, 'edit' | 'post' | 'limits'>, signal: AbortSignal) {
  const earliest = new Map<string, number>()
  return async function redraw(ref: MessageRef, view: View, nonce: string): Promise<void> {
    const key = JSON.stringify([ref.place, ref.id])
    const now = performance.now()
    const due = Math.max(now, earliest.get(key) ?? 0)
    earliest.delete(key)
    earliest.set(key, due + adapter.limits.editMs)
    if (earliest.size > MOST) earliest.delete(earliest.keys().next().value ?? key)
    if (due > now) await sleep(due - now, undefined, { signal })
    try {
      await adapter.edit(ref, view)
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'not-found')) throw error
      await adapter.post(ref.place, view, nonce)
    }
  }
}
