import { setTimeout as sleep } from 'node:timers/promises'
import { type RawFile, REST, type RESTOptions, type RequestMethod } from 'discord.js'
import { effect } from '../../lib/effect.ts'
import { TransientError } from '../../lib/errors.ts'
import { withoutSecrets } from './refusal.ts'

export interface Request {
  body?: object | undefined
  files?: RawFile[] | undefined
  query?: Record<string, string> | undefined
  /** An interaction's routes carry their own token. */
  unsigned?: boolean | undefined
  /** Tries again until it works or the product ends; what is soon outdated is better refused with a TransientError. */
  patient?: boolean | undefined
}

/** One request to Discord; throws a TransientError or a Refusal, and gives the answer as it came. */
export type Call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', route: string, request?: Request) => Promise<unknown>

/** An upload takes as long as it needs: what was given up on half-way would be posted twice. */
const UPLOAD_MS = 15 * 60_000
const REQUEST_MS = 30_000
/** Rate limits up to this long are waited out in discord.js' own queue. */
const SHORT_WAIT_MS = 2_000
const TRIES = 6
const FIRST_WAIT_MS = 500

/** How discord.js is to talk to the API. `root` has no version at its end. */
export function restOptions(root: string): Partial<RESTOptions> {
  return {
    api: root.replace(/\/+$/, '').replace(/\/v\d+$/, ''),
    timeout: UPLOAD_MS,
    retries: 1,
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > SHORT_WAIT_MS,
  }
}

/** The one door to Discord's HTTP API. After `signal` nothing is waited for any more. */
export function createCall({ root, token, signal }: { root: string; token: string; signal: AbortSignal }): Call {
  const rest = new REST(restOptions(root)).setToken(token)
  return async (method, route, { body, files, query, unsigned = false, patient = true } = {}) => {
    for (let failures = 0; ; ) {
      try {
        return await effect(`discord.${method}`, async () => {
          const response = await rest.queueRequest({
            method: method.toUpperCase() as RequestMethod,
            fullRoute: route as `/${string}`,
            auth: !unsigned,
            ...(body === undefined ? {} : { body }),
            ...(files === undefined || files.length === 0 ? { signal: AbortSignal.timeout(REQUEST_MS) } : { files }),
            ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
          })
          const answer = await response.text()
          return answer === '' ? undefined : (JSON.parse(answer) as unknown)
        })
      } catch (caught) {
        const error = withoutSecrets(caught)
        const asked = error instanceof TransientError ? error.retryAfterMs : undefined
        if (!(error instanceof TransientError) || !patient || signal.aborted) throw error
        if (asked === undefined && ++failures >= TRIES) throw error
        await sleep(asked ?? FIRST_WAIT_MS * 2 ** (failures - 1), undefined, { signal }).catch(() => Promise.reject(error))
      }
    }
  }
}
