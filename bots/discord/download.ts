import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { effect } from '../../lib/effect.ts'
import { TransientError, UserError } from '../../lib/errors.ts'

/** Where Discord keeps files. Addresses come from Discord alone, and still nothing else is fetched. */
const hosts: readonly string[] = ['cdn.discordapp.com', 'media.discordapp.net']

/** Fetches attachments by their addresses, which hold for about a day. An API root of one's own stands for its files too. */
export function createDownload(root: string) {
  const isOwn = !/(^|\.)discord\.com$/.test(new URL(root).hostname)
  const isKnown = ({ protocol, hostname }: URL) => (isOwn ? /^https?:$/.test(protocol) : protocol === 'https:' && hosts.includes(hostname))

  /** The file's bytes as they come. Throws UserError('not-found'), TransientError. */
  return async function download(address: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (url === undefined || !isKnown(url)) throw gone()
    const response = await effect('discord.download', () => fetch(url, { signal, redirect: 'error' })).catch((error: unknown) => {
      throw signal.aborted ? error : new TransientError('a file could not be fetched from Discord', { cause: error })
    })
    if (response.status >= 500) throw new TransientError(`Discord's files answered ${response.status}`)
    if (!response.ok || response.body === null) throw gone()
    return Readable.fromWeb(response.body as ReadableStream, { signal })
  }
}

function gone(): UserError {
  return new UserError('not-found', 'That file is not there any more. Drop it again.')
}
