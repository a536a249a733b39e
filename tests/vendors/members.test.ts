import { fileTypeFromBuffer } from 'file-type'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toProblem } from '../../lib/errors.ts'
import type { Member } from '../../pipeline/providers/endpoint.ts'
import type { Provider } from '../../pipeline/providers/provider.ts'
import { pictureMembers, scriptMembers, voiceMembers } from '../../pipeline/providers/registry.ts'
import { Script } from '../../pipeline/schema.ts'
import { type FakeVendor, startFakeVendor } from './fake-vendor.ts'
import { CANARY, endpointAt, harbour, pictureOf, stage } from './stage.ts'

let vendor: FakeVendor
beforeAll(async () => {
  vendor = await startFakeVendor()
})
afterAll(() => vendor.close())

// A member with an endpoint gets the fake's; one that needs nothing ignores it.
function made<P extends Provider>({ needs, create }: Member<P>): P {
  const { extra: _, ...endpoint } = endpointAt(vendor)
  return create(needs.parse(endpoint))
}

const aborted = () => stage({ signal: AbortSignal.abort() }).context
const line = { text: 'The harbour froze on the ninth of January.', language: 'en', voice: undefined, speed: 1, loudness: 1 }

describe.each([
  ['script', scriptMembers],
  ['picture', pictureMembers],
  ['voice', voiceMembers],
] as const)('members for %s', (_, members: readonly Member<Provider>[]) => {
  it('have names of their own, one of them offline', () => {
    const names = members.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((name) => /^[a-z][a-z\d-]*$/.test(name))).toBe(true)
    expect(names).toContain('offline')
  })

  it.each(members.map((member) => [member.name, member] as const))('%s has an id that stays and holds no key', (_name, member) => {
    expect(made(member).id).toBe(made(member).id)
    expect(made(member).id).not.toBe('')
    expect(made(member).id).not.toContain(CANARY)
  })
})

describe.each(scriptMembers.map((member) => [member.name, member] as const))('script member %s', (_, member) => {
  it('writes a script and directs a picture for each of its scenes', async () => {
    const provider = made(member)
    const { context } = stage()
    const script = Script.parse(await provider.write({ document: harbour(), language: 'en' }, context))
    const length = script.scenes.reduce((sum, { text }) => sum + text.length, 0)
    expect([script.language, script.scenes.length >= 5 && script.scenes.length <= 30, length > 600 && length < 2_500]).toEqual([
      'en',
      true,
      true,
    ])
    expect(script.scenes.every(({ page, section }) => page === section + 1)).toBe(true)
    const directions = await provider.direct(script, context)
    expect(directions).toHaveLength(script.scenes.length)
    expect(directions.every(({ prompt }) => prompt.length > 5)).toBe(true)
  })
})

describe.each(pictureMembers.map((member) => [member.name, member] as const))('picture member %s', (_, member) => {
  it('draws a picture, always the same for the same scene', async () => {
    const provider = made(member)
    const drawn = await provider.draw(pictureOf('A frozen harbour'), stage().context)
    expect(['image/png', 'image/jpeg', 'image/webp']).toContain((await fileTypeFromBuffer(drawn.image))?.mime)
    expect(drawn.alt).not.toBe('')
    const again = await provider.draw(pictureOf('A frozen harbour'), stage().context)
    expect(Buffer.from(again.image).equals(drawn.image)).toBe(true)
  })

  it('stops when it is told to', async () => {
    const failed = await made(member)
      .draw(pictureOf('Never drawn'), aborted())
      .catch((error: unknown) => error)
    expect(toProblem(failed).code).toBe('cancelled')
  })
})

describe.each(voiceMembers.map((member) => [member.name, member] as const))('voice member %s', (_, member) => {
  it('speaks in one of its voices', async () => {
    const provider = made(member)
    const { audio, voice, warnings } = await provider.speak(line, stage().context)
    expect((await fileTypeFromBuffer(audio))?.mime).toMatch(/^audio\//)
    expect(provider.voices.map(({ id }) => id)).toContain(voice)
    expect(warnings).toEqual([])
  })

  it('says so when it has no such voice', async () => {
    const { voice, warnings } = await made(member).speak({ ...line, voice: 'nobody' }, stage().context)
    expect(voice).not.toBe('nobody')
    expect(warnings).toEqual([expect.stringContaining('"nobody"')])
  })

  it('stops when it is told to', async () => {
    const failed = await made(member)
      .speak(line, aborted())
      .catch((error: unknown) => error)
    expect(toProblem(failed).code).toBe('cancelled')
  })
})
