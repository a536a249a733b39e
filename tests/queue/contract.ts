import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunState } from '../../storage/store.ts'
import type { Place } from './support/places.ts'
import { openRig, type Rig } from './support/rig.ts'

/** What every engine promises of a queue; `next` gives one that nobody has used. */
export function queueContract(name: string, next: () => Promise<Place>) {
  // Patient: in every test a whole queue is opened, on machines that may have a lot else to do.
  describe(`the queue on ${name}`, { timeout: 180_000, concurrent: false }, () => {
    let rig: Rig
    beforeEach(async () => {
      rig = await openRig(await next())
    })
    afterEach(() => rig.stop())

    it('makes a film in the order of its flow and sums it up', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 3 })
      await works.submit(run)
      const { result } = await rig.reach(run.id, ['done'])
      expect(result).toMatchObject({
        scenes: 3,
        title: 'T',
        cost: { currency: 'USD', amount: 0 },
        warnings: ['small board', 'small voice'],
      })

      const steps = await rig.store.runs.steps(run.id)
      expect(steps).toHaveLength(3 + 3 * 3 + 2)
      expect(steps.every(({ state, fraction, cached }) => state === 'done' && fraction === 1 && !cached)).toBe(true)
      expect(steps.filter(({ preview }) => preview !== undefined).map(({ step }) => step)).toEqual([
        'cover',
        'picture',
        'picture',
        'picture',
      ])

      const journal = await rig.journal()
      const at = (what: string, step: string, scene = 0) =>
        journal.findIndex((line) => `${line.what} ${line.step} ${line.scene}` === `${what} ${step} ${scene}`)
      expect(journal).toHaveLength(14 * 2)
      for (const scene of [0, 1, 2]) {
        expect(at('end', 'storyboard')).toBeLessThan(at('begin', 'picture', scene))
        expect(at('end', 'picture', scene)).toBeLessThan(at('begin', 'clip', scene))
        expect(at('end', 'narrate', scene)).toBeLessThan(at('begin', 'clip', scene))
        expect(at('end', 'clip', scene)).toBeLessThan(at('begin', 'film'))
      }
    })

    it('tells of every change', async () => {
      const works = await rig.works()
      const run = await rig.accept({ scenes: 1 })
      const seen = new Set<RunState | undefined>()
      works.subscribe(async (id) => seen.add((await rig.store.runs.get(id))?.state))
      await rig.work(works)
      await works.submit(run)
      await rig.reach(run.id, ['done'])
      await until(() => seen.has('done'))
      expect(seen).toContain('running')
    })

    it('does nothing twice, however often a run is handed in', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2 })
      for (let times = 0; times < 5; times++) await works.submit(run)
      await rig.reach(run.id, ['done'])
      await works.submit(run)
      await until(async () => (await works.health()).jobs.active === 0)
      expect((await rig.journal()).filter(({ what }) => what === 'begin')).toHaveLength(3 + 2 * 3 + 2)
    })

    it('tries again after a passing failure', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 1, trouble: { 'picture 0': 'transient once' } })
      await works.submit(run)
      await rig.reach(run.id, ['done'])
      expect((await rig.journal()).filter(({ what, step }) => what === 'broken' && step === 'picture')).toHaveLength(1)
    })

    it('ends a run at a failure of its user, says so, and can make it again', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 4, trouble: { 'narrate 1': 'user' }, ms: { picture: 100 } })
      await works.submit(run)
      const failed = await rig.reach(run.id, ['failed'])
      expect(failed.problem).toEqual({ code: 'refused', message: 'This document is refused.' })
      await until(async () => {
        const { waiting, active } = (await works.health()).jobs
        return waiting + active === 0
      })
      expect(await works.retry(run.id)).toBe(true)
      await until(async () => (await rig.store.runs.get(run.id))?.attempt === 2)
      await rig.reach(run.id, ['failed'])
      expect((await rig.journal()).filter(({ what, step, scene }) => what === 'broken' && step === 'narrate' && scene === 1)).toHaveLength(
        2,
      )
      expect((await rig.journal()).filter(({ what, step }) => what === 'begin' && step === 'script')).toHaveLength(1)
    })

    it('ends a run at a bug, and the log holds the cause under the id that is shown', async () => {
      const works = await rig.works()
      await rig.work(works)
      const run = await rig.accept({ scenes: 2, trouble: { 'clip 1': 'bug' } })
      await works.submit(run)
      const { problem } = await rig.reach(run.id, ['failed'])
      expect(problem?.code).toBe('bug')
      expect(problem?.message).not.toContain('undefined')
      const line = rig.logged.find(({ id }) => id === problem?.id)
      expect(JSON.stringify(line)).toContain('undefined is not a film')
      expect((await rig.journal()).filter(({ what, step, scene }) => what === 'begin' && step === 'clip' && scene === 1)).toHaveLength(1)
    })

    it('cancels within 2 s, whatever it is at', async () => {
      const works = await rig.works()
      await rig.work(works)
      for (const step of ['extract', 'picture', 'narrate', 'cover', 'clip', 'film']) {
        const run = await rig.accept({ scenes: 2, ms: { [step]: 60_000 } })
        await works.submit(run)
        const before = (await rig.journal()).length
        const since = async (what: string) => (await rig.journal()).slice(before).filter((line) => line.what === what && line.step === step)
        await until(async () => (await since('begin')).length > 0)
        const asked = Date.now()
        expect(await works.cancel(run.id)).toBe(true)
        await until(async () => (await since('broken')).length === (await since('begin')).length)
        for (const { at } of await since('broken')) expect(at - asked, step).toBeLessThan(2_000)
        await until(async () => {
          const { waiting, active, delayed } = (await works.health()).jobs
          return waiting + active + delayed === 0
        })
        expect(await works.cancel(run.id)).toBe(false)
        expect((await rig.store.runs.get(run.id))?.state).toBe('cancelled')
      }
      expect((await rig.journal()).filter(({ what, step }) => what === 'end' && step === 'film')).toEqual([])
    })

    it('lets a newcomer in at the next free slot', async () => {
      const works = await rig.works({ slots: 2 })
      const many = await Promise.all(Array.from({ length: 50 }, () => rig.accept({ scenes: 1 }, 'a')))
      for (const run of many) await works.submit(run)
      await until(async () => (await rig.store.runs.list({ states: ['queued', 'running'] })).length === 2)
      const one = await rig.accept({ scenes: 1 }, 'b')
      await works.submit(one)
      await rig.work(works)
      await rig.reach(one.id, ['done'])
      const done = await rig.store.runs.list({ states: ['done'], ownerId: 'a' })
      expect(done.length).toBeLessThanOrEqual(3)
    })

    it('lets films at work take turns: a short one is done long before a long one that began first', async () => {
      const works = await rig.works()
      const long = await rig.accept({ scenes: 12, ms: { narrate: 150 } }, 'a')
      await works.submit(long)
      await rig.work(works, { concurrency: { io: 1, cpu: 1 } })
      const began = async () => (await rig.journal()).filter(({ what, step }) => what === 'begin' && step === 'narrate').length
      await until(async () => (await began()) > 0)
      const short = await rig.accept({ scenes: 1 }, 'b')
      await works.submit(short)
      await rig.reach(short.id, ['done'])
      expect(await began()).toBeLessThan(10)
      await rig.reach(long.id, ['done'])
      expect(await began()).toBe(13)
    })

    it('gives its jobs back when it is asked to go, and the next one goes on', async () => {
      const first = await rig.works()
      await rig.work(first)
      const run = await rig.accept({ scenes: 2, ms: { clip: 60_000 } })
      await first.submit(run)
      await until(async () => (await rig.journal()).filter((line) => line.what === 'begin' && line.step === 'clip').length === 2)
      const asked = Date.now()
      await first.close()
      expect(Date.now() - asked).toBeLessThan(25_000)
      expect((await rig.store.runs.get(run.id))?.state).toBe('running')

      const second = await rig.works()
      const before = (await rig.journal()).length
      await rig.work(second)
      await until(
        async () => (await rig.journal()).slice(before).filter((line) => line.what === 'begin' && line.step === 'clip').length === 2,
      )
      expect((await rig.store.runs.get(run.id))?.crashes).toBe(0)
      await second.cancel(run.id)
    })

    it('begins anew what the queue has lost', async () => {
      const works = await rig.works()
      await rig.store.runs.move((await rig.accept({ scenes: 1 })).id, ['waiting'], 'queued')
      await works.close()
      const again = await rig.works()
      await rig.work(again)
      const [run] = await rig.store.runs.list({})
      await rig.reach(run?.id ?? '', ['done'])
    })
  })
}

/** Resolves when the condition holds; throws after 20 s. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const deadline = Date.now() + ms; !(await condition()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`not so after ${ms} ms: ${condition}`)
  }
}
