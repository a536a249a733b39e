import { describe, expect, it } from 'vitest'
import { createServices } from '../../pipeline/providers/registry.ts'
import type { SpeechRequest } from './request-shapes.ts'
import { endpointAt, stage, useFakeVendor } from './stage.ts'

const vendor = await useFakeVendor()

const speaker = (extra: Record<string, unknown> = {}, fallbackOffline = false) =>
  createServices({ script: [], picture: [], voice: [endpointAt(vendor, { extra: { timeoutMs: 10_000, ...extra } })], fallbackOffline })
    .voice
const line = { text: 'The harbour froze on the ninth of January.', language: 'en', voice: undefined, speed: 1, loudness: 1 }
const body = () => vendor.journal.at(-1)?.body as SpeechRequest

describe('a voice from a speech endpoint', () => {
  it('speaks as WAV, in the first voice, at its own pace', async () => {
    const { audio, voice, warnings } = await speaker().speak(line, stage().context)
    expect(Buffer.from(audio.subarray(0, 4)).toString()).toBe('RIFF')
    expect({ voice, warnings }).toEqual({ voice: 'alloy', warnings: [] })
    expect(body()).toEqual({ model: 'fake-1', voice: 'alloy', input: line.text, response_format: 'wav' })
  })

  it('speaks in the wished voice and pace', async () => {
    await speaker().speak({ ...line, voice: 'nova', speed: 1.5 }, stage().context)
    expect(body()).toMatchObject({ voice: 'nova', speed: 1.5 })
  })

  it('takes the voice for the language, and lists them', async () => {
    const voices = [
      { id: 'alloy', name: 'Ann', language: 'en' },
      { id: 'coral', name: '小红', language: 'zh' },
    ]
    const provider = speaker({ voices })
    expect(provider.voices).toEqual(voices)
    expect((await provider.speak({ ...line, text: '井水在上涨。', language: 'zh-CN' }, stage().context)).voice).toBe('coral')
  })

  it('says what it could not honour', async () => {
    const { voice, warnings } = await speaker({ pace: false }).speak({ ...line, voice: 'darth', speed: 2 }, stage().context)
    expect(voice).toBe('alloy')
    expect(warnings).toEqual([expect.stringContaining('no voice "darth"; "alloy" speaks instead'), expect.stringContaining('own pace')])
    expect(body()).not.toHaveProperty('speed')
  })

  it('leaves a voice of the offline engine to the offline engine, without a warning', async () => {
    const provider = speaker({}, true)
    const own = provider.voices.find(({ id }) => id.startsWith('en'))?.id
    expect(own).toBeDefined()
    const { voice, warnings } = await provider.speak({ ...line, voice: own }, stage().context)
    expect({ voice, warnings }).toEqual({ voice: own, warnings: [] })
    expect(vendor.journal).toEqual([])
  })

  it('refuses settings it does not understand by their names only', () => {
    expect(() => speaker({ format: 'sk-canary-secret-value' })).toThrow(/wrong settings: format\.$/)
    expect(() => createServices({ script: [], picture: [], voice: [endpointAt(vendor, { vendor: 'acme' })] })).toThrow(
      /no voice vendor "acme"/,
    )
  })
})
