import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One folder for all temporary files of a run, which goes when it ends: tests kill processes, and those tidy nothing up. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-tests-'))
  chmodSync(folder, 0o711) // Postgres has a user of its own, and its folder in this one
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
