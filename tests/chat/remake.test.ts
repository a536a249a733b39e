import { afterAll, beforeAll, expect, test } from 'vitest'
import { settle } from '../../commands/review/settle.ts'
import { newId } from '../../lib/ids.ts'
import { filmOf } from '../../pipeline/film.ts'
import { keyOf } from '../../pipeline/runner.ts'
import { FilmSettings } from '../../pipeline/schema.ts'
import { acceptProject, sampleBoard, sampleResult } from '../storage/sample.ts'
import { ann, ben, openCommands } from './open-commands.ts'

let played: Awaited<ReturnType<typeof openCommands>>
let project: string
beforeAll(async () => {
  played = await openCommands()
  project = await filmed('Rivers')
})
afterAll(() => played?.close())

/** A finished film of three scenes, each of whose results is kept. */
async function filmed(title: string): Promise<string> {
  const { store, services } = played
  const run = await acceptProject(store, { owner: ann, place: { platform: 'strict', channel: 'hall', thread: newId() } })
  const board = sampleBoard([1, 2, 3], title)
  await store.runs.adopt(run.id, 1, board, { key: 'change.written', values: {} })
  const blob = await store.blobs.put(Buffer.from('made'))
  const common = { provider: '', warnings: [] }
  const made: Record<string, unknown> = {
    picture: { image: blob, width: 2, height: 2, origin: 'drawn', seed: 1, alt: '', ...common },
    narrate: { audio: blob, seconds: 1, words: [], timing: 'spread', voice: 'v', ...common },
    clip: { video: blob, frames: 30, seconds: 1 },
    join: { video: blob, frames: 15, seconds: 0.5 },
    cover: { image: blob, width: 2, height: 2, variant: 'poster' },
    mix: { audio: blob, loudness: -16, truePeak: -2 },
    film: { film: blob, srt: blob, vtt: blob, ass: blob, seconds: 3, width: 2, height: 2, bytes: 4, loudness: -16, truePeak: -2 },
  }
  const { request } = (await store.runs.get(run.id)) ?? {}
  if (request === undefined) throw new Error('no run')
  const parts = filmOf({ ...request, board }, async (step, input, scene = 0) => {
    const output = step.output.parse(made[step.name])
    await store.cache.save(keyOf(step, step.input.parse(input), services), step.name, output, 1)
    const record = { step: step.name, scene, state: 'done' as const, fraction: 1, ms: 30_000, cached: false, preview: undefined }
    await store.runs.saveStep(run.id, record)
    return output
  })
  await Promise.all([parts.film(), parts.cover()])
  await store.runs.move(run.id, ['waiting'], 'done', { result: { ...sampleResult, title } })
  return run.project
}

test('/remake says which steps other settings take, how long and for how much, before anything is made', async () => {
  const { chat, store, last } = played
  await chat.say('/remake')
  expect(last().view.title).toBe('Rivers: other settings')
  expect(last().view.buttons).toEqual([])
  await chat.say('/remake volume=50%')
  expect(last().view.text).toContain('no pictures, no voices, no clips, and the film')
  expect(last().view.text).toContain('about 1:00 min')
  expect(last().view.text).toContain('costs nothing')
  await chat.say('/remake aspect=9:16 speed=1.1')
  expect(last().view.text).toContain('3 pictures, 3 voices, 3 clips')
  await chat.say('/remake aspect=7:5')
  expect(last().view.tone).toBe('danger')
  expect((await store.projects.get(project))?.head).toBe(1)
})

test('settings are chosen one after the other, and made once', async () => {
  const { chat, store, submitted, last } = played
  await chat.say('/remake')
  await chat.choose(last(), 'captions')
  await chat.choose(last(), 'off')
  expect(last().view.text).toContain('no pictures, no voices, 3 clips')
  await chat.choose(last(), 'aspect')
  await chat.choose(last(), '1:1')
  expect(
    last()
      .view.fields?.map(({ value }) => value)
      .filter((value) => value.includes('→')),
  ).toEqual(['16:9 → 1:1', 'On → Off'])
  const before = { ...last() }
  await Promise.all([chat.press(before, 'remake.go'), chat.press(before, 'remake.go'), chat.press(before, 'remake.go', ben)])
  const head = await store.revisions.head(project)
  expect(head).toMatchObject({ number: 2, settings: { aspect: '1:1', captions: 'off' }, change: { key: 'change.settings' } })
  expect(submitted).toHaveLength(1)
  await chat.press(before, 'remake.go')
  expect(last().view.text).toContain('earlier state')
})

test('a film’s own list of pronunciations is changed in a form, and costs the voices that say its words', async () => {
  const { chat, last } = played
  await chat.say('/remake')
  await chat.choose(last(), 'pronounce')
  expect(last().view.buttons?.[0]?.form?.fields[0]).toMatchObject({ value: '', multiline: true })
  await chat.fill(last(), 'remake.set', { value: '2 = two; nobody = says this' })
  expect(last().view.text).toContain('1 voice, ')
  expect(last().view.fields?.map(({ value }) => value)).toContain('None → 2 = two; nobody = says this')
})

test('what goes back to how it was is all there', async () => {
  const { chat, last } = played
  await chat.say('/remake aspect=16:9 captions=on')
  expect(last().view.text).toContain('All of it is there already')
})

test('another length or language is told as words written anew, and begins once from the document', async () => {
  const { chat, store, submitted, last } = played
  await chat.say('/remake seconds=60')
  expect(last().view).toMatchObject({ tone: 'danger', text: expect.stringContaining('kept no more') })
  const settings = FilmSettings.parse({})
  const source = await store.blobs.put(Buffer.from('Rivers carry stones to the sea, and the sea carries them back.'))
  const run = await acceptProject(store, {
    owner: ann,
    place: { platform: 'strict', channel: 'hall', thread: newId() },
    request: { source, filename: 'rivers.txt', settings },
  })
  const board = sampleBoard([1, 2, 3], 'Streams')
  await store.runs.adopt(run.id, 1, board, { key: 'change.written', values: {} })
  await store.runs.move(run.id, ['waiting'], 'done', { result: { ...sampleResult, title: 'Streams', seconds: 30 } })
  await chat.say('/remake seconds=60 language=zh project=Streams')
  expect(last().view.text).toMatch(/written anew from the document, about 6 scenes.*\n.*6 voices, 6 clips/s)
  expect(last().view.fields?.map(({ value }) => value)).toContain('As the document → 1:00')
  const before = submitted.length
  const offer = { ...last() }
  await Promise.all([chat.press(offer, 'remake.go'), chat.press(offer, 'remake.go')])
  expect(submitted).toHaveLength(before + 1)
  const begun = await store.runs.get(submitted.at(-1) ?? '')
  expect(begun).toMatchObject({ project: run.project, revision: 0, request: { source, settings: { seconds: 60, language: 'zh' } } })
  expect(begun?.request.board).toBeUndefined()
  // Who presses an older card finishes what a crash may have left half-way; that must not send the new script back to the old one.
  await settle(run.project, { store, works: { submit: async () => {} } as never })
  expect((await store.runs.get(begun?.id ?? ''))?.request.board).toBeUndefined()
  expect((await store.projects.get(run.project))?.head).toBe(1)
})
