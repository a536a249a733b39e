import { createHash } from 'node:crypto'
import { canonicalize } from 'json-canonicalize'

/** sha256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** sha256 of a JSON value in canonical form (RFC 8785): equal values give equal hashes, whatever their key order. */
export function hashOf(value: unknown): string {
  return sha256(canonicalize(value))
}
