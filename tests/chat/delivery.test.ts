import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStudio } from './open-studio.ts'
import { type Posted, strictChat } from './strict-chat.ts'

const limits = { ...strictChat().adapter.limits, uploadBytes: 200_000, editMs: 50 }
const chat = strictChat(limits, 'message')
const document = Buffer.from('The moon pulls the sea towards it, and the sea follows as the Earth turns below. '.repeat(2))
const ann = { id: 'ann', name: 'Ann', locale: 'en' }

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio({}, { chat, linkTo: async ({ name }) => `https://films.example/shared/${name}` })
})
afterAll(() => studio.close())

const films = () => chat.messages.filter(({ view }) => view.mention !== undefined)
const doneCards = () =>
  chat.messages.filter(({ view }) => view.tone === 'success' && view.mention === undefined && view.buttons !== undefined)

// The same document each time: what was made of it once is found again.
async function order(id: string): Promise<{ film: Posted; card: Posted }> {
  const [films0, cards0] = [films().length, doneCards().length]
  const at = { place: { platform: 'strict', channel: 'hall' }, id }
  await chat.dropWith('tides.txt', document, { resolution: '360', seconds: '20', review: 'auto' }, { id, from: ann, at })
  const card = await chat.until(() => doneCards()[cards0], 120_000)
  const film = films()[films0]
  if (film === undefined) throw new Error('the card says done and no film is there')
  return { film, card }
}

it('sends the film once, below its card, as small as the place wants it, to the person who asked', async () => {
  const { film, card } = await order('first')
  expect(film.view.mention).toEqual(ann)
  expect(film.view.media?.map(({ kind }) => kind)).toEqual(['video'])
  expect(card.view.media ?? []).toEqual([])
  expect(films()).toHaveLength(1)
  const [run] = await studio.app.store.runs.list({ limit: 1 })
  expect(run?.result?.posted?.bytes).toBeLessThanOrEqual(limits.uploadBytes)
  expect(run?.result?.posted?.film).toBe(film.view.media?.[0]?.blob)
  expect(run?.delivered).toEqual(film.ref)
}, 150_000)

it('goes on with the person when the place is shut', async () => {
  chat.shut('hall')
  const { film, card } = await order('second')
  expect([film, card].map(({ ref }) => ref.place)).toEqual([
    { platform: 'strict', channel: 'ann' },
    { platform: 'strict', channel: 'ann' },
  ])
}, 150_000)

it('gives a link to what the platform will not take', async () => {
  chat.refuseFilms()
  const { film } = await order('third')
  expect(film.view.media ?? []).toEqual([])
  expect(film.view.buttons?.map(({ url }) => url)).toEqual([expect.stringMatching(/^https:\/\/films\.example\/shared\/.+\.mp4$/)])
}, 150_000)
