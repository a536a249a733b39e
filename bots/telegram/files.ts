import { access } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Api } from 'grammy'
import { effect } from '../../lib/effect.ts'
import { TransientError, UserError } from '../../lib/errors.ts'
import type { Secret } from '../../lib/secret.ts'
import type { FileRef } from '../chat.ts'
import { fileBytes } from '../file-bytes.ts'
import { failureOf } from './failure.ts'

export interface FilesOptions {
  api: Api
  token: Secret
  root: string
  /** Called with whether files come as paths on this machine: so a local Bot API server gives them. */
  local(isLocal: boolean): Promise<void>
}

/** Opens what people sent. The address of a file holds the bot's token: it is made here, used at once, and told to nobody. */
export function createDownload({ api, token, root, local }: FilesOptions) {
  return async function download({ id }: FileRef, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { file_path: path } = await api.getFile(id).catch(refused)
    if (path === undefined) throw gone()
    await local(isAbsolute(path))
    return isAbsolute(path) ? fromDisk(path, signal) : fromServer(path, signal)
  }

  async function fromDisk(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    await access(path).catch(() => {
      throw new UserError('settings', 'The local Bot API server keeps its files where this process can’t read them: share its folder.')
    })
    return fileBytes(path, signal)
  }

  function fromServer(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const address = `${root}/file/bot${token.reveal()}/${path.split('/').map(encodeURIComponent).join('/')}`
    return effect('chat.download', async () => {
      const response = await fetch(address, { signal, redirect: 'error' }).catch((error: unknown) => {
        throw safe(error, signal)
      })
      if (response.status === 404 || response.status === 400) throw gone()
      if (!response.ok || response.body === null) throw new TransientError(`Telegram gave no file: ${response.status}`)
      return streamed(response.body, signal)
    })
  }
}

async function* streamed(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      signal.throwIfAborted()
      yield chunk
    }
  } catch (error) {
    throw safe(error, signal)
  }
}

// What fetch throws may hold the address.
function safe(error: unknown, signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : new TransientError(`a file could not be fetched from Telegram (${(error as Error).name})`)
}

// Only a server of one's own gives more.
function refused(error: unknown): never {
  const failure = failureOf(error)
  if (!(failure instanceof UserError && failure.code === 'too-large')) throw failure
  throw new UserError('too-large', 'Telegram hands me files of up to 20 MB only. Send a part of it, or a smaller file.')
}

function gone(): UserError {
  return new UserError('not-found', 'This file is not here any more. Send it again.')
}
