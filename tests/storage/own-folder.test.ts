import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lockFolder } from '../../lib/lock.ts'
import { ownFolder } from '../../storage/own-folder.ts'
import { startChild } from './children/child.ts'
import { withFolder } from './with-folder.ts'

it('a lock names its holder, and is free at once when that one is killed', async () => {
  await withFolder(async (folder) => {
    const lock = join(folder, 'queue')
    const parent = join(folder, 'work')
    const child = startChild('hold-folder', { lock, parent })
    await child.says(1)
    const refused = { code: 'locked', message: expect.stringMatching(/in use by process \d+/) }
    await expect(lockFolder(lock)).rejects.toMatchObject(refused)

    const mine = await ownFolder(parent)
    expect(await readdir(child.said[0] ?? '')).toEqual(['half.bin'])
    await child.ended('SIGKILL')

    const held = await lockFolder(lock)
    await expect(lockFolder(lock)).rejects.toMatchObject({ message: expect.stringContaining(String(process.pid)) })
    await held.release()
    await (await lockFolder(lock)).release()

    await writeFile(join(mine.path, 'x'), 'x')
    const next = await ownFolder(parent)
    expect(
      new Set(await readdir(parent, { withFileTypes: true }).then((all) => all.filter((e) => e.isDirectory()).map((e) => e.name))),
    ).toEqual(new Set([mine.path, next.path].map((path) => path.slice(parent.length + 1))))
    await mine.release()
    await next.release()
    expect(await readdir(parent)).toEqual([])
  })
})

it('many who start at once each get a folder', async () => {
  await withFolder(async (parent) => {
    const folders = await Promise.all(Array.from({ length: 12 }, () => ownFolder(parent)))
    for (const { path } of folders) await writeFile(join(path, 'x'), 'x')
    await Promise.all(folders.map(({ release }) => release()))
    expect(await readdir(parent)).toEqual([])
  })
})
