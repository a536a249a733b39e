import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { canonicalize } from 'json-canonicalize'

/** sha256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** sha256 of a file's bytes in lower-case hex, read a megabyte at a time. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

/** sha256 of a JSON value in canonical form (RFC 8785): equal values give equal hashes, whatever their key order. */
export function hashOf(value: unknown): string {
  return sha256(canonicalize(value))
}
