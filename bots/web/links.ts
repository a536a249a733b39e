import { sign, verify } from 'hono/jwt'
import { z } from 'zod'

const DAYS_7 = 7 * 24 * 3600
const ALGORITHM = 'HS256'
const Payload = z.object({ blob: z.string().regex(/^blob:[0-9a-f]{64}$/), name: z.string() })

/** Path of an address that gives one file to whoever has it, for seven days. */
export async function signLink({ blob, name }: { blob: string; name: string }, secret: string): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + DAYS_7
  return `/shared/${await sign({ blob, name, exp }, keyOf(secret), ALGORITHM)}`
}

/** The file that a link gives; undefined for one that expired or was not signed here. */
export async function openLink(signed: string, secret: string): Promise<z.infer<typeof Payload> | undefined> {
  try {
    return Payload.parse(await verify(signed, keyOf(secret), ALGORITHM))
  } catch {
    return undefined
  }
}

// A link must never pass for the token itself.
function keyOf(secret: string): string {
  return `links:${secret}`
}
