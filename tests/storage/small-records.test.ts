import { expect, it, onTestFinished, vi } from 'vitest'
import { onEffect } from '../../lib/effect.ts'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'
import { sampleRun } from './sample.ts'

const call = { vendor: 'images', person: undefined, estimate: 0.04, caps: {} }

describeEngines('choices, calls and effects', (engine) => {
  it('keeps choices by scope, each by itself', async () => {
    const options = await engine.options()
    const [one, two] = [await engine.open(options), await engine.open(options)]
    expect(await one.preferences.get('person:ann')).toEqual({})
    await Promise.all([
      one.preferences.set('person:ann', { style: 'ink', speed: 1.5 }),
      one.preferences.set('person:bob', { style: 'chalk' }),
    ])
    await two.preferences.set('person:ann', { voice: 'f3', speed: undefined })
    expect(await one.preferences.get('person:ann')).toEqual({ style: 'ink', voice: 'f3' })
    expect(await one.preferences.get('person:bob')).toEqual({ style: 'chalk' })
  })

  it('knows a paid answer from a mere intent, and what a run has spent', async () => {
    const { calls } = await engine.open()
    await calls.intend('k', { ...call, run: 'run1' })
    expect(await calls.find('k')).toBeUndefined()
    expect(await calls.spent('run1')).toBe(0)
    await calls.intend('k', { ...call, run: 'run1' })
    await calls.answer('k', { image: 'blob:1' }, 0.03)
    await calls.answer('k', { image: 'blob:2' }, 0.03)
    await calls.intend('k', { ...call, run: 'run2' })
    expect(await calls.find('k')).toEqual({ answer: { image: 'blob:1' }, cost: 0.03 })
    await calls.intend('l', { ...call, run: 'run1' })
    await calls.answer('l', null, 0.5)
    expect(await calls.find('l')).toEqual({ answer: null, cost: 0.5 })
    expect(await calls.spent('run1')).toBeCloseTo(0.53)
    expect(await calls.spent('run2')).toBe(0)
    await expect(calls.answer('never', 1, 1)).rejects.toThrow()
  })

  it('lets no calls of two processes pass a cap together, and what is held comes back by a failure or by the clock', async () => {
    const options = await engine.options()
    const stores = [await engine.open(options), await engine.open(options)]
    const [one, two] = stores as [Store, Store]
    const person = { platform: 'web', id: 'ann' }
    const dear = { ...call, run: undefined, person, estimate: 1, caps: { person: 3 } }
    const keys = Array.from({ length: 20 }, (_, index) => `p${index}`)
    const passed = await Promise.all(keys.map((key, index) => (index % 2 ? one : two).calls.intend(key, dear)))
    expect(passed.filter((one) => one === undefined)).toHaveLength(3)
    expect(passed.find((one) => one !== undefined)).toEqual({ cap: 'person', used: 3 })
    const [first = '', second = ''] = keys.filter((_, index) => passed[index] === undefined)
    // What a process held that died is its own again; what came cheaper or failed leaves room.
    expect(await one.calls.intend(first, dear)).toBeUndefined()
    await one.calls.answer(first, 'answer', 0.5)
    await two.calls.giveUp(second)
    expect(await two.calls.intend('another', dear)).toBeUndefined()
    expect(await two.calls.intend('too much', dear)).toEqual({ cap: 'person', used: 2.5 })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await two.calls.intend('later', dear)).toBeUndefined()
  })

  it('passes every write through the one door, one effect each', async () => {
    const store = await engine.open()
    const names: string[] = []
    onEffect((name, perform) => {
      names.push(name)
      return perform()
    })
    try {
      const run = sampleRun()
      await store.runs.accept(run, '1')
      await store.runs.get(run.id)
      await store.runs.move(run.id, ['waiting'], 'queued')
      await store.runs.saveStep(run.id, { step: 'clip', scene: 0, state: 'active', fraction: 0, ms: 0, cached: false, preview: undefined })
      await store.cache.claim('k', 'me', 1_000)
      await store.cache.save('k', 'clip', {}, 1)
      await store.blobs.put(new Uint8Array([1]))
      expect(names).toEqual(['runs.accept', 'runs.move', 'steps.save', 'lease.claim', 'cache.save', 'blob.put'])
    } finally {
      onEffect((_name, perform) => perform())
    }
  })
})
