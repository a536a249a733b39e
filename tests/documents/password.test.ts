import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { parsing, reading } from './desk.ts'
import { first } from './samples.ts'
import { zipOf } from './zip-writer.ts'

// Each reading starts a process, which is slow on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const file = (name: string) => readFileSync(join(import.meta.dirname, name))
const texts = async (...asked: Parameters<typeof reading>) =>
  (await reading(...asked)).document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))

test('what is locked for its owner alone opens for everybody', async () => {
  expect(await texts(file('open-to-all.pdf'), 'letters.pdf')).toContain(first)
})

// Made by qpdf's own tests and by LibreOffice.
test.each([
  { name: 'locked.pdf', password: 'tarred-string', text: first },
  { name: 'locked.docx', password: 'lantern', text: expect.stringContaining('trims the lamp') },
  { name: 'locked.doc', password: 'lantern', text: expect.stringContaining('trims the lamp') },
])('$name opens with its password, and says what it wants without', async ({ name, password, text }) => {
  await expect(parsing(file(name), name)).rejects.toMatchObject({ code: 'password', message: expect.stringMatching(/is locked/) })
  await expect(parsing(file(name), name, { password: 'string' })).rejects.toMatchObject({
    code: 'password',
    message: expect.stringMatching(/doesn’t open/),
  })
  expect(await texts(file(name), name, { password })).toContainEqual(text)
})

test('a lock that no reader of ours opens is told as such, password or not', async () => {
  const manifest = '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
  const locked = zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', data: 'sealed' },
    { name: 'META-INF/manifest.xml', data: manifest },
  ])
  for (const password of [undefined, 'lantern'])
    await expect(parsing(locked, 'letters.odt', { password })).rejects.toMatchObject({
      code: 'password',
      message: expect.stringMatching(/can’t open, even with/),
    })
})
