import { afterEach, expect, it } from 'vitest'
import { type Client, openClient } from './client.ts'
import { type OpenChat, openWebChat } from './open-web-chat.ts'

const lobby = { platform: 'web', channel: 'local' }
const opened: OpenChat[] = []

async function start(options: Parameters<typeof openWebChat>[0] = {}): Promise<[OpenChat, Client]> {
  const open = await openWebChat(options)
  opened.push(open)
  return [open, await openClient(open)]
}
afterEach(async () => {
  for (const open of opened.splice(0).reverse()) await open.close().catch(() => open.remove())
})

it('shows the same conversation after a restart, and goes on editing the same card', async () => {
  const [one, client] = await start()
  await client.say('', { files: [(await client.upload('tides.pdf', new Uint8Array(9))).id] })
  const { at } = await one.heard((incoming) => incoming.kind === 'message')
  const thread = await one.chat.thread(at, 'Tides')
  const card = await one.chat.post(thread, { title: 'Tides', tone: 'active' }, 'card')
  const before = await client.messages(thread.thread)
  await one.stop()

  const [two, again] = await start({ dataDir: one.dataDir })
  expect(await again.messages(thread.thread)).toEqual(before)
  expect(await two.chat.thread(at, 'Tides')).toEqual(thread)
  expect(await two.chat.post(thread, { title: 'Tides' }, 'card')).toEqual(card)
  await two.chat.edit(card, { title: 'Tides', tone: 'success' })
  const shown = await again.messages(thread.thread)
  expect(shown.map((message) => message.view?.tone ?? message.files[0]?.name)).toEqual(['tides.pdf', 'success'])
})

it('streams what changed while the page was away, newest state only, to every page', async () => {
  const [open, client] = await start()
  const seen = async (headers: Record<string, string>, enough: (title: string | undefined) => boolean) => {
    const stop = new AbortController()
    const titles: (string | undefined)[] = []
    let last = ''
    for await (const { event, id, data } of client.events(headers, stop.signal)) {
      last = id
      if (event !== 'changes') continue
      titles.push(...data.messages.map((message) => message.view?.title))
      if (enough(titles.at(-1))) break
    }
    stop.abort()
    return { titles, last }
  }
  const card = await open.chat.post(lobby, { title: 'one' }, 'card')
  const first = await seen({}, (title) => title === 'one')
  for (const title of ['two', 'three', 'four']) await open.chat.edit(card, { title })
  expect((await seen({ 'last-event-id': first.last }, (title) => title === 'four')).titles).toEqual(['four'])

  const [left, right] = [seen({ 'last-event-id': first.last }, (title) => title === 'five'), seen({}, (title) => title === 'five')]
  await open.chat.edit(card, { title: 'five' })
  expect((await left).titles.at(-1)).toBe('five')
  expect((await right).titles.at(-1)).toBe('five')
})

it('tells a page that knows more than there is to begin anew', async () => {
  const [, client] = await start()
  for await (const { event, id } of client.events({ 'last-event-id': '99' })) {
    expect([event, id]).toEqual(['reset', '0'])
    break
  }
})

it('leaves at once although a page follows it, which would else find the old server again', async () => {
  const [open, client] = await start()
  const events = client.events()
  await events.next()
  const asked = performance.now()
  await open.stop()
  expect(performance.now() - asked).toBeLessThan(900)
  expect(await events.next()).toMatchObject({ done: true })
})

it('hands a press on once, however often and however close together it is sent', async () => {
  const [open, client] = await start()
  const card = await open.chat.post(lobby, { title: 'Scene', buttons: [{ label: 'Approve', action: 'scene.approve', value: 'a' }] }, 'card')
  const id = crypto.randomUUID()
  const answers = await Promise.all([1, 2, 3].map(() => client.press(card.id, 'scene.approve', 'a', { id })))
  answers.push(await client.press(card.id, 'scene.approve', 'a', { id }))
  expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202])
  expect(open.incoming).toHaveLength(1)
})

it('remembers over a restart what was handed on', async () => {
  const [one, client] = await start()
  const id = crypto.randomUUID()
  await client.say('Hello', { id })
  await one.stop()
  const [two, again] = await start({ dataDir: one.dataDir })
  expect((await again.say('Hello', { id })).status).toBe(202)
  expect(two.incoming).toEqual([])
  expect(await again.messages()).toHaveLength(1)
})

it('answers 500 with an id when the rest fails, and takes the same message again', async () => {
  let broken = true
  const [open, client] = await start({
    async deliver() {
      if (broken) throw new Error('database at /srv/secret is locked')
    },
  })
  const id = crypto.randomUUID()
  const refused = await client.say('Hello', { id })
  expect(refused.status).toBe(500)
  const text = await refused.text()
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'bug', id: expect.stringMatching(/^\w{12}$/) } })
  expect(text).not.toContain('secret')
  broken = false
  expect((await client.say('Hello', { id })).status).toBe(202)
  expect(open.incoming).toMatchObject([{ id, kind: 'message', text: 'Hello' }])
  expect(await client.messages()).toHaveLength(1)
})

it('tells forms, commands and plain words apart', async () => {
  const [open, client] = await start()
  const card = await open.chat.post(lobby, { title: 'Scene' }, 'card')
  await client.press(card.id, 'scene.words', 'run/1/2', { fields: { text: '新的旁白' } })
  await client.say('/style name:baroque')
  await client.say('/unknown thing')
  expect(open.incoming).toMatchObject([
    { kind: 'form', action: 'scene.words', value: 'run/1/2', fields: { text: '新的旁白' }, at: card },
    { kind: 'command', name: 'style', options: { name: 'baroque' } },
    { kind: 'message', text: '/unknown thing' },
  ])
  expect((await client.press('nosuchmessage', 'scene.words', 'a')).status).toBe(404)
})

it('shows in the list what the thread is doing now, with its newest picture', async () => {
  const [open, client] = await start()
  await client.say('doc')
  const { at } = await open.heard(() => true)
  const thread = await open.chat.thread(at, 'Tides')
  const state = async () => ((await (await client.ask('/api/session')).json()) as { threads: unknown[] }).threads
  expect(await state()).toMatchObject([{ title: 'Tides', tone: 'neutral', thumb: null }])
  const image = await open.blobs.put(Buffer.from('picture'))
  const card = await open.chat.post(thread, { tone: 'active', media: [{ kind: 'image', blob: image, name: '1.jpg', alt: '' }] }, 'card')
  await open.chat.post(thread, { tone: 'warning', text: 'A note' }, 'note')
  expect(await state()).toMatchObject([{ tone: 'active', thumb: image }])
  await open.chat.edit(card, { tone: 'success' })
  expect(await state()).toMatchObject([{ tone: 'success', thumb: image }])
})

it('shows a picture of the film in the list, whatever samples and scenes are looked at below its card', async () => {
  const [open, client] = await start()
  await client.say('doc')
  const { at } = await open.heard(() => true)
  const thread = await open.chat.thread(at, 'Tides')
  const thumb = async () => ((await (await client.ask('/api/session')).json()) as { threads: { thumb: string }[] }).threads[0]?.thumb
  const [board, sample, film, poster] = await Promise.all(
    ['board', 'sample', 'film', 'poster'].map((text) => open.blobs.put(Buffer.from(text))),
  )
  const picture = (blob = '') => [{ kind: 'image' as const, blob, name: '1.jpg', alt: '' }]
  const card = await open.chat.post(thread, { tone: 'warning', media: picture(board) }, 'card')
  const styles = await open.chat.post(thread, { title: 'Styles', media: picture(sample) }, 'styles')
  await open.chat.edit(styles, { title: 'Neon', media: picture(sample) })
  expect(await thumb()).toBe(board)
  await open.chat.edit(card, { tone: 'success', media: [{ kind: 'video', blob: film ?? '', name: 'film.mp4', alt: '', poster }] })
  await open.chat.edit(styles, { title: 'Mosaic', media: picture(sample) })
  expect(await thumb()).toBe(poster)
})

it('pages back through a long thread', async () => {
  const [open, client] = await start()
  for (let count = 0; count < 7; count += 1) await open.chat.post(lobby, { title: `${count}` }, `n${count}`)
  const page = async (query: string) =>
    (await (await client.ask(`/api/messages?limit=3${query}`)).json()) as {
      messages: { number: number; view: { title: string } }[]
      more: boolean
    }
  const last = await page('')
  expect([last.messages.map((one) => one.view.title), last.more]).toEqual([['4', '5', '6'], true])
  const first = await page(`&before=${(await page(`&before=${last.messages[0]?.number}`)).messages[0]?.number}`)
  expect([first.messages.map((one) => one.view.title), first.more]).toEqual([['0'], false])
})
