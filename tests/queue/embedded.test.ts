import { once } from 'node:events'
import { open, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from './contract.ts'
import { embeddedPlaces, type Places } from './support/places.ts'
import { openRig, type Rig } from './support/rig.ts'

describe('the embedded queue', { timeout: 240_000 }, () => {
  let places: Places
  let rig: Rig
  beforeAll(async () => {
    places = await embeddedPlaces()
  }, 300_000)
  afterAll(() => places.close())
  beforeEach(async () => {
    rig = await openRig(await places.next())
  })
  afterEach(() => rig.stop())

  const began = async (step: string) => (await rig.journal()).filter((line) => line.what === 'begin' && line.step === step)

  it('is for one process; the second hears which one has it', async () => {
    const child = await rig.spawnWorker()
    await expect(rig.works()).rejects.toMatchObject({ name: 'UserError', code: 'locked', message: expect.stringContaining(`${child.pid}`) })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const works = await rig.works()
    expect((await works.health()).engine).toBe('embedded')
    await expect(rig.works()).rejects.toMatchObject({ code: 'locked' })
  })

  it('goes on within seconds after its process was killed, and does nothing again that was done', async () => {
    const run = await rig.accept({ scenes: 3, ms: { clip: 1_500 } })
    const first = await rig.spawnWorker()
    await until(async () => (await began('clip')).length > 0)
    first.kill('SIGKILL')
    await once(first, 'exit')
    const before = await rig.journal()
    const done = (await rig.store.runs.steps(run.id)).filter(({ state }) => state === 'done').map(({ step, scene }) => `${step} ${scene}`)
    expect(done.length).toBeGreaterThanOrEqual(3 + 2)

    const second = await rig.spawnWorker()
    const working = Date.now()
    await until(async () => (await rig.journal()).length > before.length)
    // A lock left to run out would take ten seconds.
    expect(Date.now() - working).toBeLessThan(6_000)
    await rig.reach(run.id, ['done'])
    const again = (await rig.journal()).slice(before.length).map(({ step, scene }) => `${step} ${scene}`)
    expect(again.filter((line) => done.includes(line))).toEqual([])
    second.kill('SIGTERM')
    expect(await once(second, 'exit')).toEqual([0, null])
  })

  it('gives a job up that kills its worker five times, and nothing else', async () => {
    const neighbour = await rig.accept({ scenes: 1 }, 'b')
    const poison = await rig.accept({ scenes: 1, trouble: { 'clip 0': 'kill always' } })
    for (let deaths = 1; deaths <= 5; deaths++) {
      const child = await rig.spawnWorker()
      await once(child, 'exit')
      expect((await rig.store.runs.get(poison.id))?.state).toBe('running')
    }
    await rig.spawnWorker()
    const { problem } = await rig.reach(poison.id, ['failed'])
    expect(problem?.code).toBe('bug')
    expect(await began('clip')).toHaveLength(5 + 1)
    await rig.reach(neighbour.id, ['done'])
  })

  it('is rebuilt from the records when its folder is gone', async () => {
    const run = await rig.accept({ scenes: 2, ms: { clip: 1_000 } })
    const child = await rig.spawnWorker()
    await until(async () => (await began('clip')).length > 0)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(join(rig.folder, 'queue'), { recursive: true })

    const works = await rig.works()
    await rig.work(works)
    await rig.reach(run.id, ['done'])
    expect((await rig.store.runs.get(run.id))?.attempt).toBe(2)
    expect(await began('script')).toHaveLength(1)
  })

  const damages: Record<string, (folder: string) => Promise<void>> = {
    'has a truncated control file': (folder) => truncate(join(folder, 'global', 'pg_control'), 100),
    'was half made': (folder) => rm(join(folder, 'base'), { recursive: true }),
    'has flipped bits in its largest table': async (folder) => {
      const file = await open(await largestIn(join(folder, 'base')), 'r+')
      await file.write(Buffer.alloc(4_096, 0xa5), 0, 4_096, 8_192)
      await file.close()
    },
  }
  it.each(Object.keys(damages))('is set aside and rebuilt when its folder %s', async (damage) => {
    const run = await rig.accept({ scenes: 1 })
    await rig.store.runs.move(run.id, ['waiting'], 'queued')
    await damages[damage]?.(join(rig.folder, 'queue'))
    const works = await rig.works()
    await rig.work(works)
    await rig.reach(run.id, ['done'])
    const kept = (await readdir(rig.folder)).filter((name) => name.startsWith('queue.damaged-'))
    expect(kept).toHaveLength(1)
    expect(await readdir(join(rig.folder, kept[0] ?? ''))).toContain('PG_VERSION')
  })

  it('leaves timers and sockets their turn while three hundred runs are handed in', { retry: 2 }, async () => {
    const works = await rig.works()
    await rig.work(works)
    const gaps = monitorEventLoopDelay({ resolution: 10 })
    gaps.enable()
    for (let count = 0; count < 300; count++) await works.submit(await rig.accept({ scenes: 5 }, `owner ${count % 20}`))
    gaps.disable()
    expect(gaps.max / 1e6).toBeLessThan(500)
    expect((await works.health()).jobs.waiting).toBeLessThan(4 * 20)
  })
})

async function largestIn(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).map((name) => join(folder, name))
  const sizes = await Promise.all(names.map(async (name) => ({ name, size: (await stat(name)).isFile() ? (await stat(name)).size : 0 })))
  return sizes.reduce((a, b) => (b.size > a.size ? b : a)).name
}
