import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio } from './open-studio.ts'

let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  studio = await openStudio({ FILMS_AT_ONCE: '1' })
})
afterAll(() => studio?.close())

const page = (name: string) =>
  Buffer.from(`The Lamp of ${name}\n\n${name} trims the lamp four times a night, and bakes bread by its light.`)

test('a card says where its film stands in the line, and goes on saying it as the line moves', async () => {
  const { chat } = studio
  const cardOf = (id: string) => chat.messages.find(({ ref }) => ref.place.thread === id)
  const says = (id: string, text: string) => chat.until(() => cardOf(id)?.view.text === text && cardOf(id))
  await chat.drop('first.txt', page('Ann'), undefined, 'first')
  const first = await chat.until(() => {
    const card = cardOf('first')
    return card?.view.text?.includes('line') === false && card
  })
  await chat.drop('second.txt', page('Ben'), undefined, 'second')
  await chat.drop('third.txt', page('Cy'), undefined, 'third')
  await chat.drop('fourth.txt', page('Di'), undefined, 'fourth')
  await says('second', 'Next in line.')
  await says('fourth', 'Number 3 in line.')
  await chat.press(first, 'run.cancel')
  await says('third', 'Next in line.')
  await says('fourth', 'Number 2 in line.')
  expect(studio.chat.messages).toHaveLength(4)
})
