import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const SHAPE = /^[A-Za-z0-9_-]{32,}$/

/** The installation's own token: read from its file, or made there readable by its owner alone, so that an address works after a restart. */
export async function loadToken(folder: string): Promise<string> {
  const path = join(folder, 'token')
  const found = await readFile(path, 'utf8').catch(() => '')
  if (SHAPE.test(found.trim())) return found.trim()
  const token = randomBytes(24).toString('base64url')
  await writeFile(`${path}.new`, `${token}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
  return token
}

/** Compares without telling by its time how much was right. */
export function sameToken(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(digest(given), digest(expected))
}
