import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TransientError, toProblem, UserError } from '../../lib/errors.ts'
import { createServices, type Endpoint } from '../../pipeline/providers/registry.ts'
import { type FakeVendor, startFakeVendor } from './fake-vendor.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { CANARY, endpointAt, harbour, pictureOf, stage } from './stage.ts'

let first: FakeVendor
let second: FakeVendor
beforeEach(async () => {
  first = await startFakeVendor()
  second = await startFakeVendor()
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all([first.close(), second.close()])
})

const painter = (picture: Endpoint[], fallbackOffline = false) =>
  createServices({ script: [], picture, voice: [], fallbackOffline, pauseMs: 20 }).picture
const draw = (picture: Endpoint[], prompt: string, fallbackOffline = false, context = stage().context) =>
  painter(picture, fallbackOffline).draw(pictureOf(prompt), context)
const hasty = { extra: { timeoutMs: 1_000 } }

const TRANSIENT: Misbehaviour[] = ['broken', 'hang', 'drip', 'reset', 'truncated', 'html', 'error-200']
const FINAL: Misbehaviour[] = ['bad-key', 'no-quota', 'redirect']

describe('an endpoint that fails', () => {
  it.each(TRANSIENT)('is worth another try: %s', async (how) => {
    first.misbehave(how, { times: 1 })
    const { origin, warnings } = await draw([endpointAt(first, hasty)], `once ${how}`)
    expect({ origin, warnings, asked: first.journal.length }).toEqual({ origin: 'generated', warnings: [], asked: 2 })
    const keys = new Set(first.journal.map(({ idempotencyKey }) => idempotencyKey))
    expect(keys.size).toBe(1)
  })

  it.each(TRANSIENT)('throws a TransientError when it stays so and nothing stands in: %s', async (how) => {
    first.misbehave(how)
    const failed = await draw([endpointAt(first, hasty)], `always ${how}`).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(TransientError)
    expect(first.journal).toHaveLength(3)
  })

  it.each(FINAL)('is not asked again where that is pointless: %s', async (how) => {
    first.misbehave(how)
    const failed = await draw([endpointAt(first)], `final ${how}`).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(UserError)
    expect(toProblem(failed).code).toBe('vendor')
    expect(first.journal).toHaveLength(1)
  })

  it('is waited for as long as it asks, when that is not long', async () => {
    first.misbehave('busy', { times: 1, retryAfter: 1 })
    const started = performance.now()
    await draw([endpointAt(first)], 'busy for a second')
    expect(performance.now() - started).toBeGreaterThan(950)
    expect(first.journal.map(({ status }) => status)).toEqual([429, 200])
  })

  it('passes a long wait on to whoever queues', async () => {
    first.misbehave('busy', { retryAfter: 600 })
    await expect(draw([endpointAt(first)], 'busy for long')).rejects.toMatchObject({ name: 'TransientError', retryAfterMs: 600_000 })
    expect(first.journal).toHaveLength(1)
  })

  it('hands over to the next one, and the picture says so', async () => {
    first.misbehave('bad-key')
    const { origin, warnings } = await draw([endpointAt(first), endpointAt(second, { model: 'fake-2' })], 'handed over')
    expect(origin).toBe('generated')
    const host = (vendor: FakeVendor) => new URL(vendor.url).host
    expect(warnings).toEqual([
      `The key for fake-1 at ${host(first)} was refused. Whoever runs this service has to correct it. ` +
        `Some pictures came from fake-2 at ${host(second)} instead.`,
    ])
    expect(second.journal).toMatchObject([{ charged: true }])
  })

  it('hands over to the offline engine where that is allowed, and the result says so', async () => {
    first.misbehave('broken')
    const drawn = await draw([endpointAt(first)], 'drawn instead', true)
    expect(drawn.origin).toBe('drawn')
    expect(drawn.warnings[0]).toMatch(/not answering\. Some pictures came from the built-in offline engine/)

    const { script } = createServices({ script: [endpointAt(first)], picture: [], voice: [], pauseMs: 20 })
    const told = await script.write({ document: harbour(), language: 'en' }, stage().context)
    expect(told.warnings[0]).toMatch(/offline engine/)
    expect((await script.direct(told, stage().context))[0]?.warnings?.[0]).toMatch(/offline engine/)
  })

  it('stops at once when the film is cancelled', async () => {
    first.misbehave('hang')
    const cancel = new AbortController()
    const started = performance.now()
    const drawing = draw([endpointAt(first)], 'cancelled', true, stage({ signal: cancel.signal }).context)
    setTimeout(() => cancel.abort(), 100)
    const failed = await drawing.catch((error: unknown) => error)
    expect(toProblem(failed).code).toBe('cancelled')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('the breaker', () => {
  it('opens after five failures, lets one probe through after 30 s, and closes when that is answered', async () => {
    const provider = painter([endpointAt(first), endpointAt(second, { model: 'fake-2' })])
    const { context } = stage()
    let scene = 0
    const drawNext = () => provider.draw(pictureOf(`scene ${scene++}`), context)
    first.misbehave('broken')
    await drawNext()
    await drawNext()
    const opened = first.journal.length
    expect(opened).toBe(5)
    const { warnings } = await drawNext()
    expect(first.journal).toHaveLength(opened)
    expect(warnings[0]).toMatch(/is not answering\. Some pictures came from fake-2/)

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
    await drawNext()
    expect(first.journal).toHaveLength(opened + 1)
    first.behave()
    vi.setSystemTime(Date.now() + 31_000)
    expect((await drawNext()).warnings).toEqual([])
    expect((await drawNext()).warnings).toEqual([])
    expect(first.journal).toHaveLength(opened + 3)
  })

  it('tells the same reason while it is open, so that a film says it once', async () => {
    const provider = painter([endpointAt(first), endpointAt(second, { model: 'fake-2' })])
    const { context } = stage()
    first.misbehave('bad-key')
    const warnings = new Set<string>()
    for (let scene = 0; scene < 8; scene++) {
      for (const warning of (await provider.draw(pictureOf(`keyless ${scene}`), context)).warnings) warnings.add(warning)
    }
    expect(warnings.size).toBe(1)
    expect(first.journal).toHaveLength(5)
  })

  it('asks for half a minute when nothing stands in', async () => {
    const provider = painter([endpointAt(first)])
    const { context } = stage()
    first.misbehave('broken')
    const ask = (scene: number) => provider.draw(pictureOf(`down ${scene}`), context).catch((error: unknown) => error)
    expect(await ask(1)).toBeInstanceOf(TransientError)
    await ask(2)
    expect(await ask(3)).toMatchObject({ name: 'TransientError', retryAfterMs: 30_000 })
    expect(first.journal).toHaveLength(5)
  })
})

describe('a key', () => {
  it('shows up in no log, error, journal body or record, whatever goes wrong', async () => {
    for (const how of [...TRANSIENT, ...FINAL, 'busy', 'refusal'] as const) {
      first.misbehave(how)
      const { context, logged, calls } = stage()
      const failed = await draw([endpointAt(first, hasty)], `secret ${how}`, false, context).catch((error: unknown) => error)
      const chain = [failed, (failed as Error).cause].map((error) => (error instanceof Error ? `${error.message} ${error.stack}` : ''))
      const everything = JSON.stringify([logged, chain, toProblem(failed), [...calls.rows], first.journal.map(({ body }) => body)])
      expect(everything).not.toContain(CANARY)
      expect(everything).not.toContain(CANARY.slice(10))
      expect(logged.length).toBeGreaterThan(0)
      first.behave()
    }
  })
})
