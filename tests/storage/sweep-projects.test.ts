import { expect, it } from 'vitest'
import { newId } from '../../lib/ids.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { sampleBoard, sampleResult, sampleRevision, sampleRun } from './sample.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describeEngines('sweep of projects', (engine) => {
  async function filled(store: Store) {
    const salt = newId()
    const blob = (text: string) => store.blobs.put(new TextEncoder().encode(`${text} ${salt}`))
    const kept = {
      source: await blob('source'),
      own: await blob('own'),
      picture: await blob('picture'),
      clip: await blob('clip'),
      film: await blob('film'),
    }
    const run = sampleRun()
    await store.runs.accept({ ...run, request: { ...run.request, source: kept.source } }, salt)
    const [scene] = sampleBoard([0]).scenes
    if (scene === undefined) throw new Error('no scene')
    const own = { media: kept.own, kind: 'picture' as const, fit: 'crop' as const }
    await store.runs.adopt(run.id, 1, { ...sampleBoard([0]), scenes: [{ ...scene, own }] }, { key: 'change.written', values: {} })
    await store.revisions.add(run.project, 1, sampleRevision([0], 1))
    const step = { step: 'picture', scene: 0, state: 'done' as const, fraction: 1, ms: 1, cached: false }
    await store.runs.saveStep(run.id, { ...step, preview: kept.picture })
    await store.cacheFor(run.project).save(`clip ${salt}`, 'clip', { video: kept.clip }, 1)
    const finish = () => store.runs.move(run.id, ['waiting', 'running'], 'done', { result: { ...sampleResult, film: kept.film } })
    const holds = async () => {
      const names: string[] = []
      for (const [name, id] of Object.entries(kept) as [string, BlobId][]) if (await store.blobs.verify(id)) names.push(name)
      return names
    }
    return { ...run, salt, finish, holds }
  }

  // `verify` touches a blob, so each moment is looked at in records of its own.
  it.each([
    ['two days', 2 * DAY, ['own', 'picture', 'clip', 'film']],
    ['twenty days', 20 * DAY, ['own', 'picture', 'clip', 'film']],
    ['forty days', 40 * DAY, ['own']],
  ])('keeps after %s what a film is changed with as long as the film, and what people gave', async (_, ms, left) => {
    const store = await engine.open()
    const { finish, holds } = await filled(store)
    await finish()
    await store.sweep({ now: Date.now() + ms })
    expect(await holds()).toEqual(left)
  })

  it('notes what another project made as used by the one that found it', async () => {
    const store = await engine.open()
    const { salt, project, finish } = await filled(store)
    const other = await filled(store)
    await finish()
    await other.finish()
    expect(await store.cacheFor(other.project).find(`clip ${salt}`)).toBeDefined()
    await store.projects.remove(project)
    await store.sweep({ now: Date.now() + 8 * DAY })
    expect(await store.cache.find(`clip ${salt}`)).toBeDefined()
    expect(await store.cacheFor(other.project).find('unknown')).toBeUndefined()
  })

  it('keeps no document of a run that waits for a person, but all it goes on with', async () => {
    const store = await engine.open()
    const { id, holds } = await filled(store)
    await store.runs.move(id, ['waiting'], 'running')
    await store.runs.pause(id, 'scenes')
    await store.sweep({ now: Date.now() + 20 * DAY })
    expect(await holds()).toEqual(['own', 'picture', 'clip'])
    expect(await store.runs.approve(id, 'scenes', 1)).toBe(true)
  })

  it('forgets a removed project whole, once nothing of it is at work', async () => {
    const store = await engine.open()
    const { id, project, holds } = await filled(store)
    const stays = await filled(store)
    await store.runs.move(id, ['waiting'], 'running')
    await store.approvals.approve(project, 1, 0, { id: 'ann', name: 'Ann' })
    await store.projects.remove(project)
    await store.sweep({ now: Date.now() })
    expect(await store.runs.get(id)).toMatchObject({ state: 'running' })
    await store.runs.move(id, ['running'], 'cancelled')
    await store.sweep({ now: Date.now() + 8 * DAY })
    expect(await store.runs.get(id)).toBeUndefined()
    expect(await store.runs.steps(id)).toEqual([])
    expect(await store.revisions.list(project)).toEqual([])
    expect(await store.projects.members(project)).toEqual([])
    expect(await holds()).toEqual([])
    expect(await store.revisions.list(stays.project)).toHaveLength(2)
  })
})
