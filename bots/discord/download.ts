import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import { effect } from '../../lib/effect.ts'
import { TransientError, UserError } from '../../lib/errors.ts'
import type { Call } from './call.ts'

/** Where Discord keeps files. Addresses come from Discord alone, and still nothing else is fetched. */
const hosts: readonly string[] = ['cdn.discordapp.com', 'media.discordapp.net']
const Refreshed = z.object({ refreshed_urls: z.array(z.object({ refreshed: z.string().nullish() })) })
const REFRESH = '/attachments/refresh-urls'

/** Fetches attachments. An API root of one's own stands for its files too. */
export function createDownload({ root, call }: { root: string; call: Call }) {
  const isOwn = !/(^|\.)discord\.com$/.test(new URL(root).hostname)

  async function fetchFile(address: string, signal: AbortSignal): Promise<Response> {
    const url = URL.canParse(address) ? new URL(address) : undefined
    const isKnown =
      url !== undefined && (isOwn ? /^https?:$/.test(url.protocol) : url.protocol === 'https:' && hosts.includes(url.hostname))
    if (!isKnown) throw gone()
    try {
      return await effect('discord.download', () => fetch(url, { signal, redirect: 'error' }))
    } catch (error) {
      if (signal.aborted) throw error
      throw new TransientError('a file could not be fetched from Discord', { cause: error })
    }
  }

  /** The file's bytes as they come. An address that ran out, as they do after a day, is renewed once. Throws UserError('not-found'). */
  return async function download(address: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    let response = await fetchFile(address, signal)
    if (response.status === 403 || response.status === 404) {
      const answer = await call('post', REFRESH, { body: { attachment_urls: [address] } }).catch(() => undefined)
      const fresh = Refreshed.safeParse(answer).data?.refreshed_urls[0]?.refreshed
      if (fresh) response = await fetchFile(fresh, signal)
    }
    if (response.status >= 500) throw new TransientError(`Discord's files answered ${response.status}`)
    if (!response.ok || response.body === null) throw gone()
    return Readable.fromWeb(response.body as ReadableStream, { signal })
  }
}

function gone(): UserError {
  return new UserError('not-found', 'That file is not there any more. Drop it again.')
}
