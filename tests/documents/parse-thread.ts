import { parentPort } from 'node:worker_threads'
import { UserError, type UserErrorCode } from '../../lib/errors.ts'
import { defaultLimits } from '../../pipeline/documents/limits.ts'
import { parse } from '../../pipeline/documents/parse.ts'
import type { Frame, Request } from '../../pipeline/documents/wire.ts'

/** A file and what is asked of it. */
export type Ask = Request & { bytes: Uint8Array }
/** What the parser told, or why it wouldn't; damage that it didn't foresee is `corrupt`, as the jail's parent has it. */
export type Tell = { frames: Frame[] } | { code: UserErrorCode; message: string }

// The jail's program without the jail: one thread for all the readings of a test file.
parentPort?.on('message', async ({ bytes, ...asked }: Ask) => {
  const frames: Frame[] = []
  let tell: Tell = { frames }
  try {
    await parse({ asked, bytes, limits: { ...defaultLimits, ...asked.limits }, send: (frame) => void frames.push(frame) })
  } catch (error) {
    tell = { code: error instanceof UserError ? error.code : 'corrupt', message: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(tell)
})
