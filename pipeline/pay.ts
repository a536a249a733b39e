import { effect } from '../lib/effect.ts'
import { isAbort, UserError } from '../lib/errors.ts'
import { hashOf } from '../lib/hash.ts'
import { packAnswer, unpackAnswer } from './paid-answer.ts'
import type { Blobs, PaidCall, StepContext } from './step.ts'

/** What may be spent at most, in the price table's currency; left out, there is no cap. */
export interface Caps {
  /** For one film. */
  film?: number | undefined
  /** For all films of one person in a calendar month (UTC). */
  person?: number | undefined
}

/** Which cap a call could pass, and what is used or held of it. */
export interface Passed {
  cap: keyof Caps
  used: number
}

/** A call before it is made. A run's calls are its owner's; `person` says whose a call without a run is. */
export interface Intent {
  vendor: string
  run: string | undefined
  person: Payer | undefined
  estimate: number
  caps: Caps
}

/** Where paid calls are remembered: intent before the call, answer before its use. Its writes are effects of their own. */
export interface CallRecords {
  find(key: string): Promise<{ answer: unknown; cost: number } | undefined>
  /**
   * Notes a call, and holds its estimate until it is answered or given up, a quarter of an hour at most: calls of all processes count. Where it
   * could pass a cap, nothing is noted and that comes back.
   */
  intend(key: string, intent: Intent): Promise<Passed | undefined>
  answer(key: string, answer: unknown, cost: number): Promise<void>
  /** Gives back what was held for a call that failed. */
  giveUp(key: string): Promise<void>
  spent(run: string): Promise<number>
}

/** Who spent what was spent before there was a film. */
export interface Payer {
  platform: string
  id: string
}

export interface PayOptions {
  calls: CallRecords
  blobs: Blobs
  /** Whose budget is charged; undefined for a film that nobody ordered. */
  run: string | undefined
  /** Whose month is charged where there is no run. */
  person?: Payer | undefined
  caps: Caps
}

// One process, one set of records: callers with the same records share calls, whatever run they work for.
const underWay = new WeakMap<CallRecords, Map<string, Promise<unknown>>>()

/**
 * Pays once: a request that was answered before costs nothing, and one that is under way is waited for. Throws
 * UserError `budget` rather than make a call that could pass the cap, or whose price nobody knows where there is a cap.
 */
export function createPay({ calls, blobs, run, person, caps }: PayOptions): StepContext['pay'] {
  const running = underWay.get(calls) ?? new Map<string, Promise<unknown>>()
  underWay.set(calls, running)

  return async function pay<T>(call: PaidCall, perform: (idempotencyKey: string) => Promise<{ answer: T; cost: number }>): Promise<T> {
    const key = hashOf([call.vendor, call.request])
    for (;;) {
      const other = running.get(key)
      if (other === undefined) break
      try {
        return (await other) as T
      } catch (error) {
        // The one we waited for was cancelled; that was its film, not ours.
        if (!isAbort(error)) throw error
      }
    }
    const mine = answerOf(key, call, perform).finally(() => running.delete(key))
    running.set(key, mine)
    return mine
  }

  async function answerOf<T>(
    key: string,
    call: PaidCall,
    perform: (idempotencyKey: string) => Promise<{ answer: T; cost: number }>,
  ): Promise<T> {
    const known = await calls.find(key)
    if (known !== undefined) {
      const answer = await unpackAnswer<T>(known.answer, blobs)
      if (answer !== undefined) return answer
    }
    await reserve(key, call)
    try {
      const { answer, cost } = await effect('vendor.call', () => perform(key))
      await calls.answer(key, await packAnswer(answer, blobs), cost)
      return answer
    } catch (error) {
      // Where this fails too, it is given back by the clock.
      await calls.giveUp(key).catch(() => {})
      throw error
    }
  }

  async function reserve(key: string, { vendor, estimate }: PaidCall): Promise<void> {
    const capped = caps.person !== undefined || (run !== undefined && caps.film !== undefined)
    if (capped && estimate === undefined) {
      throw new UserError(
        'budget',
        'The price of this model is not known, and there is a spending limit. Its price can be set with the endpoint.',
      )
    }
    const passed = await calls.intend(key, { vendor, run, person, estimate: estimate ?? 0, caps })
    if (passed !== undefined) throw overspent(passed, caps[passed.cap] ?? 0)
  }
}

function overspent({ cap, used }: Passed, most: number): UserError {
  return new UserError(
    'budget',
    cap === 'film'
      ? `This film would pass its spending limit of ${money(most)}: ${money(used)} is used or set aside.`
      : `Your films have used what one person may spend here in a month (${money(most)}). It begins anew on the first.`,
  )
}

const money = (amount: number) => amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
