import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openClient } from './client.ts'
import { type OpenChat, openWebChat } from './open-web-chat.ts'

/** One request whose headers are exactly these: fetch would not let Host and Origin be forged. */
function raw(
  origin: string,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('the guard of the web chat', () => {
  let open: OpenChat
  let client: Client
  let host: string
  const paths = [
    '/',
    '/page/main.js',
    '/fonts/noto-sans-latin-400-normal.woff2',
    '/api/session',
    '/api/messages',
    '/api/events',
    '/files/x',
    `/media/${'0'.repeat(64)}/x`,
  ]

  beforeAll(async () => {
    open = await openWebChat()
    client = await openClient(open)
    host = new URL(open.url).host
  })
  afterAll(() => open.close())

  it.each(paths)('keeps %s from whoever has no token, or a wrong one', async (path) => {
    expect((await raw(open.origin, path, { host })).status).toBe(401)
    expect((await raw(open.origin, `${path}?token=${'a'.repeat(32)}`, { host })).status).toBe(401)
    expect((await raw(open.origin, path, { host, cookie: 'docreel=wrong' })).status).toBe(401)
  })

  it('takes the token in the address of the front page only, and then in a cookie that scripts and other sites cannot use', async () => {
    const token = new URL(open.url).searchParams.get('token') ?? ''
    expect((await raw(open.origin, `/api/session?token=${token}`, { host })).status).toBe(401)
    const front = await fetch(open.url)
    expect(front.status).toBe(200)
    expect(front.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/)
    expect((await client.ask('/api/session')).status).toBe(200)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '169.254.1.1'])(
    'refuses the Host %j, cookie or not',
    async (forged) => {
      const answer = await raw(open.origin, '/api/session', { host: forged, cookie: client.cookie })
      expect([400, 403]).toContain(answer.status)
      expect(answer.text).not.toContain('commands')
    },
  )

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'file://'])('refuses the Origin %j', async (origin) => {
    const headers = { host, cookie: client.cookie, origin, 'content-type': 'application/json' }
    const body = JSON.stringify({ id: crypto.randomUUID(), text: 'forged', files: [] })
    expect((await raw(open.origin, '/api/messages', headers, 'POST', body)).status).toBe(403)
    expect((await raw(open.origin, '/api/session', headers)).status).toBe(403)
    expect((await raw(open.origin, '/api/files?name=a.txt', headers, 'POST', 'x')).status).toBe(403)
    expect(open.incoming).toEqual([])
    expect(await client.messages()).toEqual([])
  })

  it('refuses a change without an Origin, and a read from another site', async () => {
    const body = JSON.stringify({ id: crypto.randomUUID(), text: 'forged', files: [] })
    const json = { host, cookie: client.cookie, 'content-type': 'application/json' }
    expect((await raw(open.origin, '/api/messages', json, 'POST', body)).status).toBe(403)
    expect((await raw(open.origin, '/api/session', { ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(await client.messages()).toEqual([])
  })

  it('allows no other page anything, and itself nothing inline', async () => {
    const answer = await client.ask('/')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const page = await answer.text()
    expect(page).not.toMatch(/ style=|<style|<script>|javascript:| on\w+=/)
    expect((await client.ask('/api/messages', { method: 'OPTIONS' })).headers.get('access-control-allow-methods')).toBeNull()
  })

  it.each([
    '/page/../index.ts',
    '/page/..%2findex.ts',
    '/page/%2e%2e/token.ts',
    '/fonts/..%2f..%2fpackage.json',
    '/files/..%2f..%2ftoken',
    '/media/..%2f..%2fetc/passwd',
    '/.env',
  ])('has nothing at %s', async (path) => {
    const answer = await raw(open.origin, path, { host, cookie: client.cookie })
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'not-found' } })
  })

  it.each([
    ['not JSON', 'application/json', '{'],
    ['another type', 'text/plain', JSON.stringify({ id: 'abcdefgh', text: 'x', files: [] })],
    ['a missing field', 'application/json', JSON.stringify({ id: 'abcdefgh' })],
    ['a bad id', 'application/json', JSON.stringify({ id: '../..', text: 'x', files: [] })],
  ])('says what is wrong with %s', async (_what, type, body) => {
    const answer = await client.ask('/api/messages', { method: 'POST', headers: { 'content-type': type }, body })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ error: { code: 'usage', message: expect.stringMatching(/JSON|understood/) } })
    expect(await client.messages()).toEqual([])
  })

  it('keeps its token in a file for its owner alone, and listens on this machine only', async () => {
    expect((await stat(join(open.dataDir, 'web', 'token'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(open.dataDir, 'web'))).mode & 0o777).toBe(0o700)
    expect(new URL(open.url).hostname).toBe('127.0.0.1')
  })
})

it('has the same address after a restart, and says so when the port is taken', async () => {
  const one = await openWebChat()
  const { port } = new URL(one.url)
  await expect(openWebChat({ port: Number(port) })).rejects.toMatchObject({ name: 'UserError', code: 'settings' })
  await one.stop()
  const two = await openWebChat({ dataDir: one.dataDir, port: Number(port) })
  expect(two.url).toBe(one.url)
  await two.close()
})
