import { afterAll, beforeAll, expect, test } from 'vitest'
import { resolveSettings } from '../../commands/settings/resolve-settings.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { BlobId } from '../../pipeline/schema.ts'
import { acceptProject, sampleRevision } from '../storage/sample.ts'
import { fakePng } from '../vendors/fake-media.ts'
import { startFakeVendor } from '../vendors/fake-vendor.ts'
import { endpointAt } from '../vendors/stage.ts'
import { ann, ben, li, openCommands } from './open-commands.ts'

let played: Awaited<ReturnType<typeof openCommands>>
beforeAll(async () => {
  played = await openCommands()
})
afterAll(() => played?.close())

const hall = { platform: 'strict', channel: 'hall' }
const chosen = (person = ann) => resolveSettings(played.store.preferences, { person, place: hall }, {})
const mediaBytes = async () => (await played.store.blobs.read(BlobId.parse(played.last().view.media?.[0]?.blob))).byteLength

test('/style shows every style as a picture, in pages that the platform can hold', async () => {
  const { chat, last } = played
  await chat.say('/style')
  expect(await mediaBytes()).toBeGreaterThan(50_000)
  const first = last()
  expect(first.view.select?.options).toHaveLength(25)
  await chat.press(first, 'style.page')
  expect(last().ref.id).toBe(first.ref.id)
  expect(last().view.select?.options).toHaveLength(5)
  await chat.choose(last(), 'pixel')
  expect(last().view.title).toContain('Pixel')
  expect(await mediaBytes()).toBeGreaterThan(20_000)
  await chat.press(last(), 'style.set')
  expect((await chosen()).style).toBe('pixel')
})

test('a style is found by a word, a number, a slip of the finger, in either language', async () => {
  const { chat, last } = played
  await chat.say('/style paper')
  expect(last().view.title).toContain('Cut paper')
  await chat.say('/style 12', li)
  expect(last().view.title).toContain('水彩')
  await chat.say('/style woodblok')
  expect(last().view).toMatchObject({ tone: 'warning' })
  expect(last().view.select?.options[0]?.value).toBe('woodblock')
  await chat.say('/style 剪纸', li)
  expect(last().view.title).toContain('剪纸')
})

test('a number that no style has is told the range, and only names that are near are offered', async () => {
  const { chat, last } = played
  await chat.say('/style 99')
  expect(last().view).toMatchObject({ tone: 'warning', text: 'The styles are numbered from 1 to 30. /style shows them all.' })
  expect(last().view.select).toBeUndefined()
  await chat.say('/style qqxzj')
  expect(last().view.text).toBe('There is no style “qqxzj”. /style shows them all.')
  await chat.say('/style')
  expect(last().view.text).toMatch(/ · 12\u00a0Watercolour · /)
})

test('a style’s title is in the language of the chat alone', async () => {
  const { chat, last } = played
  await chat.say('/style woodblock')
  expect(last().view.title).toBe('Woodblock')
  await chat.say('/style woodblock', li)
  expect(last().view.title).toBe('浮世绘')
})

test('where nobody else is, nothing is offered for the place', async () => {
  const alone = await openCommands()
  try {
    const { chat, last } = alone
    const offered = () => last().view.buttons?.map(({ action, value }) => `${action} ${value}`) ?? []
    const say = async (name: string, platform: string) => {
      const place = { platform, channel: 'mine' }
      await acceptProject(alone.store, { owner: ann, place })
      await chat.command(name, name === 'style' ? { style: 'neon' } : {}, ann, undefined, place)
      return offered().filter((button) => /place/.test(button)).length
    }
    for (const name of ['style', 'voice', 'settings']) {
      expect(await say(name, 'strict')).toBe(1)
      expect(await say(name, 'web')).toBe(0)
    }
  } finally {
    await alone.close()
  }
})

test('a place’s choice lies beneath a person’s own, and only its founder may make it', async () => {
  const { chat, store, last } = played
  await chat.say('/style neon', ben)
  expect(last().view.buttons?.map(({ action }) => action)).not.toContain('style.place')
  await acceptProject(store, { owner: ann, place: hall })
  await chat.say('/style neon')
  await chat.press(last(), 'style.place')
  expect((await chosen(ben)).style).toBe('neon')
  expect((await chosen(ann)).style).toBe('pixel')
  await chat.say('/settings aspect=1:1 for=place', ben)
  expect(last().view.tone).toBe('danger')
  expect((await chosen(ben)).aspect).toBe('16:9')
})

test('a style is previewed on a scene of the person’s own document', async () => {
  const { chat, store, last } = played
  const { project } = await acceptProject(store, { owner: li, place: { ...hall, thread: 'tea' } })
  await store.revisions.add(project, 0, sampleRevision([1, 2]))
  await chat.say('/style blueprint', li)
  const before = last().view.media?.[0]?.blob
  await chat.press(last(), 'style.preview', li)
  expect(last().view.media?.[0]?.blob).not.toBe(before)
  expect(last().view.text).toContain('《tea》的第 1 个场景')
  const shown = last()
  await chat.press(shown, 'style.film', li)
  expect(await store.revisions.head(project)).toMatchObject({ number: 2, settings: { style: 'blueprint' } })
  await chat.press(shown, 'style.film', li)
  expect((await store.revisions.list(project)).length).toBe(2)
})

test('a style is for the film it is asked beside, with the first press', async () => {
  const { chat, store, last } = played
  const primary = () => last().view.buttons?.flatMap(({ action, style }) => (style === 'primary' ? [action] : []))
  const elsewhere = await acceptProject(store, { owner: li, place: { ...hall, thread: 'other-tea' } })
  await store.revisions.add(elsewhere.project, 0, sampleRevision([1, 2]))
  await chat.say('/style neon', li)
  expect(primary()).toEqual(['style.set'])
  const { project } = await acceptProject(store, { owner: li, place: hall })
  await store.revisions.add(project, 0, sampleRevision([1, 2]))
  await chat.say('/style neon', li)
  expect(primary()).toEqual(['style.film'])
  await chat.press(last(), 'style.film', li)
  expect(await store.revisions.head(project)).toMatchObject({ number: 2, settings: { style: 'neon' } })
})

test('three covers are shown, and the one that is chosen becomes the film’s', async () => {
  const { chat, store, last, submitted } = played
  const { project } = await acceptProject(store, { owner: li, place: { ...hall, thread: 'cover' } })
  await store.revisions.add(project, 0, sampleRevision([1, 2]))
  await chat.say('/cover', li)
  const offer = { ...last() }
  expect(await mediaBytes()).toBeGreaterThan(20_000)
  const variants = offer.view.select?.options.map(({ value }) => value) ?? []
  expect(new Set(variants).size).toBe(3)
  const before = submitted.length
  await chat.choose(offer, variants[1] ?? '', li)
  expect(await store.revisions.head(project)).toMatchObject({
    number: 2,
    settings: { cover: variants[1] },
    change: { key: 'change.cover' },
  })
  expect(submitted).toHaveLength(before + 1)
  await chat.choose(offer, variants[2] ?? '', li)
  expect((await store.projects.get(project))?.head).toBe(2)
  await chat.say('/cover spine', li)
  expect(await store.revisions.head(project)).toMatchObject({ number: 3, settings: { cover: 'spine' } })
  await chat.say('/cover cover=hologram', li)
  expect(last().view.tone).toBe('danger')
})

test('a picture as a model for the style is answered kindly', async () => {
  const { chat, last, submitted } = played
  const before = submitted.length
  await chat.drop('look.png', Buffer.from('a picture'), ann, undefined, '/style')
  expect(last().view.text).toContain('/style custom')
  expect(submitted).toHaveLength(before)
})

test('a style in words is told apart: without a picture model it is said plainly, with one it is kept', async () => {
  const { chat, last } = played
  await chat.say('/style custom faded postcards')
  expect(last().view.text).toContain('drawn offline')
  await chat.say('/style custom')
  expect(last().view.text).toContain('/style custom')
  const { picture, voice } = { picture: { id: 'model', draw: async () => Promise.reject(new Error('not asked')) }, voice: undefined }
  expect(voice).toBeUndefined()
  const withModel = await openCommands({ picture })
  try {
    await withModel.chat.say('/style custom faded postcards')
    await withModel.chat.press(withModel.last(), 'style.set')
    const { style } = await resolveSettings(withModel.store.preferences, { person: ann, place: hall }, {})
    expect(style).toBe('custom:faded postcards')
    await withModel.chat.say('/style')
    expect(withModel.last().view.text).toContain('faded postcards')
  } finally {
    await withModel.close()
  }
})

test('a picture becomes the style where a model looks at one: for the next film, on a preview, and in the film at hand', async () => {
  const vendor = await startFakeVendor()
  const { picture } = createServices({ script: [], picture: [endpointAt(vendor, { extra: { references: true } })], voice: [] })
  const { chat, store, last, close } = await openCommands({ picture })
  try {
    const { project } = await acceptProject(store, { owner: ann, place: { ...hall, thread: 'card' } })
    await store.revisions.add(project, 0, sampleRevision([1, 2]))
    await chat.drop('look.png', Buffer.from('a picture'), ann, undefined, '/style')
    expect(last().view).toMatchObject({ tone: 'danger', text: expect.stringContaining('look.png can’t be read') })
    await chat.drop('look.png', fakePng('postcards', '1024x1024'), ann, undefined, '/style')
    expect(last().view.title).toBe('Your own style')
    const shown = last().view.media?.[0]?.blob ?? ''
    const offer = last()
    await chat.press(offer, 'style.set')
    const next = await resolveSettings(store.preferences, { person: ann, place: hall }, {})
    expect(next.style).toBe(shown)
    await chat.press(offer, 'style.preview')
    expect(vendor.journal.map(({ path, status }) => [path, status])).toEqual([['/v1/images/edits', 200]])
    await chat.press(offer, 'style.film')
    expect(await store.revisions.head(project)).toMatchObject({
      settings: { style: shown },
      change: { values: { style: 'like your picture' } },
    })
    await chat.say(`/settings style=${shown}`, ben)
    expect(last().view.tone).toBe('danger')
    await chat.say('/style')
    const file = { name: 'other.png', bytes: fakePng('other', '1024x1024') }
    await chat.fill(last(), 'style.own', { words: '' }, ann, { file })
    expect(last().view.media?.[0]?.blob).not.toBe(shown)
    await chat.say('/style')
    await chat.fill(last(), 'style.own', { words: 'faded postcards' })
    expect(last().view.text).toContain('faded postcards')
  } finally {
    await close()
    await vendor.close()
  }
})

test('/voice speaks a sample, made once; voice, speed and loudness stay', async () => {
  const { chat, last } = played
  await chat.say('/voice')
  expect(last().view.media?.[0]).toMatchObject({ kind: 'audio' })
  const sample = last().view.media?.[0]?.blob
  await chat.say('/voice')
  expect(last().view.media?.[0]?.blob).toBe(sample)
  const other = last().view.select?.options.at(-1)?.value ?? ''
  await chat.choose(last(), other)
  expect(last().view.media?.[0]?.blob).not.toBe(sample)
  await chat.press(last(), 'voice.set')
  expect((await chosen()).voice).toBe(other)
  await chat.say('/voice')
  await chat.press(last(), 'voice.loudness')
  expect((await chosen()).loudness).toBe(0.9)
  await chat.say('/voice 中文')
  expect(last().view.title).toContain('Chinese')
  await chat.say('/voice speed=1.2 loudness=80%')
  expect(await chosen()).toMatchObject({ voice: other, speed: 1.2, loudness: 0.8 })
  expect(last().view.fields?.map(({ value }) => value)).toEqual(['120%', '80%'])
  await chat.say('/voice speed=99')
  expect(last().view).toMatchObject({ tone: 'danger', text: expect.stringContaining('A number from 80% to 200%.') })
  expect((await chosen()).speed).toBe(1.2)
  await chat.say('/voice no-such-voice-at-all')
  expect(last().view.tone).toBe('danger')
})

test('/settings shows, sets, refuses with a sentence, and forgets', async () => {
  const { chat, last } = played
  await chat.say('/settings aspect=9:16 speed:1.2 seconds="2 min" captions=off music=calm review=all')
  expect(await chosen()).toMatchObject({ aspect: '9:16', speed: 1.2, seconds: 120, captions: 'off' })
  expect(last().view.fields?.find(({ label }) => label.startsWith('Shape'))?.value).toBe('9:16 •')
  await chat.say('/settings aspect=4:3 speed=1.5')
  expect(last().view.text).toContain('16:9, 9:16')
  expect((await chosen()).speed).toBe(1.2)
  await chat.say('/settings')
  const unchosen = (last().view.fields ?? []).filter(({ value }) => !value.endsWith('•'))
  for (const { value } of unchosen) expect(value).toMatch(/^[\p{Lu}\d]/u)
  await chat.choose(last(), 'resolution')
  await chat.choose(last(), '360')
  expect((await chosen()).resolution).toBe(360)
  await chat.choose(last(), 'seconds')
  await chat.fill(last(), 'settings.set', { value: '1:30' })
  expect((await chosen()).seconds).toBe(90)
  await chat.say('/settings reset=aspect')
  expect(await chosen()).toMatchObject({ aspect: '16:9', seconds: 90 })
  await chat.say('/settings caption-place=top caption-font=serif cover=band')
  expect(await chosen()).toMatchObject({ captionPlace: 'top', captionFont: 'serif', cover: 'band' })
  await chat.say('/settings cover=auto')
  expect((await chosen()).cover).toBeUndefined()
  await chat.press(last(), 'settings.reset')
  expect(await chosen()).toMatchObject({ speed: 1, captions: 'on' })
  expect((await chosen()).seconds).toBeUndefined()
})

test('how names are said is a list that can be gone on from', async () => {
  const { chat, last } = played
  await chat.say('/settings pronounce="GIF = jif; Nguyen = win"')
  expect((await chosen()).pronunciations).toEqual([
    { written: 'GIF', spoken: 'jif' },
    { written: 'Nguyen', spoken: 'win' },
  ])
  await chat.say('/settings setting=pronounce')
  const [field] = last().view.buttons?.find(({ action }) => action === 'settings.set')?.form?.fields ?? []
  expect(field?.value).toBe('GIF = jif; Nguyen = win')
  await chat.fill(last(), 'settings.set', { value: `${field?.value}\nSQL = sequel` })
  expect((await chosen()).pronunciations).toHaveLength(3)
  await chat.say('/settings pronounce="GIF"')
  expect(last().view.tone).toBe('danger')
  await chat.say('/settings pronounce=none')
  expect((await chosen()).pronunciations).toEqual([])
})

test('the bot speaks the language it was asked to speak', async () => {
  const { chat, last } = played
  await chat.say('/settings bot=中文', ben)
  expect(last().view.title).toMatch(/settings/)
  await chat.say('/settings', ben)
  expect(last().view.title).toBe('您的设置')
  await chat.say('/settings bot=auto', ben)
  await chat.say('help', ben)
  expect(last().view.title).toBe('What I can do')
})

test('plain words mean commands; other words get the hint', async () => {
  const { chat, last } = played
  await chat.say('Help!')
  expect(last().view.title).toBe('What I can do')
  await chat.say('帮助', li)
  expect(last().view.title).toBe('我能做什么')
  await chat.say('取消。', ben)
  expect(last().view.text).toBe('There is no film at work here.')
  await chat.say('Styles')
  expect(last().view.title).toBe('Picture styles')
  await chat.say('what a day')
  expect(last().view.text).toContain('document')
})
