import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from './contract.ts'
import type { Place } from './support/places.ts'
import { openRig, type Rig } from './support/rig.ts'

/** What every engine promises of films that stop to be looked at; `next` gives a queue that nobody has used. */
export function reviewContract(name: string, next: () => Promise<Place>) {
  describe(`review on ${name}`, { timeout: 180_000, concurrent: false }, () => {
    let rig: Rig
    beforeEach(async () => {
      rig = await openRig(await next())
    })
    afterEach(() => rig.stop())

    const count = async (what: string, ...steps: string[]) =>
      (await rig.journal()).filter((line) => line.what === what && steps.includes(line.step)).length
    const began = (...steps: string[]) => count('begin', ...steps)
    const inQueue = async (works: { health(): Promise<{ jobs: { waiting: number; active: number; delayed: number } }> }) => {
      const { waiting, active, delayed } = (await works.health()).jobs
      return waiting + active + delayed
    }
    const reworded = async (runId: string, scene: number) => {
      const run = await rig.store.runs.get(runId)
      const board = run?.request.board
      if (run === undefined || board === undefined) throw new Error('no board')
      const scenes = board.scenes.map((old, index) => (index === scene ? { ...old, text: 'another' } : old))
      const made = { parent: run.revision, by: run.owner, change: { key: 'change.words', values: {} }, settings: run.request.settings }
      const revision = await rig.store.revisions.add(run.project, run.revision, { ...made, board: { ...board, scenes } }, run.id)
      if (revision === undefined) throw new Error('not the newest')
      return revision
    }

    it('stops for the script, then for the scenes, then makes the film', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 3 }, 'a', { review: 'all' })
      await works.submit(run)

      const script = await rig.reach(run.id, ['review'])
      expect(script).toMatchObject({ waitsFor: 'script', revision: 1, approved: 'nothing', attempt: 1 })
      expect(script.request.board?.scenes).toHaveLength(3)
      expect((await rig.store.revisions.list(run.project)).map(({ change }) => change.key)).toEqual(['change.written'])
      await until(async () => (await inQueue(works)) === 0)
      expect(await began('picture', 'narrate', 'clip', 'film')).toBe(0)

      for (let presses = 0; presses < 5; presses++) {
        expect(await rig.store.runs.approve(run.id, 'script', 1)).toBe(presses === 0)
        await works.submit(run)
      }
      const scenes = await rig.reach(run.id, ['review'])
      expect(scenes).toMatchObject({ waitsFor: 'scenes', revision: 1, approved: 'script', attempt: 2 })
      expect(await rig.store.runs.steps(run.id)).toContainEqual(
        expect.objectContaining({ step: 'sheet', state: 'done', preview: expect.stringMatching(/^blob:/) }),
      )
      await until(async () => (await inQueue(works)) === 0)
      expect([await began('picture'), await began('narrate'), await began('sheet')]).toEqual([3, 3, 1])
      expect(await began('cover', 'clip', 'film')).toBe(0)

      expect(await rig.store.runs.approve(run.id, 'scenes', 1)).toBe(true)
      await works.submit(run)
      expect(await rig.reach(run.id, ['done'])).toMatchObject({ attempt: 3, revision: 1, approved: 'scenes' })
      expect(await began('extract', 'script', 'storyboard')).toBe(3)
      expect([await began('picture'), await began('narrate'), await began('sheet')]).toEqual([3, 3, 1])
      expect([await began('clip'), await began('cover'), await began('film')]).toEqual([3, 1, 1])
    })

    it('runs through where nobody asked to look, and begins with the board of a revision', async () => {
      const works = await rig.works()
      await rig.work(works)
      const first = await rig.accept({ scenes: 2 })
      await works.submit(first)
      const { request, revision, project } = await rig.reach(first.id, ['done'])
      expect(revision).toBe(1)
      const { owner, place } = first
      const again = await rig.store.runs.begin({ id: 'again', project, owner, place, request, revision }, 'again')
      await works.submit({ id: 'again' })
      expect((await rig.reach('again', ['done'])).attempt).toBe(again?.attempt)
      expect(await began('extract', 'script', 'storyboard')).toBe(3)
      expect(await rig.store.revisions.list(project)).toHaveLength(1)
    })

    it('makes one film of five approvals', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2 }, 'a', { review: 'scenes' })
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      const presses = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const approved = await rig.store.runs.approve(run.id, 'scenes', 1)
          await works.submit(run)
          return approved
        }),
      )
      expect(presses.filter(Boolean)).toHaveLength(1)
      expect((await rig.reach(run.id, ['done'])).attempt).toBe(2)
      expect(await began('film')).toBe(1)
    })

    it('goes through scenes that are approved while they are made', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 3, ms: { picture: 400 } }, 'a', { review: 'scenes' })
      await works.submit(run)
      await until(async () => (await rig.store.runs.get(run.id))?.revision === 1)
      expect(await rig.store.runs.approve(run.id, 'scenes', 1)).toBe(true)
      await works.submit(run)
      expect((await rig.reach(run.id, ['done'])).attempt).toBe(2)
      expect([await began('storyboard'), await began('film')]).toEqual([1, 1])
      expect(rig.logged.filter(({ msg }) => msg === 'a run failed')).toEqual([])
    })

    it('cancels a run in review with the clip that is being made ahead, and a retry comes back to where it was', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2, ms: { clip: 60_000 } }, 'a', { review: 'all' })
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      await rig.store.runs.approve(run.id, 'script', 1)
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      expect(await works.renderScene(run.id, 1)).toBe(true)
      await until(async () => (await began('clip')) === 1)
      expect(await works.cancel(run.id)).toBe(true)
      expect((await rig.store.runs.get(run.id))?.state).toBe('cancelled')
      await until(async () => (await count('broken', 'clip')) === 1, 2_000)
      await until(async () => (await inQueue(works)) === 0)
      expect(await works.cancel(run.id)).toBe(false)
      expect(await works.renderScene(run.id, 1)).toBe(false)

      expect(await works.retry(run.id)).toBe(true)
      expect(await rig.reach(run.id, ['review'])).toMatchObject({ waitsFor: 'scenes', attempt: 3 })
      expect([await began('picture'), await began('sheet')]).toEqual([2, 1])
    })

    it('keeps a run in review, and the clip that is being made ahead, when it is closed and opened again', async () => {
      const first = await rig.works()
      await rig.work(first)
      const run = await rig.accept({ scenes: 2 }, 'a', { review: 'scenes' })
      await first.submit(run)
      await rig.reach(run.id, ['review'])
      await first.close()

      const idle = await rig.works()
      await idle.renderScene(run.id, 0)
      await idle.close()

      const second = await rig.works()
      await rig.work(second)
      await until(async () => (await count('end', 'clip')) === 1)
      expect(await rig.store.runs.get(run.id)).toMatchObject({ state: 'review', waitsFor: 'scenes', attempt: 1 })
      await rig.store.runs.approve(run.id, 'scenes', 1)
      await second.submit(run)
      await rig.reach(run.id, ['done'])
      expect(await began('clip')).toBe(2)
    })

    it('renders an approved scene at once, and the film finds it made', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 3 }, 'a', { review: 'scenes' })
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      expect(await works.renderScene(run.id, 9)).toBe(false)
      for (let presses = 0; presses < 5; presses++) expect(await works.renderScene(run.id, 1)).toBe(true)
      await until(async () => (await rig.store.runs.steps(run.id)).some(({ step, state }) => step === 'clip' && state === 'done'))
      expect((await rig.store.runs.steps(run.id)).filter(({ step }) => step === 'clip')).toMatchObject([{ scene: 1, fraction: 1 }])
      expect((await rig.store.runs.get(run.id))?.state).toBe('review')

      await rig.store.runs.approve(run.id, 'scenes', 1)
      await works.submit(run)
      await rig.reach(run.id, ['done'])
      expect(await began('clip')).toBe(3)
      expect(await works.renderScene(run.id, 1)).toBe(false)
    })

    it('does not fail a run by a clip that could not be made ahead', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2, trouble: { 'clip 1': 'user' } }, 'a', { review: 'scenes' })
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      await works.renderScene(run.id, 1)
      await until(async () => (await count('broken', 'clip')) === 1)
      await until(async () => (await inQueue(works)) === 0)
      expect((await rig.store.runs.get(run.id))?.state).toBe('review')
      expect(rig.logged.some(({ msg }) => msg === 'a clip could not be made ahead')).toBe(true)
    })

    it('goes on with a new revision in the middle of its pictures, and the old attempt ends quietly', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 8, ms: { picture: 2_500 } }, 'a', { review: 'scenes' })
      await works.submit(run)
      await until(async () => (await began('picture')) > 0)
      await reworded(run.id, 7)
      await works.submit(run)
      expect(await rig.reach(run.id, ['review'])).toMatchObject({ revision: 2, attempt: 2, waitsFor: 'scenes' })
      await until(async () => (await inQueue(works)) === 0)
      await sleep(700)
      expect(await rig.store.runs.get(run.id)).toMatchObject({ state: 'review', attempt: 2, problem: undefined })
      expect(rig.logged.filter(({ msg }) => msg === 'a run failed')).toEqual([])
      // What was finished before the change is not made again; the one that was reworded was never made with its old words.
      expect(await count('end', 'picture')).toBe(8)
      expect(await began('storyboard')).toBe(1)
    })

    it('makes what a change in review touches, and stops again', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 4 }, 'a', { review: 'scenes' })
      await works.submit(run)
      await rig.reach(run.id, ['review'])
      await reworded(run.id, 2)
      expect(await rig.store.runs.approve(run.id, 'scenes', 1)).toBe(false)
      await works.submit(run)
      expect(await rig.reach(run.id, ['review'])).toMatchObject({ revision: 2, attempt: 2 })
      expect([await began('picture'), await began('narrate'), await began('sheet')]).toEqual([5, 5, 2])
    })
  })
}
