import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isAbort, type Problem, TransientError, toProblem, UserError } from '../../lib/errors.ts'

/** Answers with the one shape every failure here has: `{"error":{"code","message"}}`. A person at the front door gets the sentence alone. */
export function refuse(c: Context, status: ContentfulStatusCode, code: Problem['code'], message: string, id?: string) {
  c.header('Cache-Control', 'no-store')
  if (c.req.path === '/') return c.text(message, status)
  return c.json({ error: { code, message, ...(id === undefined ? {} : { id }) } }, status)
}

const STATUS: Partial<Record<Problem['code'], ContentfulStatusCode>> = {
  'not-found': 404,
  forbidden: 403,
  expired: 409,
  'too-large': 413,
  'no-space': 507,
  busy: 503,
  vendor: 503,
  bug: 500,
}

/** Turns anything a handler threw into an answer; `report` hears of what is not the person's doing, under the id they are shown. */
export function refuseError(c: Context, error: unknown, report: (error: unknown, id: string | undefined) => void) {
  const problem = toProblem(error)
  if (!(error instanceof UserError) && !isAbort(error)) report(error, problem.id)
  const status = error instanceof TransientError ? 503 : (STATUS[problem.code] ?? 422)
  return refuse(c, status, problem.code, problem.message, problem.id)
}
