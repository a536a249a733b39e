import type { FileRef } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import type { BlobId } from '../pipeline/schema.ts'
import type { CommandContext } from './command.ts'

/** Stores a file that somebody sent, and says how large it could have been. Throws UserError `too-large`. */
export async function takeFile(
  file: FileRef,
  { store, adapter, say, uploadBytes, signal }: Pick<CommandContext, 'store' | 'adapter' | 'say' | 'uploadBytes' | 'signal'>,
): Promise<{ id: BlobId; limit: number }> {
  const limit = Math.min(uploadBytes, adapter.limits.downloadBytes)
  const tooLarge = () => new UserError('too-large', say('drop.too-large', { name: file.name, megabytes: Math.floor(limit / 1_000_000) }))
  if ((file.bytes ?? 0) > limit) throw tooLarge()
  const { id } = await store.blobs.putStream(await adapter.download(file, signal), limit).catch((error: unknown) => {
    throw error instanceof UserError && error.code === 'too-large' ? tooLarge() : error
  })
  return { id, limit }
}
