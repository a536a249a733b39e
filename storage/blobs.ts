import { createHash } from 'node:crypto'
import { access, chmod, copyFile, type FileHandle, mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { effect } from '../lib/effect.ts'
import { UserError } from '../lib/errors.ts'
import { sha256OfFile } from '../lib/hash.ts'
import { newId } from '../lib/ids.ts'
import { BlobId } from '../pipeline/schema.ts'
import type { Blobs } from '../pipeline/step.ts'
import { blobFile, damagedFolder } from './blob-files.ts'
import { explainFailure } from './database-errors.ts'

/**
 * Blobs as files of `DATA_DIR/blobs`, each whole and synced before it has its name, readable by this user alone.
 * Unfinished ones lie in `incoming`, which must be of the same file system. A full disk is UserError `no-space`.
 */
export function createBlobs({ dataDir, incoming, log }: { dataDir: string; incoming: string; log: Logger }): Blobs {
  const verifying = new Map<BlobId, Promise<boolean>>()

  return {
    put: (bytes) =>
      written(async (file, hash) => {
        hash.update(bytes)
        await file.writeFile(bytes)
      }),
    putFile: (path) => takeOver(path).catch(explainFailure),
    async putStream(stream, limitBytes) {
      let bytes = 0
      const id = await written(async (file, hash) => {
        for await (const chunk of stream) {
          bytes += chunk.byteLength
          if (bytes > limitBytes) throw tooLarge(limitBytes)
          hash.update(chunk)
          await file.writeFile(chunk)
        }
      })
      return { id, bytes }
    },
    async path(id) {
      const file = blobFile(dataDir, id)
      await access(file).catch(gone)
      return file
    },
    read: (id) => readFile(blobFile(dataDir, id)).catch(gone),
    verify(id) {
      const running = verifying.get(id) ?? check(id).finally(() => verifying.delete(id))
      verifying.set(id, running)
      return running
    },
  }

  async function written(write: (file: FileHandle, hash: ReturnType<typeof createHash>) => Promise<void>): Promise<BlobId> {
    const temporary = join(incoming, newId())
    try {
      const hash = createHash('sha256')
      const file = await open(temporary, 'wx', 0o600)
      try {
        await write(file, hash)
        await file.sync()
      } finally {
        await file.close()
      }
      return await settle(temporary, hash.digest('hex'))
    } catch (error) {
      await rm(temporary, { force: true })
      return explainFailure(error)
    }
  }

  async function takeOver(path: string): Promise<BlobId> {
    await chmod(path, 0o600)
    const hex = await sha256OfFile(path)
    await sync(path)
    try {
      return await settle(path, hex)
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error
    }
    const temporary = join(incoming, newId())
    try {
      await copyFile(path, temporary)
      await sync(temporary)
      const id = await settle(temporary, hex)
      await rm(path, { force: true })
      return id
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  // Renamed over what is there: that heals a damaged blob, and tells the sweep that it is wanted again.
  async function settle(from: string, hex: string): Promise<BlobId> {
    const id = BlobId.parse(`blob:${hex}`)
    const to = blobFile(dataDir, id)
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    const now = new Date()
    await utimes(from, now, now)
    await effect('blob.put', () => rename(from, to))
    await sync(dirname(to))
    return id
  }

  // Nothing is remembered between checks: a flipped bit leaves size and times as they were, and hashing 50 MB takes a
  // fifth of a second.
  async function check(id: BlobId): Promise<boolean> {
    const file = blobFile(dataDir, id)
    try {
      const now = new Date()
      await utimes(file, now, now)
      if (`blob:${await sha256OfFile(file)}` === id) return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      if (codeOf(error) !== 'EIO') throw error
    }
    log.warn({ blob: id }, 'a stored file no longer has its hash and is set aside')
    const folder = damagedFolder(dataDir)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await effect('blob.set-aside', () => rename(file, join(folder, `${id.slice('blob:'.length)}-${newId()}`)))
    return false
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function tooLarge(limitBytes: number): UserError {
  return new UserError('too-large', `This file is larger than ${Math.floor(limitBytes / 100_000) / 10} MB, the most we take.`)
}

function gone(error: unknown): never {
  if (codeOf(error) !== 'ENOENT') throw error
  throw new UserError('expired', 'This file is no longer kept here. Drop the document again.', { cause: error })
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
