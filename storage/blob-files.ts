import { join } from 'node:path'
import { BlobId } from '../pipeline/schema.ts'

/** Where a blob lies: `DATA_DIR/blobs/ab/abcd…`. Throws on anything that is no blob id, so no path can be smuggled in. */
export function blobFile(dataDir: string, id: string): string {
  const hex = BlobId.parse(id).slice('blob:'.length)
  return join(blobFolder(dataDir), hex.slice(0, 2), hex)
}

/** The folder of all blobs. */
export function blobFolder(dataDir: string): string {
  return join(dataDir, 'blobs')
}

/** Where blobs go that no longer have their hash. */
export function damagedFolder(dataDir: string): string {
  return join(dataDir, 'damaged')
}
