import { constants } from 'node:fs'
import { copyFile, open, realpath, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../lib/errors.ts'
import { sha256OfFile } from '../../lib/hash.ts'
import { makeFolder } from '../../lib/make-folder.ts'
import type { Say } from '../say.ts'

/**
 * Where a film is to go, as a whole path; its folder is made where there is none. Throws UserError `usage` for a place that can't be
 * written, while nothing has been made yet; that a disk fills up meanwhile shows only then.
 */
export async function filmPlace(out: string, document: string, say: Say): Promise<string> {
  const path = resolve(out)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true || /[\\/]$/.test(out)) {
    throw new UserError('usage', say('cli.out.folder', { path, example: join(out, 'film.mp4') }))
  }
  if (found !== undefined && (await realpath(path)) === (await realpath(document))) {
    throw new UserError('usage', say('cli.out.document', { path }))
  }
  try {
    await makeFolder(dirname(path))
    // Only writing tells: rights say nothing of a system's own folders, nor of too long a name. What is there stays as it is.
    await (await open(path, 'a')).close()
    if (found === undefined) await rm(path)
  } catch (cause) {
    const fault = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    throw new UserError('usage', say('cli.out.unwritable', { path, fault }), { cause })
  }
  return path
}

/**
 * Puts a film among those that were made before, as `name.mp4`, and says where: a different one that is called so keeps its name, and this
 * one is `name-2.mp4`. The same film, byte for byte, has its place already; in another style or voice it is another film.
 */
export async function placeAmongFilms(film: string, { folder, name }: { folder: string; name: string }): Promise<string> {
  await makeFolder(folder)
  for (let count = 1; ; count++) {
    const path = join(folder, `${name}${count === 1 ? '' : `-${count}`}.mp4`)
    try {
      await copyFile(film, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        await rm(path, { force: true })
        throw error
      }
      if (await isSameFile(film, path)) return path
    }
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [{ size }, found] = await Promise.all([stat(one), stat(other)])
  return found.isFile() && found.size === size && (await sha256OfFile(one)) === (await sha256OfFile(other))
}
