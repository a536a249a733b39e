import { TransientError, UserError } from '../lib/errors.ts'
import { sqliteCode } from '../lib/sqlite.ts'

const FULL = ['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT']
/** Locks held by others, and a server that is away, restarting or out of connections. */
const PASSING =
  /^(SQLITE_BUSY|SQLITE_LOCKED|08...|57P0[123]|53300|40001|40P01|55P03|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN))$/
const PASSING_MESSAGE = /Connection terminated|timeout exceeded when trying to connect/

/**
 * Rethrows a database's or a file system's failure as what it means: UserError `no-space`, TransientError for what
 * passes by itself, and anything else, a bug, as it came.
 */
export function explainFailure(error: unknown): never {
  const code = codeOf(error)
  if (FULL.includes(code)) {
    throw new UserError('no-space', 'The disk is full. Free some space, then try again; nothing that was accepted is lost.', {
      cause: error,
    })
  }
  if (PASSING.test(code) || (error instanceof Error && PASSING_MESSAGE.test(error.message))) {
    throw new TransientError('The records can not be reached right now.', { cause: error })
  }
  throw error
}

/** What is wrong with records that do not open, and what to do: UserError `locked`, `corrupt`, `no-space` or `settings`. */
export function explainOpening(error: unknown, where: string): never {
  if (error instanceof UserError) throw error
  const code = codeOf(error)
  const say = (kind: 'locked' | 'corrupt' | 'settings' | 'no-space', sentence: string): never => {
    throw new UserError(kind, sentence, { cause: error })
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    say('locked', `The records in ${where} are held by another program. Close what has them open, then start again.`)
  }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    say('corrupt', `The records in ${where} are damaged. Move that file and its -wal and -shm aside and restore a backup, or start anew.`)
  }
  if (['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)) {
    say('settings', `The records in ${where} can not be written. Give this user the folder, or set another DATA_DIR.`)
  }
  if (FULL.includes(code)) say('no-space', `The disk of ${where} is full. Free some space, then start again.`)
  if (/^(28...|3D000|42501|ENOTFOUND)$/.test(code)) {
    say('settings', `Postgres at ${where} refuses us (${code}). Check user, password and database in DATABASE_URL.`)
  }
  if (PASSING.test(code) || (error instanceof Error && PASSING_MESSAGE.test(error.message))) {
    say('settings', `No Postgres answers at ${where}. Start it, or correct DATABASE_URL.`)
  }
  throw error
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return sqliteCode(error) ?? code
}
