import { OpenAI } from 'openai'
import { TransientError } from '../../lib/errors.ts'
import type { StepContext } from '../step.ts'
import type { EndpointSettings } from './endpoint.ts'
import { vendorError } from './vendor-error.ts'

/** What a request of ours goes out with. */
export interface CallOptions {
  signal: AbortSignal
  headers: Record<string, string>
}

/** An endpoint that speaks OpenAI's protocol. */
export interface OpenAIEndpoint {
  /** For people and logs: `gpt-4o-mini at api.openai.com`. */
  label: string
  /** For keys: model and address, never the key. */
  id: string
  client: OpenAI
  /** Makes one call within the time limit; failures come out as UserError, TransientError or the abort. */
  call<T>(context: StepContext, idempotencyKey: string, perform: (options: CallOptions) => Promise<T>): Promise<T>
}

const ANSWER_BYTES = 64 * 1024 * 1024

/** Opens an endpoint. Nothing is sent before the first call. */
export function openaiEndpoint({ url, key, model }: EndpointSettings, timeoutMs: number): OpenAIEndpoint {
  const { host, pathname } = new URL(url)
  const label = `${model} at ${host}`
  const client = new OpenAI({
    baseURL: url,
    apiKey: key?.reveal() ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: boundedFetch,
  })
  return {
    label,
    id: `openai:${model}@${host}${pathname.replace(/\/+$/, '')}`,
    client,
    async call(context, idempotencyKey, perform) {
      // The SDK's own limit ends with the headers; this one also ends a body that drips.
      const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)])
      try {
        return await perform({ signal, headers: { 'Idempotency-Key': idempotencyKey } })
      } catch (error) {
        const failure = vendorError(signal.aborted ? signal.reason : error, { label, signal: context.signal, timeoutMs })
        if (!context.signal.aborted) context.log.warn({ err: failure, cause: causeOf(failure), endpoint: label }, 'vendor call failed')
        throw failure
      }
    },
  }
}

/** fetch without redirects (a vendor's answer must not send our key elsewhere) that breaks off an endless answer. */
async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  if (response.body === null) return response
  let bytes = 0
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > ANSWER_BYTES) controller.error(new TransientError('the answer was too large'))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(bounded, response)
}

const causeOf = (error: unknown) => (error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined)
