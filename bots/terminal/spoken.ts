import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UserError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { Incoming } from '../chat.ts'

/** What the terminal delivers for a file on disk. Throws UserError('not-found') when it can't be read. */
export async function spoken(file: string, locale: string): Promise<Incoming> {
  const path = resolve(file)
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw new UserError('not-found', `There is no readable file at ${file}. Check the path.`, { cause: error })
  })
  const id = newId()
  const at = { place: { platform: 'terminal', channel: 'terminal' }, id }
  return {
    kind: 'message',
    text: '',
    files: [{ id: path, name: basename(path) }],
    id,
    from: { id: 'terminal', name: 'you', locale },
    at,
    time: Date.now(),
  }
}
