import { expect, it } from 'vitest'
import { createServices } from '../../pipeline/providers/registry.ts'
import type { ChatRequest } from './request-shapes.ts'
import { endpointAt, harbour, stage, useFakeVendor } from './stage.ts'

const vendor = await useFakeVendor()

const script = () => createServices({ script: [endpointAt(vendor)], picture: [], voice: [], pauseMs: 20 }).script
const scenes = ['The harbour froze on the ninth of January, and no ship could leave it.', 'Nobody believed the harbour master at first.']
const sent = () => JSON.stringify(vendor.journal.map(({ body }) => (body as ChatRequest).messages))

it('says scenes in other words, one for one; the document goes along only where more is to be said', async () => {
  const asked = { scenes, language: 'en', document: harbour(), headings: ['Chapter 1'], pages: [1, 2] }
  const shorter = await script().rewrite?.({ ...asked, tone: 'shorter' }, stage().context)
  expect(shorter?.scenes).toHaveLength(2)
  expect(shorter?.scenes.join('').length).toBeLessThan(scenes.join('').length * 0.7)
  expect(shorter?.warnings).toEqual([])
  expect(sent()).not.toContain('<<<document-')
  await script().rewrite?.({ ...asked, tone: 'longer' }, stage().context)
  expect(sent()).toContain('<<<document-')
})

it('asks again for what did not get shorter, and says so where it stays', async () => {
  const written = await script().rewrite?.({ scenes: ['A.', 'B.'], tone: 'shorter', language: 'en' }, stage().context)
  expect(written).toEqual({ scenes: ['A.', 'B.'], warnings: ['It did not get shorter.'] })
  expect(vendor.journal).toHaveLength(2)
})

it('understands what people want of a film, as settings, from their words alone', async () => {
  const request = { words: 'make it 1 minute, in Chinese, ink wash', styles: ['ink-wash', 'swiss'], moods: ['calm'] }
  expect(await script().understand?.(request, stage().context)).toEqual({ style: 'ink-wash', language: 'zh', seconds: 60 })
  expect(await script().understand?.({ ...request, words: 'make it 99 minutes' }, stage().context)).toEqual({})
})

it('offers neither where no model is set up', () => {
  const offline = createServices({ script: [], picture: [], voice: [] }).script
  expect(offline.rewrite).toBeUndefined()
  expect(offline.understand).toBeUndefined()
})
