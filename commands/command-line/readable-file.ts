import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../../lib/errors.ts'
import { nearest } from '../../lib/nearest.ts'

/** The file that was named, when it is one and can be read. Throws UserError `not-found`. */
export async function readableFile(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw new UserError('not-found', `There is no file at ${file}. ${await remedy(file)}`)
  if (!found.isFile()) throw new UserError('not-found', `${file} is ${found.isDirectory() ? 'a folder' : 'no file'}. Name a document.`)
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new UserError('not-found', `${file} is not for this user to read. Change its rights, or copy it.`, { cause })
  })
  return file
}

async function remedy(file: string): Promise<string> {
  const folder = dirname(file)
  const meant = nearest(basename(file), await readdir(folder).catch(() => []))
  return meant === undefined ? 'Check the path.' : `Did you mean ${join(folder, meant)}?`
}
