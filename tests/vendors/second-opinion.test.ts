import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toProblem } from '../../lib/errors.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { fakeAnswer } from './fake-answers.ts'
import { fakePng, fakeWav } from './fake-media.ts'
import type { ChatRequest } from './request-shapes.ts'
import { CANARY, endpointAt, harbour, pictureOf, stage } from './stage.ts'

// A server of somebody else's reading of the protocol: ours could share a mistake with our client.
const mock = new LLMock({ port: 0 })
beforeAll(async () => {
  mock.onMessage(/<<</, (request) => ({ content: JSON.stringify(fakeAnswer(request as unknown as ChatRequest)) }))
  mock.onImage(/./, { image: { b64Json: fakePng('x', '1536x1024').toString('base64') } })
  mock.onSpeech(/./, { audio: fakeWav('The harbour froze.', 1).toString('base64'), format: 'wav' })
  await mock.start()
})
afterAll(() => mock.stop())

const services = () => {
  const endpoint = endpointAt({ url: `${mock.url}/v1` })
  return createServices({ script: [endpoint], picture: [endpoint], voice: [endpoint], fallbackOffline: false, pauseMs: 20 })
}

it('serves all three kinds', async () => {
  const { script, picture, voice } = services()
  const { context } = stage()
  const told = await script.write({ document: harbour(), language: 'en' }, context)
  expect(told.scenes.length).toBeGreaterThan(4)
  expect((await script.direct(told, context)).length).toBe(told.scenes.length)
  expect((await picture.draw(pictureOf('A harbour'), context)).image.byteLength).toBeGreaterThan(100)
  const line = { text: 'The harbour froze.', language: 'en', voice: undefined, speed: 1, loudness: 1 }
  expect((await voice.speak(line, context)).audio.byteLength).toBeGreaterThan(1_000)
})

it('fails in its own ways', async () => {
  const { context, logged } = stage()
  for (const status of [401, 429, 500]) {
    mock.nextRequestError(status, { message: `no, ${CANARY}`, type: 'error' })
    const asked = { document: harbour(4, { title: `Failing ${status}` }), language: 'en' }
    const failed = await services()
      .script.write(asked, context)
      .catch((error: unknown) => error)
    if (status === 401) expect(toProblem(failed)).toMatchObject({ code: 'vendor', message: expect.stringContaining('refused') })
    else expect(failed).toMatchObject({ title: `Failing ${status}`, warnings: [] })
  }
  expect(logged.join('')).not.toContain(CANARY)
  expect(logged.length).toBeGreaterThanOrEqual(3)
})
