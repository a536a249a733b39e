import { setTimeout as sleep } from 'node:timers/promises'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import { TransientError, UserError } from '../../lib/errors.ts'
import type { StepContext } from '../step.ts'
import type { Provider } from './provider.ts'

/** One provider behind a failover: how people know it, and what guards it. */
export interface Choice<P extends Provider> {
  label: string
  provider: P
  /** Runs the call unless the breaker is open: five failures in a row open it, one probe every 30 s closes it. */
  guard<T>(perform: () => Promise<T>): Promise<T>
  /** Why the breaker is open. */
  lastFailure(): unknown
}

export interface FailoverOptions<P extends Provider> {
  /** What is made, in the plural and as a sentence begins: "Some pictures". */
  makes: string
  /** First choice first. */
  choices: readonly Choice<P>[]
  /** The last resort; undefined where the operator wants a failure instead. */
  offline: P | undefined
  /** Milliseconds before an endpoint's second try, doubled before the third. */
  pauseMs: number
}

const HALF_OPEN_MS = 30_000
const TRIES = 3
// How long one endpoint is tried before the next one; the last one gets more, as what follows is a downgrade.
const PATIENCE_MS = 10_000
const LAST_PATIENCE_MS = 60_000

/** Puts a breaker before a provider. */
export function guarded<P extends Provider>(label: string, provider: P): Choice<P> {
  const breaker = circuitBreaker(handleWhen(countsAsDown), { halfOpenAfter: HALF_OPEN_MS, breaker: new ConsecutiveBreaker(5) })
  let failure: unknown
  breaker.onFailure(({ reason }) => {
    if ('error' in reason) failure = reason.error
  })
  return { label, provider, guard: (perform) => breaker.execute(perform), lastFailure: () => failure }
}

/**
 * Asks each choice in turn until one answers. Gives the answer and, where it was not the first choice that gave it, a
 * sentence for the person who will see the result. Refusals by a safety filter and spent budgets are not shopped around.
 * Throws what the last failure was; a TransientError when waiting may help.
 */
export async function firstThatWorks<P extends Provider, T>(
  { choices, offline, pauseMs, makes }: FailoverOptions<P>,
  context: StepContext,
  ask: (provider: P) => Promise<T>,
): Promise<{ answer: T; warnings: string[] }> {
  const failures: { label: string; error: unknown }[] = []
  for (const [index, choice] of choices.entries()) {
    try {
      const answer = await persist(choice, index === choices.length - 1)
      return { answer, warnings: failures.length === 0 ? [] : [stoodIn(failures, makes, choice.label)] }
    } catch (error) {
      if (context.signal.aborted || !movesOn(error)) throw error
      failures.push({ label: choice.label, error: error instanceof BrokenCircuitError ? whyBroken(choice) : error })
    }
  }
  if (offline === undefined) throw worthWaitingFor(failures.map(({ error }) => error))
  context.log.warn({ endpoints: failures.map(({ label }) => label), offline: offline.id }, 'every endpoint failed: offline member used')
  return { answer: await ask(offline), warnings: [stoodIn(failures, makes, 'the built-in offline engine, which is simpler')] }

  async function persist({ guard, provider }: Choice<P>, last: boolean): Promise<T> {
    const started = performance.now()
    for (let tries = 1; ; tries++) {
      try {
        return await guard(() => ask(provider))
      } catch (error) {
        const pause = error instanceof TransientError ? (error.retryAfterMs ?? pauseMs * 2 ** (tries - 1)) : Number.POSITIVE_INFINITY
        const patience = last ? LAST_PATIENCE_MS : PATIENCE_MS
        if (tries >= TRIES || performance.now() - started + pause > patience) throw error
        await sleep(pause, undefined, { signal: context.signal })
      }
    }
  }
}

// A vendor that asks us to slow down is up.
function countsAsDown(error: unknown): boolean {
  if (error instanceof TransientError) return error.retryAfterMs === undefined
  return error instanceof UserError && error.code === 'vendor'
}

function movesOn(error: unknown): boolean {
  return error instanceof TransientError || error instanceof BrokenCircuitError || (error instanceof UserError && error.code === 'vendor')
}

// An open breaker is as good as the failure that opened it, and closes after a while where that may pass.
function whyBroken<P extends Provider>({ label, lastFailure }: Choice<P>): unknown {
  const failure = lastFailure()
  if (failure instanceof UserError) return failure
  return new TransientError(`${label} is down`, { cause: failure, retryAfterMs: HALF_OPEN_MS })
}

function worthWaitingFor(errors: unknown[]): unknown {
  const transient = errors.filter((error) => error instanceof TransientError)
  if (transient.length === 0) return errors[0]
  return transient.reduce((a, b) => ((a.retryAfterMs ?? 0) <= (b.retryAfterMs ?? 0) ? a : b))
}

function stoodIn(failures: { label: string; error: unknown }[], makes: string, used: string): string {
  const reasons = failures.map(({ label, error }) => (error instanceof UserError ? error.message : `${label} is not answering.`))
  return `${reasons.join(' ')} ${makes} came from ${used} instead.`
}
