import { describe, expect, it } from 'vitest'
import { TransientError } from '../../lib/errors.ts'
import { nearestSize, sizesOf } from '../../pipeline/providers/image/sizes.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'
import { fakePng } from './fake-media.ts'
import { startFakeVendor } from './fake-vendor.ts'
import type { EditRequest, ImageRequest } from './request-shapes.ts'
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

  it('is made after the picture that a style goes by, by those who look at one, and only once', async () => {
    const { context, blobs } = stage()
    const model = fakePng('faded postcards', '1024x1024')
    const style = await blobs.put(model)
    const both = [endpointAt(vendor, { model: 'blind-1' }), endpointAt(vendor, { model: 'fake-1', extra: { references: true } })]
    const { picture } = createServices({ script: [], picture: both, voice: [], fallbackOffline: false, pauseMs: 20 })
    expect(picture.takesReference).toBe(true)
    const request = pictureOf('A harbour on a postcard', { style })
    for (const each of [request, request, pictureOf('A harbour on a postcard')]) await picture.draw(each, context)
    expect(vendor.journal.map(({ path }) => path)).toEqual(['/v1/images/edits', '/v1/images/generations'])
    const sent = vendor.journal[0]?.body as EditRequest
    expect(sent).toMatchObject({ model: 'fake-1', n: '1', size: '1536x1024', response_format: 'b64_json' })
    expect(`blob:${sent.image.sha256}`).toBe(style)
    expect(sent.prompt).toMatch(/^In the very style of the picture given.* A harbour on a postcard/)
  })

  it('is made in words, and says so, where no model looks at the picture that a style goes by', async () => {
    const { context, blobs } = stage()
    const style = await blobs.put(fakePng('faded postcards', '1024x1024'))
    const { warnings } = await painter().draw(pictureOf('A harbour unseen', { style }), context)
    expect(vendor.journal.map(({ path }) => path)).toEqual(['/v1/images/generations'])
    expect(body().prompt).toContain(styleNamed('ink-wash').prompt.after)
    expect(warnings).toEqual([expect.stringContaining('takes no picture as a model')])
  })

  it('after a picture is not bought past the spending limit', async () => {
    const { context, blobs } = stage({ budget: 0.05 })
    const style = await blobs.put(fakePng('dear postcards', '1024x1024'))
    const looking = endpointAt(vendor, { extra: { references: true } })
    const { picture } = createServices({ script: [], picture: [looking], voice: [], fallbackOffline: false })
    await picture.draw(pictureOf('The first', { style }), context)
    await expect(picture.draw(pictureOf('The second', { style }), context)).rejects.toMatchObject({ code: 'budget' })
    expect(vendor.journal).toHaveLength(1)
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
