import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onEffect } from '../../lib/effect.ts'
import { BlobId } from '../../pipeline/schema.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { quiet } from './quiet.ts'
import { nowhere } from './sample.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const idOf = (data: Uint8Array) => `blob:${createHash('sha256').update(data).digest('hex')}`

async function* stream(...chunks: Uint8Array[]) {
  yield* chunks
}

describe('blobs', () => {
  let dataDir: string
  let store: Store
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'docreel-blobs-'))
    store = await openStore({ dataDir, log: quiet })
  })
  afterEach(async () => {
    onEffect((_name, perform) => perform())
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  /** Every file under DATA_DIR that isn't the database or a lock. */
  async function files(): Promise<string[]> {
    const all = await readdir(dataDir, { recursive: true, withFileTypes: true })
    const names = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
    return names.filter((name) => !/^docreel\.sqlite|\.(lock|holder)$/.test(name))
  }

  it('names any bytes by their sha256, whichever way they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (data) => {
        const file = join(dataDir, 'some.bin')
        await writeFile(file, data)
        const streamed = await store.blobs.putStream(stream(data.subarray(0, 10), data.subarray(10)), 5_000)
        expect([await store.blobs.put(data), await store.blobs.putFile(file), streamed.id]).toEqual(Array(3).fill(idOf(data)))
        expect(streamed.bytes).toBe(data.length)
        expect(new Uint8Array(await store.blobs.read(streamed.id))).toEqual(data)
        await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
      }),
      { numRuns: 25 },
    )
  })

  it('lies where its hash says, for this user’s eyes only, with nothing left beside it', async () => {
    const open = join(dataDir, 'open.bin')
    await writeFile(open, 'moved')
    await chmod(open, 0o666)
    const ids = [await store.blobs.put(bytes('written')), await store.blobs.putFile(open)]
    const expected = ids.map((id) => id.slice(5)).map((hex) => join('blobs', hex.slice(0, 2), hex))
    expect((await files()).sort()).toEqual(expected.sort())
    for (const id of ids) expect((await stat(await store.blobs.path(id))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDir, 'blobs'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'docreel.sqlite'))).mode & 0o777).toBe(0o600)
  })

  it('stops a stream at its limit, and leaves nothing of it', async () => {
    expect(await store.blobs.putStream(stream(bytes('12345')), 5)).toMatchObject({ bytes: 5 })
    const before = await files()
    let closed = false
    async function* endless() {
      try {
        for (;;) yield new Uint8Array(1_000)
      } finally {
        closed = true
      }
    }
    await expect(store.blobs.putStream(endless(), 2_500_000)).rejects.toMatchObject({
      name: 'UserError',
      code: 'too-large',
      message: expect.stringContaining('2.5 MB'),
    })
    expect(closed).toBe(true)
    expect(await files()).toEqual(before)
  })

  it('leaves nothing of a stream that breaks, or of a rename that fails', async () => {
    async function* broken() {
      yield bytes('half')
      throw new DOMException('stopped', 'AbortError')
    }
    await expect(store.blobs.putStream(broken(), 100)).rejects.toMatchObject({ name: 'AbortError' })
    onEffect((name) => Promise.reject(new Error(`no ${name}`)))
    await expect(store.blobs.put(bytes('x'))).rejects.toThrow('no blob.put')
    expect(await files()).toEqual([])
  })

  it('notices a flipped bit that left size and times as they were, and sets the blob aside', async () => {
    const data = bytes('a film, say')
    const id = await store.blobs.put(data)
    expect(await store.blobs.verify(id)).toBe(true)
    const file = await store.blobs.path(id)
    const { atime, mtime } = await stat(file)
    const damaged = data.with(3, (data[3] ?? 0) ^ 1)
    await writeFile(file, damaged)
    await utimes(file, atime, mtime)

    const [first, second] = await Promise.all([store.blobs.verify(id), store.blobs.verify(id)])
    expect([first, second]).toEqual([false, false])
    const [aside] = await readdir(join(dataDir, 'damaged'))
    expect(new Uint8Array(await readFile(join(dataDir, 'damaged', aside ?? '')))).toEqual(damaged)
    await expect(store.blobs.path(id)).rejects.toMatchObject({ code: 'expired' })
    expect(await store.blobs.put(data)).toBe(id)
    expect(await store.blobs.verify(id)).toBe(true)
  })

  it('heals a damaged blob that is stored again', async () => {
    const id = await store.blobs.put(bytes('good'))
    await writeFile(await store.blobs.path(id), 'bad!')
    await store.blobs.put(bytes('good'))
    expect(await store.blobs.verify(id)).toBe(true)
  })

  it('says so when a blob is missing, and takes no path for an id', async () => {
    expect(await store.blobs.verify(nowhere)).toBe(false)
    for (const ask of [store.blobs.path(nowhere), store.blobs.read(nowhere)]) {
      await expect(ask).rejects.toMatchObject({ name: 'UserError', code: 'expired' })
    }
    const sly = 'blob:../../docreel.sqlite' as BlobId
    for (const ask of [() => store.blobs.path(sly), async () => store.blobs.read(sly), async () => store.blobs.verify(sly)]) {
      await expect(ask()).rejects.toMatchObject({ name: 'ZodError' })
    }
    expect(BlobId.safeParse(sly).success).toBe(false)
  })

  it('stores the same bytes from many at once', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => store.blobs.put(bytes('the same'))))
    expect(new Set(ids).size).toBe(1)
    expect(await files()).toHaveLength(1)
    expect(await Promise.all(ids.map((id) => store.blobs.verify(id)))).toEqual(ids.map(() => true))
  })
})
