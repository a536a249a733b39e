import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeVendor, startFakeVendor } from '../vendors/fake-vendor.ts'
import { openStudio } from './open-studio.ts'

let vendor: FakeVendor
let studio: Awaited<ReturnType<typeof openStudio>>
beforeAll(async () => {
  vendor = await startFakeVendor()
  const painter = { PICTURE_URL: vendor.url, PICTURE_MODEL: 'fake', PICTURE_KEY: 'sk-fake', PICTURE_PRICE: '1' }
  studio = await openStudio({ ...painter, PERSON_BUDGET: '3', FILMS_AT_ONCE: '2' })
})
afterAll(async () => {
  await studio?.close()
  await vendor?.close()
})

const ben = { id: 'ben', name: 'Ben', locale: 'en' }
const page = (name: string) =>
  Buffer.from(
    `The Lamp of ${name}\n\n${name} trims the lamp. The boat is late. The bread is baked.\n\nIn June the sea lies flat, and ${name} rests.`,
  )

test('a person may spend so much in a month, and others are not held up by it', async () => {
  const { chat, app } = studio
  const spent = async (id: string) => (await app.store.usage({ platform: 'strict', id }, 0)).cost
  for (const id of ['one', 'two']) await chat.drop(`${id}.txt`, page(id), undefined, id)
  const refused = await chat.until(() => chat.messages.find(({ view }) => view.tone === 'danger'), 60_000)
  expect(refused.view.text).toContain('Your films have used what one person may spend here in a month (3.00).')
  await chat.drop('three.txt', page('Ben'), ben, 'three')
  await chat.until(
    () => chat.messages.some(({ ref, view }) => ref.place.thread === 'three' && /storyboard is ready|used what/.test(view.text ?? '')),
    60_000,
  )
  expect(await spent('ann')).toBeLessThanOrEqual(3)
  expect(await spent('ben')).toBeGreaterThan(0)
})
