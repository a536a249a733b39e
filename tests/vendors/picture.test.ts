import { describe, expect, it } from 'vitest'
import { TransientError } from '../../lib/errors.ts'
import { nearestSize, sizesOf } from '../../pipeline/providers/image/sizes.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'
import { startFakeVendor } from './fake-vendor.ts'
import type { ImageRequest } from './request-shapes.ts'
import { endpointAt, pictureOf, stage, useFakeVendor } from './stage.ts'

const vendor = await useFakeVendor()

const painter = (model = 'fake-1') =>
  createServices({ script: [], picture: [endpointAt(vendor, { model })], voice: [], fallbackOffline: false, pauseMs: 20 }).picture
const PNG = Buffer.from('\x89PNG', 'latin1')
const body = () => vendor.journal.at(-1)?.body as ImageRequest

describe('a picture from an images endpoint', () => {
  it('is a picture of the nearest shape the model makes, in the words of scene and style', async () => {
    const { image, origin, alt, warnings } = await painter().draw(pictureOf('A frozen harbour at dawn'), stage().context)
    expect(Buffer.from(image.subarray(0, 4))).toEqual(PNG)
    expect({ origin, alt, warnings }).toEqual({ origin: 'generated', alt: 'A frozen harbour at dawn', warnings: [] })
    const { before, after, avoid } = styleNamed('ink-wash').prompt
    for (const words of ['A frozen harbour at dawn', before, after, avoid]) expect(body().prompt).toContain(words)
    expect(body()).toMatchObject({ size: '1536x1024', n: 1, response_format: 'b64_json' })
  })

  it.each([
    ['dall-e-3', 1080, 1920, '1024x1792'],
    ['dall-e-3', 1080, 1080, '1024x1024'],
    ['fake-1', 1080, 1440, '1024x1536'],
    ['gpt-image-2.5-flare', 1920, 1080, '1536x864'],
    ['Qwen/Qwen-Image', 1080, 1440, '1140x1472'],
  ])('%s is asked for %ix%i as %s', (model, width, height, size) => {
    expect(nearestSize(sizesOf(model), { width, height })).toBe(size)
  })

  it('is bought again for another take, with what the person wants of it, and only once', async () => {
    const provider = painter()
    const { context } = stage()
    const request = pictureOf('A harbour in takes')
    const take = (take: number, note?: string) => ({
      ...request,
      scene: { ...request.scene, take, ...(note === undefined ? {} : { note }) },
    })
    for (const each of [request, take(1), take(1), take(2, 'more snow, **@everyone**')]) await provider.draw(each, context)
    const bodies = vendor.journal.map(({ body }) => body as ImageRequest)
    expect(bodies).toHaveLength(3)
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]?.prompt).toContain('A harbour in takes more snow,')
    expect(bodies[2]?.prompt).not.toContain('@everyone')
    expect(new Set(vendor.journal.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
  })

  it('does not ask models for a format that they refuse to hear of', async () => {
    await painter('gpt-image-2').draw(pictureOf('A frozen harbour'), stage().context)
    expect(body()).not.toHaveProperty('response_format')
  })

  it('may be fetched from the endpoint, never from inside the network', async () => {
    vendor.misbehave('picture-url', { times: 1 })
    const { image } = await painter().draw(pictureOf('A harbour by address'), stage().context)
    expect(Buffer.from(image.subarray(0, 4))).toEqual(PNG)
    vendor.misbehave('inner-url')
    await expect(painter().draw(pictureOf('A harbour from within'), stage().context)).rejects.toBeInstanceOf(TransientError)
  })

  it('is refused by a safety filter once, with a reason and without asking around', async () => {
    vendor.misbehave('refusal')
    const second = await startFakeVendor()
    const { picture } = createServices({ script: [], picture: [endpointAt(vendor), endpointAt(second)], voice: [] })
    const failed = await picture.draw(pictureOf('Something that is not allowed'), stage().context).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'UserError', code: 'refused', message: expect.stringContaining('safety filter') })
    expect([vendor.journal.length, second.journal.length]).toEqual([1, 0])
    await second.close()
  })

  it('is not taken for one when it is something else', async () => {
    vendor.misbehave('no-picture')
    await expect(painter().draw(pictureOf('A harbour that is HTML'), stage().context)).rejects.toBeInstanceOf(TransientError)
  })
})
