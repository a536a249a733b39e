import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { reading } from './desk.ts'
import { first } from './samples.ts'

// Each reading starts a process, which is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const file = (name: string) => readFileSync(join(import.meta.dirname, name))
const texts = async (...asked: Parameters<typeof reading>) =>
  (await reading(...asked)).document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))

test('what is locked for its owner alone opens for everybody', async () => {
  expect(await texts(file('open-to-all.pdf'), 'letters.pdf')).toContain(first)
})

test('what is locked opens with its password, and says what it wants without', async () => {
  await expect(reading(file('locked.pdf'), 'letters.pdf')).rejects.toMatchObject({
    code: 'password',
    message: expect.stringMatching(/locked/),
  })
  await expect(reading(file('locked.pdf'), 'letters.pdf', { password: 'string' })).rejects.toMatchObject({
    code: 'password',
    message: expect.stringMatching(/doesn’t open/),
  })
  expect(await texts(file('locked.pdf'), 'letters.pdf', { password: 'tarred-string' })).toContain(first)
})
