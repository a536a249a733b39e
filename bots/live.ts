import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { TransientError, UserError } from '../lib/errors.ts'
import type { ChatAdapter, MessageRef, View } from './chat.ts'

export interface LiveMessageOptions {
  adapter: Pick<ChatAdapter, 'edit' | 'limits'>
  ref: MessageRef
  /** Called after a view was shown, with the number it was given. */
  shown(version: number): Promise<void>
  /** The message is gone: gives a new one that shows the view, or undefined to give up. */
  repost(view: View, lost: MessageRef): Promise<MessageRef | undefined>
  failed(error: unknown): void
  signal: AbortSignal
}

/** The longest pause between tries while a platform fails. */
const MOST_MS = 30_000

/**
 * One message that follows changing state: at most one edit in flight, only the newest view is sent, the last one
 * always is, and never faster than the platform allows. A rate limit slows this message alone; while the platform
 * fails, each try waits twice as long as the one before.
 */
export function liveMessage(options: LiveMessageOptions) {
  const { adapter, signal } = options
  let ref = options.ref
  let next: { view: View; version: number } | undefined
  let sender: Promise<void> | undefined
  let earliest = 0
  let last: View | undefined
  let failures = 0

  async function send(): Promise<void> {
    while (next !== undefined && !signal.aborted) {
      const wait = earliest - performance.now()
      if (wait > 0) await sleep(wait, undefined, { signal })
      const { view, version } = next
      next = undefined
      if (isDeepStrictEqual(view, last)) {
        await options.shown(version)
        continue
      }
      try {
        ref = await adapter.edit(ref, view)
      } catch (error) {
        if (error instanceof TransientError) {
          const { retryAfterMs = Math.min(adapter.limits.editMs * 2 ** failures++, MOST_MS) } = error
          earliest = performance.now() + Math.max(retryAfterMs, adapter.limits.editMs)
          next ??= { view, version }
          continue
        }
        if (!(error instanceof UserError && error.code === 'not-found')) throw error
        const again = await options.repost(view, ref)
        if (again === undefined) return
        ref = again
      }
      last = view
      failures = 0
      earliest = performance.now() + adapter.limits.editMs
      await options.shown(version)
    }
  }

  function start(): void {
    sender ??= send()
      .catch((error: unknown) => {
        if (!signal.aborted) options.failed(error)
      })
      .finally(() => {
        sender = undefined
        if (next !== undefined && !signal.aborted) start()
      })
  }

  return {
    /** Shows this view as soon as the platform allows, unless a newer one comes first. */
    show(view: View, version: number): void {
      next = { view, version }
      start()
    },
    /** Resolves when nothing waits to be sent. */
    async settled(): Promise<void> {
      while (sender !== undefined) await sender
    },
  }
}

export type LiveMessage = ReturnType<typeof liveMessage>
