import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Path of a server's binary, looked for in `folders` and PATH. Where there is none it says so on stderr, and throws when
 * CI=true: a suite that quietly ran nothing must not look green.
 */
export function present(binary: string, folders: string[] = []): string | undefined {
  const found = [...folders, ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, binary)).find(executable)
  if (found !== undefined) return found
  const message = `SKIPPED: no ${binary} on this machine; install it to run the tests that need it`
  if (process.env.CI === 'true') throw new Error(message)
  process.stderr.write(`\n${message}\n`)
  return undefined
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
