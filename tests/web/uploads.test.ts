import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, openClient } from './client.ts'
import { type OpenChat, openWebChat } from './open-web-chat.ts'

const LIMIT = 1_000_000
let open: OpenChat
let client: Client

beforeEach(async () => {
  open = await openWebChat({ uploadLimit: LIMIT, examplesDir: join(import.meta.dirname, '../../examples') })
  client = await openClient(open)
})
afterEach(() => open.close())

/** Everything an upload could leave on the disk. */
async function left(): Promise<string[]> {
  const names = await readdir(open.dataDir, { recursive: true, withFileTypes: true })
  return names.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('web')).map((entry) => entry.name)
}

function openUpload(headers: string): Promise<{ write(bytes: Uint8Array | string): void; destroy(): void; answer: Promise<string> }> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(open.url)
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /api/files?name=big.pdf HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${open.origin}\r\nCookie: ${client.cookie}\r\n${headers}\r\n\r\n`,
      )
      const answer = new Promise<string>((done) => {
        let text = ''
        socket.on('data', (chunk) => {
          text += chunk.toString()
        })
        socket.on('close', () => done(text))
      })
      resolve({ write: (bytes) => socket.write(bytes), destroy: () => socket.destroy(), answer })
    })
    socket.once('error', reject)
    socket.on('error', () => {})
  })
}

it('refuses a file over the limit by what it declares, before a byte was kept', async () => {
  const upload = await openUpload(`Content-Length: ${LIMIT + 1}`)
  expect(await upload.answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"too-large"/)
  expect(await left()).toEqual([])
})

it('refuses a file over the limit that declared nothing', async () => {
  const upload = await openUpload('Transfer-Encoding: chunked')
  const piece = Buffer.alloc(100_000)
  for (let sent = 0; sent <= LIMIT; sent += piece.length)
    upload.write(Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]))
  expect(await upload.answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"too-large"/)
  expect(await left()).toEqual([])
})

it.each(['Content-Length: 500000', 'Transfer-Encoding: chunked'])('keeps nothing of an upload that stops half-way (%s)', async (header) => {
  const upload = await openUpload(header)
  upload.write(
    header.startsWith('C') ? Buffer.alloc(200_000) : Buffer.concat([Buffer.from('30d40\r\n'), Buffer.alloc(200_000), Buffer.from('\r\n')]),
  )
  await expect.poll(left).toHaveLength(1) // the half that is being written
  upload.destroy()
  await expect.poll(left).toEqual([])
  expect(open.incoming).toEqual([])
})

it('takes a file of exactly the limit, and an empty one', async () => {
  expect(await client.upload('full.pdf', new Uint8Array(LIMIT))).toMatchObject({ name: 'full.pdf', bytes: LIMIT })
  expect(await client.upload('empty.pdf', new Uint8Array())).toMatchObject({ bytes: 0 })
})

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\thesis.docx', 'thesis.docx'],
  ['讲义（一）.pdf', '讲义（一）.pdf'],
  ['..', 'document'],
  ['tide\r\nX-Evil: tables.txt', 'tide X-Evil: tables.txt'],
  ['invoice\u202efdp.exe.txt', 'invoice fdp.exe.txt'],
  [`${'a'.repeat(254)}😀.txt`, 'a'.repeat(254)],
])('calls %j by a plain name', async (given, expected) => {
  expect((await client.upload(given, new Uint8Array(3))).name).toBe(expected)
})

it('refuses a message with a file it never took', async () => {
  const answer = await client.say('Here', { files: ['nosuchfile00'] })
  expect(answer.status).toBe(404)
  expect(open.incoming).toEqual([])
})

it('offers the examples, and nothing beside them', async () => {
  const { examples } = (await (await client.ask('/api/examples')).json()) as { examples: string[] }
  expect(examples.length).toBeGreaterThan(0)
  const taken = await client.send('/api/examples', { name: examples[0] })
  expect([201, 413]).toContain(taken.status)
  for (const name of ['../package.json', 'nothing.pdf']) expect((await client.send('/api/examples', { name })).status).toBe(404)
})
