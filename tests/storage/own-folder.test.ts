import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { loadConfig } from '../../config.ts'
import { lockFolder } from '../../lib/lock.ts'
import { serve } from '../../serve.ts'
import { ownFolder } from '../../storage/own-folder.ts'
import { startChild } from './children/child.ts'
import { quiet } from './quiet.ts'
import { withFolder } from './with-folder.ts'

async function foldersIn(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted()
}

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
    expect(await foldersIn(parent)).toEqual([mine.path, next.path].map((path) => path.slice(parent.length + 1)).toSorted())
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

it('while the product is up, what the dead left goes every hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  await withFolder(async (dataDir) => {
    const leaving = new AbortController()
    const config = loadConfig({ DATA_DIR: dataDir, LIGHT_VOICE: 'yes', PORT: '0' })
    const running = serve({ config, log: quiet, file: undefined, options: {}, json: false, signal: leaving.signal }, { chats: true })
    const parent = join(dataDir, 'work')
    try {
      const own = await vi.waitFor(async () => {
        const names = await foldersIn(parent)
        expect(names).toHaveLength(1)
        return names
      }, 20_000)
      for (const time of ['first', 'second']) {
        await mkdir(join(parent, 'dead'))
        await vi.waitFor(async () => {
          vi.advanceTimersByTime(3_600_000)
          expect(await foldersIn(parent), time).toEqual(own)
        }, 20_000)
      }
    } finally {
      leaving.abort()
      await running
    }
  })
})
