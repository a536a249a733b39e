import { expect, it, vi } from 'vitest'
import type { Store } from '../../storage/store.ts'
import { describeEngines } from './engines.ts'

describeEngines('the step cache', (engine) => {
  it('keeps results as they were, the newest for a key', async () => {
    const { cache } = await engine.open()
    expect(await cache.find('k')).toBeUndefined()
    const output = { text: 'it’s "tea"\u0000 \ud800 🍵', list: [1.5, null, { deep: true }] }
    await cache.save('k', 'script', output, 12.5)
    expect(await cache.find('k')).toEqual(output)
    await cache.save('k', 'script', ['again'], 1)
    expect(await cache.find('k')).toEqual(['again'])
    await cache.forget('k')
    expect(await cache.find('k')).toBeUndefined()
  })

  it('leases a key to one of fifty who ask at once', async () => {
    const options = await engine.options()
    const stores = await Promise.all([1, 2, 3].map(() => engine.open(options)))
    const ask = (round: number) =>
      Array.from({ length: 50 }, (_, index) => (stores[index % 3] as Store).cache.claim(`key ${round}`, `holder ${index}`, 60_000))
    for (const round of [1, 2, 3]) expect((await Promise.all(ask(round))).filter(Boolean)).toHaveLength(1)
  })

  it('renews for the holder, refuses others until it is released or has expired', async () => {
    const { cache } = await engine.open()
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    try {
      expect(await cache.claim('k', 'a', 1_000)).toBe(true)
      vi.setSystemTime(Date.now() + 900)
      expect(await cache.claim('k', 'b', 1_000)).toBe(false)
      expect(await cache.claim('k', 'a', 1_000)).toBe(true)
      vi.setSystemTime(Date.now() + 900)
      expect(await cache.claim('k', 'b', 1_000)).toBe(false)
      vi.setSystemTime(Date.now() + 100)
      expect(await cache.claim('k', 'b', 1_000)).toBe(true)
      await cache.release('k', 'a')
      expect(await cache.claim('k', 'a', 1_000)).toBe(false)
      await cache.release('k', 'b')
      expect(await cache.claim('k', 'a', 1_000)).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})
