import { stat } from 'node:fs/promises'
import { InputFile } from 'grammy'
import type { InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo, Message } from 'grammy/types'
import { UserError } from '../../lib/errors.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import type { AdapterMemory, Media } from '../chat.ts'
import { isStaleFile } from './failure.ts'
import { thumbnailOf } from './thumbnail.ts'

type Sendable = InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument

/** How long Telegram's id of a file is used again instead of its bytes. */
const KEPT_MS = 30 * 24 * 3_600_000
/** Larger pictures go as documents. */
const PHOTO_BYTES = 10_000_000

export interface UploadsOptions {
  blobs: Blobs
  memory: AdapterMemory
  uploadBytes(): number
}

/** Blobs as what Telegram takes: the bytes once, and its own id of them from then on. */
export function createUploads({ blobs, memory, uploadBytes }: UploadsOptions) {
  const keyOf = ({ kind, blob }: Media) => `file:${kind}:${blob}`

  return {
    /**
     * Sends a file with a call, or puts it into a message: by Telegram's id of it where that is known and still good, else its
     * bytes. Throws UserError `too-large`.
     */
    async use<T extends Message | true>(media: Media, call: (file: Sendable) => Promise<T>): Promise<T> {
      const known = await memory.get(keyOf(media))
      if (known !== undefined) {
        try {
          return await call(await sendable(media, known))
        } catch (error) {
          if (!isStaleFile(error)) throw error
        }
      }
      const message = await call(await sendable(media, undefined))
      const id = message === true ? undefined : fileIdOf(message)
      if (id !== undefined) await memory.set(keyOf(media), id, Date.now() + KEPT_MS)
      return message
    },
  }

  async function sendable(media: Media, known: string | undefined): Promise<Sendable> {
    const path = await blobs.path(media.blob as BlobId)
    const { size } = await stat(path)
    if (size > uploadBytes()) throw new UserError('too-large', 'This file is larger than Telegram takes.')
    const file = known ?? new InputFile(path, media.name)
    switch (media.kind) {
      case 'image':
        return { type: size > PHOTO_BYTES ? 'document' : 'photo', media: file }
      case 'video':
        return { type: 'video', media: file, supports_streaming: true, ...(await look(media)) }
      case 'audio':
        return { type: 'audio', media: file, ...(media.seconds === undefined ? {} : { duration: Math.round(media.seconds) }) }
      case 'file':
        return { type: 'document', media: file }
    }
  }

  async function look({ width, height, seconds, poster }: Media) {
    const size = { ...(width ? { width } : {}), ...(height ? { height } : {}), ...(seconds ? { duration: Math.round(seconds) } : {}) }
    if (poster === undefined) return size
    const path = await blobs.path(poster as BlobId)
    return { ...size, cover: new InputFile(path, 'cover.jpg'), thumbnail: new InputFile(await thumbnailOf(path), 'thumbnail.jpg') }
  }
}

export type Uploads = ReturnType<typeof createUploads>

function fileIdOf({ photo, video, audio, document }: Message): string | undefined {
  return photo?.at(-1)?.file_id ?? video?.file_id ?? audio?.file_id ?? document?.file_id
}
