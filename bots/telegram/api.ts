import { Api } from 'grammy'
import { effect } from '../../lib/effect.ts'
import type { Secret } from '../../lib/secret.ts'

export interface ApiOptions {
  token: Secret
  /** Where the Bot API is, without a stroke at its end. */
  root: string
}

/** A call that takes longer has failed: Telegram answers within seconds, but an upload takes what it takes. */
const CALL_MS = 30_000
const UPLOAD_MS = 30 * 60_000

/** grammY's client of the Bot API; every call is an effect and has a time limit. */
export function openApi({ token, root }: ApiOptions): Api {
  const api = new Api(token.reveal(), { apiRoot: root, timeoutSeconds: UPLOAD_MS / 1_000 })
  api.config.use(async (call, method, payload, signal) => {
    if (method === 'getUpdates' || uploads.has(method)) return effect(`chat.${method}`, () => call(method, payload, signal))
    const limit = AbortSignal.timeout(CALL_MS) as unknown as NonNullable<typeof signal>
    return effect(`chat.${method}`, () => call(method, payload, signal ?? limit))
  })
  return api
}

const uploads = new Set<string>(['sendPhoto', 'sendVideo', 'sendAudio', 'sendDocument', 'editMessageMedia'])
