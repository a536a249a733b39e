import { readFile, utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { onEffect } from '../../lib/effect.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { sampleResult, sampleRun } from './sample.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const bytes = (text: string) => new TextEncoder().encode(text)

const call = { vendor: 'images', person: undefined, caps: {} }

describeEngines('sweep', (engine) => {
  async function filled() {
    const store = await engine.open()
    const blob = (text: string) => store.blobs.put(bytes(text))
    const kept = { source: await blob('source'), clip: await blob('clip'), film: await blob('film'), stray: await blob('stray') }
    const run = sampleRun()
    await store.runs.accept({ ...run, request: { ...run.request, source: kept.source } }, '1')
    await store.cache.save('key', 'clip', { video: kept.clip }, 1)
    return { store, kept, id: run.id, holds: holder(store, kept) }
  }

  function holder<Name extends string>(store: Store, blobs: Record<Name, BlobId>) {
    return async () => {
      const names: Name[] = []
      for (const [name, id] of Object.entries(blobs) as [Name, BlobId][]) {
        if (await readFile(await store.blobs.path(id).catch(() => '/nowhere')).catch(() => undefined)) names.push(name)
      }
      return names
    }
  }

  it('drops each kind when its time has come', async () => {
    const { store, kept, id, holds } = await filled()
    await store.runs.move(id, ['waiting'], 'done', { result: { ...sampleResult, film: kept.film } })
    const end = Date.now()
    await store.sweep({ now: end })
    expect(await holds()).toEqual(['source', 'clip', 'film', 'stray'])
    expect(await store.sweep({ now: end + 2 * HOUR })).toEqual({ results: 0, blobs: 1, bytes: 5 })
    expect(await holds()).toEqual(['source', 'clip', 'film'])
    await store.sweep({ now: end + DAY + HOUR })
    expect(await holds()).toEqual(['clip', 'film'])
    expect(await store.sweep({ now: end + 7 * DAY + HOUR })).toEqual({ results: 1, blobs: 1, bytes: 4 })
    expect(await store.cache.find('key')).toBeUndefined()
    expect(await holds()).toEqual(['film'])
    await store.sweep({ now: end + 31 * DAY })
    expect(await holds()).toEqual([])
    expect((await store.runs.get(id))?.state).toBe('done')
    await expect(store.blobs.read(kept.film)).rejects.toMatchObject({ code: 'expired' })
  })

  it('keeps all that a run at work needs, however old, and what choices name', async () => {
    const { store, kept, id, holds } = await filled()
    await store.preferences.set('person:ann', { look: kept.stray })
    const preview = { step: 'picture', scene: 0, state: 'done' as const, fraction: 1, ms: 1, cached: false, preview: kept.clip }
    await store.runs.saveStep(id, preview)
    await store.sweep({ now: Date.now() + 100 * DAY })
    expect(await holds()).toEqual(['source', 'clip', 'stray'])
  })

  it('leaves alone what has just been stored or checked', async () => {
    const { store, kept } = await filled()
    const soon = Date.now() + HOUR / 2
    await store.sweep({ now: soon })
    expect(await store.blobs.verify(kept.stray)).toBe(true)
  })

  it.each(['stored', 'checked'])('spares a blob that is %s again just before it would go', async (how) => {
    const store = await engine.open()
    const id = await store.blobs.put(bytes('stray'))
    const file = await store.blobs.path(id)
    const old = new Date(Date.now() - 2 * HOUR)
    await utimes(file, old, old)
    onEffect(async (name, perform) => {
      if (name === 'sweep.blob') await (how === 'stored' ? store.blobs.put(bytes('stray')) : store.blobs.verify(id))
      return perform()
    })
    try {
      expect(await store.sweep({ now: Date.now() })).toMatchObject({ blobs: 0 })
    } finally {
      onEffect((_name, perform) => perform())
    }
    expect(await store.blobs.verify(id)).toBe(true)
  })

  it('forgets a paid answer, not that it was paid', async () => {
    const { calls, sweep } = await engine.open()
    await calls.intend('k', { ...call, run: 'run', estimate: 1 })
    await calls.answer('k', 'old', 0.25)
    await sweep({ now: Date.now() + 31 * DAY })
    expect(await calls.find('k')).toBeUndefined()
    expect(await calls.spent('run')).toBe(0.25)
    await calls.intend('k', { ...call, run: 'run', estimate: 1 })
    await calls.answer('k', 'new', 0.25)
    expect(await calls.spent('run')).toBe(0.5)
  })
})
