import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { onEffect } from '../../lib/effect.ts'
import { UserError } from '../../lib/errors.ts'
import { createPay } from '../../pipeline/pay.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import { openStore } from '../../storage/open-store.ts'
import { startFakeVendor } from './fake-vendor.ts'
import { endpointAt, harbour, pictureOf, stage } from './stage.ts'

const call = { vendor: 'v', request: { prompt: 'a' }, estimate: 1 }
const bought = (answer: unknown, cost = 1) => {
  const asked: string[] = []
  const perform = async (key: string) => {
    asked.push(key)
    return { answer, cost }
  }
  return { asked, perform }
}

describe('paying', () => {
  it('happens once for a request, also after a restart, and for another film', async () => {
    const vendor = await startFakeVendor()
    const { picture, script } = createServices({ script: [endpointAt(vendor)], picture: [endpointAt(vendor)], voice: [] })
    const before = stage()
    const image = (await picture.draw(pictureOf('the harbour'), before.context)).image
    const told = await script.write({ document: harbour(), language: 'en' }, before.context)
    expect(vendor.journal).toHaveLength(2)

    const restarted = createServices({ script: [endpointAt(vendor)], picture: [endpointAt(vendor)], voice: [] })
    const after = stage({ calls: before.calls, blobs: before.blobs, run: 'run-2', budget: 0.5 })
    expect(Buffer.from((await restarted.picture.draw(pictureOf('the harbour'), after.context)).image)).toEqual(Buffer.from(image))
    expect(await restarted.script.write({ document: harbour(), language: 'en' }, after.context)).toEqual(told)
    expect(vendor.journal).toHaveLength(2)
    expect(await before.calls.spent('run-2')).toBe(0)
    expect(await before.calls.spent('run-1')).toBeGreaterThan(0.04)
    await vendor.close()
  })

  it('is remembered by the real records', async () => {
    const vendor = await startFakeVendor()
    const dataDir = await mkdtemp(join(tmpdir(), 'docreel-pay-'))
    const drawn = async () => {
      const store = await openStore({ dataDir, log: pino({ level: 'silent' }) })
      const { picture } = createServices({ script: [], picture: [endpointAt(vendor)], voice: [] })
      const context = { ...stage().context, pay: createPay({ calls: store.calls, blobs: store.blobs, run: undefined, caps: {} }) }
      const { image } = await picture.draw(pictureOf('the harbour'), context)
      await store.close()
      return Buffer.from(image)
    }
    try {
      expect(await drawn()).toEqual(await drawn())
      expect(vendor.journal).toHaveLength(1)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
      await vendor.close()
    }
  })

  it('is charged once when the process dies between the call and its record', async () => {
    const vendor = await startFakeVendor()
    const { picture } = createServices({ script: [], picture: [endpointAt(vendor)], voice: [], fallbackOffline: false })
    const before = stage()
    const dead = { ...before.calls, answer: () => Promise.reject(new Error('killed')) }
    await expect(picture.draw(pictureOf('the harbour'), stage({ calls: dead, blobs: before.blobs }).context)).rejects.toThrow('killed')
    await picture.draw(pictureOf('the harbour'), before.context)
    expect(vendor.journal.map(({ charged }) => charged)).toEqual([true, false])
    await vendor.close()
  })

  it('records the intent before the call and the answer before its use', async () => {
    const seen: string[] = []
    onEffect((name, perform) => {
      seen.push(name)
      return perform()
    })
    const { context } = stage()
    await context.pay(call, async (key) => {
      seen.push('called')
      return { answer: key, cost: 1 }
    })
    onEffect((_, perform) => perform())
    expect(seen).toEqual(['calls.intend', 'vendor.call', 'called', 'calls.answer'])
  })

  it('is shared by callers who want the same at the same time', async () => {
    const { context } = stage()
    const { asked, perform } = bought('one')
    const answers = await Promise.all([context.pay(call, perform), context.pay(call, perform), context.pay(call, perform)])
    expect(answers).toEqual(['one', 'one', 'one'])
    expect(asked).toHaveLength(1)
  })

  it('goes on for the others when the one who asked first is cancelled', async () => {
    const one = stage()
    const other = stage({ calls: one.calls, blobs: one.blobs, run: 'run-2' })
    const cancelled = one.context.pay(call, () => Promise.reject(new DOMException('cancelled', 'AbortError')))
    const { asked, perform } = bought('mine')
    const waiting = other.context.pay(call, perform)
    await expect(cancelled).rejects.toThrow('cancelled')
    expect(await waiting).toBe('mine')
    expect(asked).toHaveLength(1)
  })

  it('keeps bytes as blobs, and buys again what was damaged', async () => {
    const { context, calls, blobs } = stage()
    const { asked, perform } = bought({ audio: new Uint8Array([1, 2, 3]), note: [{ text: 'x' }] })
    await context.pay(call, perform)
    expect(JSON.stringify([...calls.rows.values()])).toMatch(/blob:[0-9a-f]{64}/)
    expect(await context.pay(call, perform)).toEqual({ audio: new Uint8Array([1, 2, 3]), note: [{ text: 'x' }] })
    expect(asked).toHaveLength(1)
    blobs.files.set([...blobs.files.keys()][0] as BlobId, new Uint8Array([9]))
    expect(await context.pay(call, perform)).toEqual({ audio: new Uint8Array([1, 2, 3]), note: [{ text: 'x' }] })
    expect(asked).toHaveLength(2)
  })
})

describe('a budget', () => {
  const priced = (prompt: string, estimate: number | undefined) => ({ vendor: 'v', request: { prompt }, estimate })

  it('refuses the call that could pass it, and gives back what failed', async () => {
    const { context, calls } = stage({ budget: 2.5 })
    await context.pay(priced('a', 1), bought('a').perform)
    await expect(context.pay(priced('b', 1), () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    await context.pay(priced('c', 1), bought('c').perform)
    const { asked, perform } = bought('d')
    const failed = await context.pay(priced('d', 1), perform).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'UserError', code: 'budget' })
    expect(asked).toEqual([])
    expect(await calls.spent('run-1')).toBe(2)
  })

  it('holds for twenty calls at once', async () => {
    const { context, calls } = stage({ budget: 5 })
    const all = Array.from({ length: 20 }, (_, index) => context.pay(priced(`p${index}`, 1), bought(index).perform))
    const outcomes = await Promise.allSettled(all)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(await calls.spent('run-1')).toBe(5)
  })

  it('refuses a price that nobody knows, also when an offline engine could stand in', async () => {
    const vendor = await startFakeVendor()
    const { picture } = createServices({ script: [], picture: [endpointAt(vendor, { price: undefined })], voice: [] })
    const failed = await picture.draw(pictureOf('priceless'), stage({ budget: 5 }).context).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(UserError)
    expect(failed).toMatchObject({ code: 'budget' })
    expect((await picture.draw(pictureOf('priceless'), stage().context)).origin).toBe('generated')
    expect(vendor.journal).toHaveLength(1)
    await vendor.close()
  })
})
