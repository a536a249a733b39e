import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FilmSettings } from '../../pipeline/schema.ts'
import { describeEngines } from './engines.ts'
import { nowhere, sampleRun } from './sample.ts'

const nasty = [
  '',
  '\u0000',
  'a\u0000b',
  '../../x',
  '-rf',
  'con',
  "'; drop table runs; --",
  '"',
  '\\',
  '🍵',
  '\u202Egnp.exe',
  'é',
  'e\u0301',
  '\ud800',
  'x\ny',
  '%_',
]
const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 255 }), fc.string({ unit: 'grapheme' }))

describeEngines('odd texts', (engine) => {
  it('come back as they were, and name no file', async () => {
    const options = await engine.options()
    const store = await engine.open(options)
    let count = 0
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, filename, odd) => {
        const owner = { id: `${odd}${count}`, name, locale: odd }
        const place = { platform: `${odd}p`, channel: `${odd}c${count}`, thread: `${odd}t` }
        const request = { source: nowhere, filename, settings: FilmSettings.parse({ style: odd, voice: name }) }
        const run = sampleRun({ owner, place, request })
        const incoming = `${odd} ${count++}`
        const accepted = await store.runs.accept(run, incoming)
        expect(accepted).toMatchObject(run)
        expect(await store.runs.accept(sampleRun({ place }), incoming)).toBeUndefined()
        expect(await store.runs.list({ place })).toEqual([accepted])
        expect(await store.runs.list({ ownerId: owner.id })).toEqual([accepted])
        expect((await store.runs.stale(place.platform)).map(({ id }) => id)).toContain(run.id)
        await store.preferences.set(`person:${odd}`, { name })
        expect(await store.preferences.get(`person:${odd}`)).toEqual({ name })
        await store.runs.setCard(run.id, { place, id: odd })
        await store.runs.move(run.id, ['waiting'], 'failed', { problem: { code: 'corrupt', message: name } })
        expect(await store.runs.get(run.id)).toMatchObject({ card: { place, id: odd }, problem: { code: 'corrupt', message: name } })
        await store.runs.setShown(run.id, 2)
      }),
      { numRuns: 60 },
    )
    const names = (await readdir(options.dataDir)).filter((name) => !name.startsWith('docreel.sqlite'))
    expect(names).toEqual(['incoming'])
  })
})
