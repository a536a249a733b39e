import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byteRange } from '../../bots/web/byte-range.ts'
import { type Client, openClient } from './client.ts'
import { type OpenChat, openWebChat } from './open-web-chat.ts'

describe('media of the web chat', () => {
  let open: OpenChat
  let client: Client
  let bytes: Uint8Array
  let at: string
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => client.ask(path, { headers, method })
  const put = async (content: Uint8Array | string, name: string) => {
    const blob = await open.blobs.put(typeof content === 'string' ? Buffer.from(content) : content)
    return `/media/${blob.slice('blob:'.length)}/${encodeURIComponent(name)}`
  }

  beforeAll(async () => {
    open = await openWebChat()
    client = await openClient(open)
    bytes = new Uint8Array(10_000).map((_, index) => index % 251)
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], 0)
    at = await put(bytes, 'scene-1.png')
  })
  afterAll(() => open.close())

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, 9_999],
    ['bytes=-500', 9_500, 9_999],
    ['bytes=9000-99999', 9_000, 9_999],
  ])('serves %s', async (range, start, end) => {
    const answer = await get(at, { range })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/10000`)
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1))
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes.slice(start, end + 1))
  })

  it('serves the whole, for good, and says when the page has it already', async () => {
    const answer = await get(at)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('accept-ranges')).toBe('bytes')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    const etag = answer.headers.get('etag') ?? ''
    expect((await get(at, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(at, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206)
    expect((await get(at, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
  })

  it('answers HEAD, a range beyond the end, and a blob it has not', async () => {
    const head = await get(at, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10000', ''])
    const beyond = await get(at, { range: 'bytes=10000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10000'])
    expect((await get(`/media/${'0'.repeat(64)}/x`)).status).toBe(404)
    expect((await get('/media/nonsense/x')).status).toBe(404)
  })

  it('never shows what could act as a page, whatever its name says', async () => {
    for (const [content, name] of [
      ['<!doctype html><script>alert(1)</script>', 'scene.png'],
      ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'scene.svg'],
      ['%PDF-1.7 not much of one', 'scene.pdf'],
    ] as const) {
      const answer = await get(await put(content, name))
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(answer.headers.get('content-type')).not.toMatch(/html|svg|javascript/)
      await answer.body?.cancel()
    }
  })

  it('knows captions, and gives a download its own name in any script', async () => {
    expect((await get(await put('WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n', 'a'))).headers.get('content-type')).toBe(
      'text/vtt; charset=utf-8',
    )
    const answer = await get(`${await put(bytes, '潮汐 "1".png')}?download`)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="__ _1_.png"; filename*=UTF-8''${encodeURIComponent('潮汐 "1".png')}`,
    )
  })
})

it('finds for every range a piece that lies in the file', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(60), fc.nat(60), (size, first, last) => {
      for (const header of [`bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
        const range = byteRange(header, size)
        if (range === undefined || range === 'unsatisfiable') continue
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.start).toBeLessThanOrEqual(range.end)
        expect(range.end).toBeLessThan(size)
      }
    }),
  )
  for (const odd of [undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b']) {
    expect(byteRange(odd, 10)).toBeUndefined()
  }
})
