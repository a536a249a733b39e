import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedDownload, isPublicAddress } from '../../pipeline/providers/guarded-download.ts'
import { type FakeVendor, startFakeVendor } from './fake-vendor.ts'

let vendor: FakeVendor
beforeAll(async () => {
  vendor = await startFakeVendor()
})
afterAll(() => vendor.close())

const options = (endpoint = vendor.url) => ({ endpoint, mostBytes: 1_000_000, type: /^image\//, signal: AbortSignal.timeout(3_000) })
const get = async (address: string, more: object = {}) => guardedDownload(address, { ...options(), ...more })

describe('a download that a vendor names', () => {
  it('comes from the endpoint, within its limits', async () => {
    const address = new URL('/files/a.png', vendor.url).href
    expect((await get(address)).byteLength).toBeGreaterThan(100)
    await expect(get(address, { mostBytes: 50 })).rejects.toThrow('too large')
    await expect(get(address, { type: /^video\// })).rejects.toThrow('another type')
    await expect(get(new URL('/nothing', vendor.url).href)).rejects.toThrow('answered 404')
  })

  it.each([
    'https://127.0.0.1:1/x',
    'https://[::1]/x',
    'https://[::ffff:169.254.169.254]/x',
    'https://localhost:1/x',
    'https://10.1.2.3/x',
    'https://0x7f.1/x',
    'http://example.org/x',
    'file:///etc/passwd',
  ])('never comes from inside: %s', async (address) => {
    await expect(get(address)).rejects.toThrow(/inside the network|not https/)
  })

  it.each([
    ['93.184.215.14', true],
    ['2606:2800:21f:cb07::1', true],
    ['172.31.0.1', false],
    ['100.100.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['64:ff9b::a00:1', false],
    ['not an address', false],
  ])('%s is public: %s', (address, open) => {
    expect(isPublicAddress(address)).toBe(open)
  })
})
