import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, with those it lies in, where they are missing. The outermost is made plainly: where none can be made at all, as in
 * `/proc`, Node's `recursive` tries for ever, and this throws ENOENT.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  let outermost = path
  while (!existsSync(dirname(outermost)) && dirname(outermost) !== outermost) outermost = dirname(outermost)
  await mkdir(outermost, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await mkdir(path, { recursive: true, mode })
}
