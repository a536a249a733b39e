import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { newId } from '../../lib/ids.ts'
import { filmOf } from '../../pipeline/film.ts'
import { keyOf } from '../../pipeline/runner.ts'
import { BlobId, type Picture } from '../../pipeline/schema.ts'
import type { FilmResult } from '../../storage/store.ts'
import { acceptProject, sampleBoard, sampleResult, sampleRevision } from '../storage/sample.ts'
import { ann, ben, openCommands } from './open-commands.ts'

let here: Awaited<ReturnType<typeof openCommands>>
let there: Awaited<ReturnType<typeof openCommands>>
beforeAll(async () => {
  here = await openCommands()
  there = await openCommands()
})
afterAll(async () => {
  await here?.close()
  await there?.close()
})

/** A project with a film, a figure and one picture that is still kept. */
async function filmed(title: string) {
  const { store, services } = here
  const put = (text: string) => store.blobs.put(Buffer.from(text))
  const source = await put('the document')
  const { settings } =
    (await acceptProject(store, { place: { platform: 'other', channel: 'x' } }).then(({ id }) => store.runs.get(id)))?.request ?? {}
  if (settings === undefined) throw new Error('no settings')
  const place = { platform: 'strict', channel: 'hall', thread: newId() }
  const { id, project } = await acceptProject(store, { owner: ann, place, request: { source, filename: 'tea <&>.txt', settings } })
  const board = {
    ...sampleBoard([1, 2], title),
    figures: [{ image: await put('a figure'), caption: 'A pot', width: 9, height: 9, section: 0 }],
  }
  await store.runs.adopt(id, 1, board, { key: 'change.written', values: {} })
  const files = { film: await put('film'), cover: await put('cover'), srt: await put('srt'), vtt: await put('vtt'), ass: await put('ass') }
  const result: FilmResult = { ...sampleResult, ...files, title, scenes: 2 }
  await store.runs.move(id, ['waiting'], 'done', { result })
  const picture: Picture = {
    image: await put('a picture'),
    width: 9,
    height: 9,
    origin: 'drawn',
    seed: 1,
    alt: '',
    provider: '',
    warnings: [],
  }
  await filmOf({ source, filename: '', settings, board }, async (step, input) => {
    await store.cache.save(keyOf(step, step.input.parse(input), services), step.name, picture, 1)
    return picture as never
  }).picture(0)
  return { project, board, result }
}

async function exported(): Promise<{ bytes: Uint8Array; names: string[]; text(name: string): Promise<string> }> {
  const media = here.last().view.media?.[0]
  const bytes = await here.store.blobs.read(BlobId.parse(media?.blob))
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false })
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return { bytes, names: [...entries.keys()], text: async (name) => entries.get(name)?.toString('utf8') ?? '' }
}

async function zipOf(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

test('/export gives one zip of everything that is kept, and tells what is not', async () => {
  const { chat, last } = here
  await filmed('On *tea*')
  await chat.say('/export')
  expect(last().view.media?.[0]).toMatchObject({ kind: 'file', name: 'On-tea.zip' })
  expect(last().view.text).toContain('no longer kept')
  const { names, text } = await exported()
  expect(names.toSorted()).toEqual(
    [
      'assets/1',
      'captions.ass',
      'captions.srt',
      'captions.vtt',
      'cover.jpg',
      'document/tea.txt',
      'film.mp4',
      'pictures/01.jpg',
      'project.json',
      'script.docx',
      'script.md',
    ].toSorted(),
  )
  expect(await text('script.md')).toContain('# On \\*tea\\*')
  expect(await text('film.mp4')).toBe('film')
  await chat.say('/export', ben)
  expect(last().view.tone).toBe('danger')
})

test('an export dropped elsewhere is the same project, finished; dropped twice by the platform it is one', async () => {
  await filmed('Journeys')
  await here.chat.say('/export journeys')
  const { bytes } = await exported()
  await there.chat.drop('Journeys.zip', bytes, ben, 'drop-1')
  await there.chat.drop('Journeys.zip', bytes, ben, 'drop-1')
  const runs = await there.store.runs.list({})
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({ state: 'done', revision: 1, result: { title: 'Journeys' } })
  expect(Buffer.from(await there.store.blobs.read(BlobId.parse(runs[0]?.result?.film))).toString()).toBe('film')
  expect(Buffer.from(await there.store.blobs.read(BlobId.parse(runs[0]?.result?.ass))).toString()).toBe('ass')
  await there.chat.say('/history', ben)
  expect(there.last().view.text).toContain('imported')
  expect(there.submitted).toEqual([])
})

test('its earlier revisions travel along, with the pictures they go by, and any of them can be restored there', async () => {
  const { project } = await filmed('Orchards')
  const own = await here.store.blobs.put(Buffer.from('a picture of Ann’s'))
  const [scene] = sampleBoard([1], 'Orchards').scenes
  const board = {
    ...sampleBoard([1, 2], 'Orchards'),
    scenes: scene ? [{ ...scene, own: { media: own, kind: 'picture' as const, fit: 'crop' as const } }] : [],
  }
  const look = await here.store.blobs.put(Buffer.from('a picture whose style is taken'))
  const settings = { ...sampleRevision([1]).settings, style: look }
  await here.store.revisions.add(project, 1, {
    ...sampleRevision([1]),
    by: ann,
    settings,
    board,
    change: { key: 'change.own', values: { scene: 1 } },
  })
  await here.store.revisions.add(project, 2, { ...sampleRevision([1, 2]), by: ann })
  await here.chat.say('/export orchards')
  const { bytes } = await exported()
  await there.chat.drop('Orchards.zip', bytes, ben)
  const [run] = await there.store.runs.list({ limit: 1 })
  expect(run).toMatchObject({ state: 'waiting', revision: 3 })
  const revisions = await there.store.revisions.list(run?.project ?? '')
  expect(revisions.map(({ change, by, parent }) => [change.key, by.name, parent])).toEqual([
    ['change.imported', 'Ben', 2],
    ['change.own', 'Ann', 1],
    ['change.written', 'Ann', undefined],
  ])
  expect(await there.store.revisions.get(run?.project ?? '', 2)).toMatchObject({ board, settings })
  expect(Buffer.from(await there.store.blobs.read(look)).toString()).toBe('a picture whose style is taken')
  expect(Buffer.from(await there.store.blobs.read(own)).toString()).toBe('a picture of Ann’s')
})

test('an export that was changed, names what it does not bring, or is not one, is refused or taken as a document', async () => {
  await filmed('Forged')
  await here.chat.say('/export forged')
  const { names, text } = await exported()
  const files = Object.fromEntries(
    await Promise.all(names.filter((name) => name !== 'script.docx').map(async (name) => [name, await text(name)] as const)),
  )
  const before = (await there.store.runs.list({})).length
  const refused = async (changed: Record<string, string>) => {
    const said = there.chat.messages.length
    await there.chat.drop('forged.zip', await zipOf(changed), ben)
    expect(there.chat.messages.length).toBe(said + 1)
    expect(there.last().view.tone).toBe('danger')
    return there.last().view.text
  }
  expect(await refused({ ...files, 'film.mp4': 'fake' })).toContain('film.mp4')
  const project = JSON.parse(files['project.json'] ?? '')
  expect(
    await refused({
      ...files,
      'project.json': JSON.stringify({ ...project, files: project.files.filter(({ name }: { name: string }) => name !== 'film.mp4') }),
    }),
  ).toContain('incomplete')
  expect(await refused({ ...files, 'project.json': JSON.stringify({ ...project, version: 2 }) })).toContain('another version')
  expect(await refused({ ...files, 'project.json': '{' })).toContain('another version')
  expect(await refused({ ...files, 'project.json': JSON.stringify({ ...project, settings: { style: 'no-such' } }) })).toContain('no-such')
  const { 'film.mp4': _film, ...without } = files
  expect(await refused(without)).toContain('film.mp4')
  expect((await there.store.runs.list({})).length).toBe(before)
  await there.chat.drop('other.zip', await zipOf({ 'a.txt': 'no project' }), ben)
  expect((await there.store.runs.list({})).length).toBe(before + 1)
})
