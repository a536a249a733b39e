import { UserError } from '../../lib/errors.ts'

const TOLERANCE_MS = 3_000

/**
 * Refuses to start on a machine whose clock is off: jobs are locked until a time that the worker reads from its own clock, so a fast one
 * steals the work of the living. Throws UserError `settings`.
 */
export async function checkClock(serverTime: () => Promise<number>): Promise<void> {
  const asked = Date.now()
  const theirs = await serverTime()
  const skew = Math.round((asked + Date.now()) / 2 - theirs)
  if (Math.abs(skew) <= TOLERANCE_MS) return
  throw new UserError(
    'settings',
    `This machine's clock is ${Math.round(skew / 1_000)} s off the queue server's. Set it right and start again.`,
  )
}
