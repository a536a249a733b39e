import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { UserError } from '../lib/errors.ts'
import { makeFolder } from '../lib/make-folder.ts'

/** Makes the folder that everything is kept in. Throws UserError `settings` or `no-space` where it can't be made or written. */
export async function openDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path, 0o700)
    await access(path, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    if (code === 'ENOSPC')
      throw new UserError('no-space', `There is no room for ${path}. Free some, or choose another DATA_DIR.`, { cause })
    throw new UserError('settings', `${path} ${faults[code] ?? `can't be written (${code})`}. Choose another DATA_DIR.`, { cause })
  }
}

const faults: Record<string, string> = {
  EEXIST: 'is no folder',
  ENOENT: 'lies where no folder can be made',
  ENOTDIR: 'lies in something that is no folder',
  EROFS: 'is on a disk that can only be read',
  EACCES: 'belongs to another user',
}
