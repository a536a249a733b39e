import { UserError } from '../lib/errors.ts'
import type { PaidCall, StepContext } from '../pipeline/step.ts'
import type { Account } from '../storage/project.ts'
import type { Store } from '../storage/store.ts'

type Pay = StepContext['pay']

/** Makes a way to pay that stops where a person has used what one may spend in a month. */
export type Allowance = (person: Account, pay: Pay) => Pay

/** The first moment (unix milliseconds) of the month, in UTC, that `now` is in. */
export function monthOf(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/**
 * Bounds what the films of each person may spend in a calendar month: `most`, in the price table's currency; undefined is no bound. What was
 * bought before stays free. Other processes' calls under way are not seen, so each may pass the bound by those it has in hand.
 */
export function createAllowance({ usage }: Pick<Store, 'usage'>, most: number | undefined): Allowance {
  /** What calls under way here may still cost, by person. */
  const held = new Map<string, number>()
  return (person, pay) => {
    if (most === undefined) return pay
    const who = `${person.platform}:${person.id}`
    const hold = (amount: number) => held.set(who, (held.get(who) ?? 0) + amount)
    return <T>(call: PaidCall, perform: (idempotencyKey: string) => Promise<{ answer: T; cost: number }>) =>
      pay(call, async (key) => {
        const { estimate = 0 } = call
        hold(estimate)
        try {
          const { cost } = await usage(person, monthOf(Date.now()))
          if (cost + (held.get(who) ?? 0) > most) throw usedUp(most)
          return await perform(key)
        } finally {
          hold(-estimate)
        }
      })
  }
}

function usedUp(most: number): UserError {
  return new UserError(
    'budget',
    `Your films have used what one person may spend here in a month (${most.toFixed(2)}). It begins anew on the first.`,
  )
}
