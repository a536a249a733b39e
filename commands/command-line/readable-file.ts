import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { UserError } from '../../lib/errors.ts'

/** The file that was named, when it is one and can be read. Throws UserError `not-found`. */
export async function readableFile(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw new UserError('not-found', `There is no file at ${file}. Check the path.`)
  if (!found.isFile()) throw new UserError('not-found', `${file} is ${found.isDirectory() ? 'a folder' : 'no file'}. Name a document.`)
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new UserError('not-found', `${file} is not for this user to read. Change its rights, or copy it.`, { cause })
  })
  return file
}
