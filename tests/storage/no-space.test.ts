import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../queue/engines/embedded.ts'
import { openStore } from '../../storage/open-store.ts'
import { quiet } from './quiet.ts'
import { checkFile } from './sqlite-file.ts'
import { withFolder } from './with-folder.ts'

const MB = 1_000_000
const [MOUNT, UMOUNT] = ['mount', 'umount'] as const
const disk = mountSmallDisk()

describe.skipIf(disk === undefined)('a full disk', () => {
  const dataDir = disk ?? ''
  afterAll(async () => {
    execFileSync(UMOUNT, ['-l', dataDir])
    await rm(dataDir, { recursive: true })
  })

  it('is told as such, by blobs and by records, and nothing is left half-written', async () => {
    const store = await openStore({ dataDir, log: quiet })
    const full = { name: 'UserError', code: 'no-space' }
    const kept = await store.blobs.put(new Uint8Array(3 * MB))
    await expect(store.blobs.put(new Uint8Array(20 * MB))).rejects.toMatchObject(full)
    async function* flood() {
      for (;;) yield new Uint8Array(MB)
    }
    await expect(store.blobs.putStream(flood(), 100 * MB)).rejects.toMatchObject(full)
    const incoming = await readdir(join(dataDir, 'incoming'), { recursive: true })
    expect(incoming.filter((name) => !/^[^/]+$/.test(name))).toEqual([])

    const saves = async () => {
      for (let index = 0; index < 30; index++) await store.cache.save(`key ${index}`, 'script', 'x'.repeat(MB), 1)
    }
    await expect(saves()).rejects.toMatchObject(full)
    expect(await store.cache.find('key 0')).toHaveLength(MB)

    // With room again it goes on, in the same process.
    await rm(await store.blobs.path(kept))
    await store.cache.save('key 0', 'script', 'short', 1)
    expect(await store.cache.find('key 0')).toBe('short')
    await store.close()
    expect(await checkFile(join(dataDir, 'docreel.sqlite'))).toEqual({ integrity: ['ok'], foreignKeys: [] })
  })

  it('has no room for a queue, which is told and sets nothing aside', async () => {
    await expect(openEmbedded(join(dataDir, 'queue'), quiet)).rejects.toMatchObject({ name: 'UserError', code: 'no-space' })
    expect((await readdir(dataDir)).filter((name) => name.includes('damaged'))).toEqual([])
    await rm(join(dataDir, 'queue'), { recursive: true, force: true })
  })

  it('takes a file over from another disk', async () => {
    const store = await openStore({ dataDir, log: quiet })
    await withFolder(async (folder) => {
      const file = join(folder, 'film.mp4')
      await writeFile(file, 'a film')
      const id = await store.blobs.putFile(file)
      expect((await store.blobs.read(id)).toString()).toBe('a film')
      expect(await readdir(folder)).toEqual([])
      expect(await store.blobs.verify(id)).toBe(true)
    })
    await store.close()
  })
})

/** A file system of 16 MB, which only root can make; elsewhere these tests are skipped, loudly. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-disk-'))
  try {
    execFileSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'pipe' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    process.stderr.write('\nSKIPPED: a small disk can not be mounted here (that takes root), so nothing was tried on a full one\n')
    return undefined
  }
}
