import pLimit from 'p-limit'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/log.ts'
import { type Caps, createPay, type Payer } from '../pipeline/pay.ts'
import { createRunner } from '../pipeline/runner.ts'
import type { Services } from '../pipeline/services.ts'
import type { Step } from '../pipeline/step.ts'
import type { Store } from '../storage/store.ts'

/**
 * Makes one small thing while a person waits for the answer: a sample, a preview. Made once, then found in the cache. What a model asks
 * for it is paid by the run with this id, or by the person where there is no run yet.
 */
export type MakeNow = <Input, Output>(step: Step<Input, Output>, input: Input, payer?: string | Payer) => Promise<Output>

export interface MakeNowOptions {
  store: Store
  services: Services
  log: Logger
  tempDir: string
  /** A preview is paid by the run it is made for. */
  caps: Caps
  signal: AbortSignal
}

/** At once, over all who wait: films come first. */
const AT_ONCE = 2

/** Makes a `MakeNow` over the same cache that films use. */
export function createMakeNow({ store, services, log, tempDir, caps, signal }: MakeNowOptions): MakeNow {
  const limit = pLimit(AT_ONCE)
  return (step, input, payer) =>
    limit(async () => {
      const run = typeof payer === 'string' ? payer : undefined
      const person = typeof payer === 'string' ? undefined : payer
      const execute = createRunner({
        services,
        cache: store.cache,
        blobs: store.blobs,
        log,
        tempDir,
        holder: newId(),
        signal,
        report: async () => {},
        pay: createPay({ calls: store.calls, blobs: store.blobs, run, person, caps }),
      })
      return execute(step, input)
    })
}
