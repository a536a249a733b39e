import { readFileSync } from 'node:fs'
import { UserError } from './errors.ts'

/** A process that serves chats and renders holds about a hundred; below that its parts fail in ways of their own, and look damaged. */
const LEAST = 256

/** Refuses to start where too few files may be open at once. Throws UserError `settings`; passes where a system does not tell. */
export function demandFileHandles(): void {
  const allowed = Number(/^Max open files +(\d+)/m.exec(limits())?.[1] ?? Number.POSITIVE_INFINITY)
  if (allowed >= LEAST) return
  throw new UserError('settings', `Only ${allowed} files may be open at once here, and ${LEAST} are needed. Allow more: ulimit -n 4096`)
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}
