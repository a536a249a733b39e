import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Person } from '../../bots/chat.ts'
import { openStudio } from './open-studio.ts'
import type { Posted } from './strict-chat.ts'

// Twenty scripts are written here; one person goes on to the film.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio({ FILMS_AT_ONCE: '4' })
})
afterAll(() => studio?.close())

const people = Array.from({ length: 20 }, (_, index): Person => {
  const number = String(index + 1)
  return { id: `p${number}`, name: `Person ${number}`, locale: index % 2 === 0 ? 'en' : 'zh-CN' }
})
const documentOf = ({ name }: Person) =>
  Buffer.from(`The Lamp of ${name}\n\n${name} trims the lamp four times a night, and bakes bread by its light when the storms come.`)

/** One person's way: a style, a document, a scene reworded, a stale press. Gives their card. */
async function play(person: Person): Promise<Posted> {
  const { chat, app } = studio
  const { store } = app
  const mine = ({ ref }: Posted) => ref.place.thread === person.id
  const see = (look: (message: Posted) => boolean | undefined) =>
    chat.until(() => chat.messages.findLast((message) => mine(message) && look(message)), 240_000)
  await store.preferences.set(`person:strict:${person.id}`, { resolution: 360, seconds: 20, review: 'all' })
  await chat.command('settings', { style: 'blueprint' }, person)
  await chat.drop('lamp.txt', documentOf(person), person, person.id)
  const script = await see(({ view }) => view.buttons?.some(({ action }) => action === 'review.script'))
  await chat.choose(script, '1', person)
  const scene = await see(({ view }) => view.buttons?.some(({ action }) => action === 'scene.words'))
  const before = { ...scene, view: scene.view }
  const words = `${person.name} has the last word.`
  await chat.fill(scene, 'scene.words', { text: words }, person)
  await chat.until(() => scene.view.text?.startsWith(words))
  await chat.press(before, 'scene.remove', person)
  return script
}

test('twenty people at once each get what is theirs, and nothing else', async () => {
  const { store } = studio.app
  const cards = await Promise.all(people.map(play))
  expect(new Set(cards.map(({ ref }) => ref.id)).size).toBe(20)
  for (const person of people) {
    const [run, ...others] = await store.runs.list({ ownerId: person.id })
    expect(others).toEqual([])
    expect(run?.request.settings.style).toBe('blueprint')
    const revisions = await store.revisions.list(run?.project ?? '')
    // The stale press changed nothing.
    expect(revisions.map(({ change, by }) => [change.key, by.id])).toEqual([
      ['change.words', person.id],
      ['change.written', person.id],
    ])
    const head = await store.revisions.head(run?.project ?? '')
    expect(head?.board.title).toContain(person.name)
    expect(head?.board.scenes[1]?.text).toBe(`${person.name} has the last word.`)
  }
})

test('one of them goes on to the film, while a stranger can’t', async () => {
  const { chat } = studio
  const [ann, ben] = people
  const card = chat.messages.find(
    ({ ref, view }) => ref.place.thread === ann?.id && view.buttons?.some(({ action }) => action === 'review.script'),
  )
  if (card === undefined || ann === undefined) throw new Error('no card')
  await chat.press(card, 'review.script', ben)
  expect(chat.messages.at(-1)?.view.text).toContain(ann.name)
  await chat.press(card, 'review.script', ann)
  await chat.until(() => card.view.buttons?.some(({ action }) => action === 'review.scenes'), 120_000)
  await chat.press(card, 'review.scenes', ann)
  await chat.until(() => card.view.media?.[0]?.kind === 'video', 240_000)
})
