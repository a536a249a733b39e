import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { sampleResult, sampleRun } from './sample.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const bytes = (text: string) => new TextEncoder().encode(text)

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

  it('spares a blob that is stored again while it sweeps', async () => {
    const store = await engine.open()
    const texts = Array.from({ length: 40 }, (_, index) => `stray ${index}`)
    const ids = await Promise.all(texts.map((text) => store.blobs.put(bytes(text))))
    const later = Date.now() + 500
    const keep = { sourcesMs: 0, intermediatesMs: 0, filmsMs: 0 }
    // An hour's grace, seen from an hour and a half a second later: old now, fresh as soon as they are stored again.
    await new Promise((resolve) => setTimeout(resolve, 600))
    const [, ...again] = await Promise.all([
      store.sweep({ now: later + HOUR, keep }),
      ...texts.map(async (text) => store.blobs.put(bytes(text))),
    ])
    expect(again).toEqual(ids)
    expect(await Promise.all(ids.map((id) => store.blobs.verify(id)))).toEqual(ids.map(() => true))
  })

  it('forgets a paid answer, not that it was paid', async () => {
    const { calls, sweep } = await engine.open()
    await calls.intend('k', 'images', 'run', 1)
    await calls.answer('k', 'old', 0.25)
    await sweep({ now: Date.now() + 31 * DAY })
    expect(await calls.find('k')).toBeUndefined()
    expect(await calls.spent('run')).toBe(0.25)
    await calls.intend('k', 'images', 'run', 1)
    await calls.answer('k', 'new', 0.25)
    expect(await calls.spent('run')).toBe(0.5)
  })
})
