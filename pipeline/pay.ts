import { effect } from '../lib/effect.ts'
import { isAbort, UserError } from '../lib/errors.ts'
import { hashOf } from '../lib/hash.ts'
import { packAnswer, unpackAnswer } from './paid-answer.ts'
import type { Blobs, PaidCall, StepContext } from './step.ts'

/** Where paid calls are remembered: intent before the call, answer before its use. Its writes are effects of their own. */
export interface CallRecords {
  find(key: string): Promise<{ answer: unknown; cost: number } | undefined>
  /** A run's calls are its owner's; `person` says whose a call without a run is. */
  intend(key: string, vendor: string, run: string | undefined, estimate: number, person?: Payer): Promise<void>
  answer(key: string, answer: unknown, cost: number): Promise<void>
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
  person?: Payer | undefined
  /** What this run may spend at most, in the price table's currency; undefined is no cap. */
  budget: number | undefined
}

interface Shared {
  running: Map<string, Promise<unknown>>
  /** What calls under way may still cost, by run. */
  reserved: Map<string, number>
}

// One process, one set of records: callers with the same records share calls, whatever run they work for.
const shared = new WeakMap<CallRecords, Shared>()

/**
 * Pays once: a request that was answered before costs nothing, and one that is under way is waited for. Throws
 * UserError `budget` rather than make a call that could pass the cap, or whose price nobody knows where there is a cap.
 */
export function createPay({ calls, blobs, run, person, budget }: PayOptions): StepContext['pay'] {
  const { running, reserved } = shared.get(calls) ?? share(calls)

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
    const release = await reserve(call)
    try {
      await calls.intend(key, call.vendor, run, call.estimate ?? 0, person)
      const { answer, cost } = await effect('vendor.call', () => perform(key))
      await calls.answer(key, await packAnswer(answer, blobs), cost)
      return answer
    } finally {
      release()
    }
  }

  async function reserve({ estimate }: PaidCall): Promise<() => void> {
    if (run === undefined || budget === undefined) return () => {}
    if (estimate === undefined) {
      throw new UserError(
        'budget',
        'The price of this model is not known, and films have a spending limit. Its price can be set with the endpoint.',
      )
    }
    const heldBefore = reserved.get(run) ?? 0
    const spent = await calls.spent(run)
    // A call that ended meanwhile is in neither sum yet.
    const held = Math.max(heldBefore, reserved.get(run) ?? 0)
    if (spent + held + estimate > budget) {
      throw new UserError(
        'budget',
        `This film would pass its spending limit of ${money(budget)}: ${money(spent + held)} is used or set aside.`,
      )
    }
    reserved.set(run, (reserved.get(run) ?? 0) + estimate)
    return () => reserved.set(run, (reserved.get(run) ?? 0) - estimate)
  }
}

function share(calls: CallRecords): Shared {
  const fresh: Shared = { running: new Map(), reserved: new Map() }
  shared.set(calls, fresh)
  return fresh
}

const money = (amount: number) => amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
