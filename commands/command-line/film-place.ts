import { constants } from 'node:fs'
import { chmod, copyFile, open, realpath, rm, stat } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { UserError } from '../../lib/errors.ts'
import { sha256OfFile } from '../../lib/hash.ts'
import { makeFolder } from '../../lib/make-folder.ts'
import type { Say } from '../say.ts'

/**
 * Where a film is to go, as a whole path, `.mp4` where it names no kind of file; its folder is made where there is none. Throws UserError `usage` for a place that can't be
 * written, while nothing has been made yet; that a disk fills up meanwhile shows only then.
 */
export async function filmPlace(out: string, document: string, say: Say): Promise<string> {
  const given = await stat(out).catch(() => undefined)
  if (given?.isDirectory() === true || /[\\/]$/.test(out)) {
    throw new UserError('usage', say('cli.out.folder', { path: resolve(out), example: join(out, 'film.mp4') }))
  }
  const path = resolve(extname(out) === '' ? `${out}.mp4` : out)
  const found = await stat(path).catch(() => undefined)
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
      await copyOut(film, path, constants.COPYFILE_EXCL)
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

/** Copies a stored file, which only its owner may read, to a person's own place, with the rights that any new file of theirs has. */
export async function copyOut(from: string, to: string, mode = 0): Promise<void> {
  await copyFile(from, to, mode | constants.COPYFILE_FICLONE)
  await chmod(to, 0o666 & ~process.umask())
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [{ size }, found] = await Promise.all([stat(one), stat(other)])
  return found.isFile() && found.size === size && (await sha256OfFile(one)) === (await sha256OfFile(other))
}
