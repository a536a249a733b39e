import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPace, usualBudget } from '../../bots/telegram/pace.ts'

let left: AbortController
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  left = new AbortController()
})
afterEach(() => {
  left.abort()
  vi.useRealTimers()
})

const clock = { now: () => performance.now(), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) }
const open = () => createPace(usualBudget, left.signal, clock)
/** Asks for turns one after the other, for so long; gives when they came, in milliseconds. */
async function turnsIn(ms: number, ask: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + ms
  while (performance.now() < end) {
    const turn = ask().then(
      () => void times.push(performance.now()),
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(100)
    void turn
  }
  return times
}

/** The most of these times that fall into any window of this length. */
const mostIn = (times: number[], windowMs: number) =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length))

test('one message a second to a chat, first come first served', async () => {
  const pace = open()
  const order: number[] = []
  const turns = [1, 2, 3].map((number) => pace.turn('501', { passing: false }).then(() => order.push(number)))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(order).toEqual([1])
  await vi.advanceTimersByTimeAsync(2_000)
  await Promise.all(turns)
  expect(order).toEqual([1, 2, 3])
})

test('twenty a minute to a group, and progress always leaves room for a result', async () => {
  const pace = open()
  const progress = await turnsIn(120_000, () => pace.turn('-1001', { passing: true }))
  expect(mostIn(progress, 60_000)).toBeLessThan(20)
  const asked = performance.now()
  const result = pace.turn('-1001', { passing: false }).then(() => performance.now())
  await vi.advanceTimersByTimeAsync(1_100)
  expect((await result) - asked).toBeLessThan(1_100)
  const all = await turnsIn(180_000, () => pace.turn('-1002', { passing: false }))
  expect(mostIn(all, 60_000)).toBeLessThanOrEqual(20)
})

test('thirty a second over all chats', async () => {
  const pace = open()
  const times: number[] = []
  const turns = Array.from({ length: 100 }, (_, chat) => pace.turn(`${chat}`, { passing: false }).then(() => times.push(performance.now())))
  await vi.advanceTimersByTimeAsync(10_000)
  await Promise.all(turns)
  expect(mostIn(times, 1_000)).toBeLessThanOrEqual(30)
})

test('silence in one chat holds up no other; progress gives way with the wait', async () => {
  const pace = open()
  pace.rest('501', 60_000)
  await expect(pace.turn('501', { passing: true })).rejects.toMatchObject({ name: 'TransientError', retryAfterMs: 60_000 })
  await pace.turn('502', { passing: true })
  let came = false
  const result = pace.turn('501', { passing: false }).then(() => {
    came = true
  })
  await vi.advanceTimersByTimeAsync(59_000)
  expect(came).toBe(false)
  await vi.advanceTimersByTimeAsync(1_100)
  await result
})
