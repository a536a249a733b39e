import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

// Two lists: one alone would hold an IPv4 address for its IPv6 form.
const closed = { 4: new BlockList(), 6: new BlockList() }
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  closed[4].addSubnet(net, bits, 'ipv4')
}
// Only 2000::/3 is public; the rest of it that leads back inside is 6to4, Teredo and documentation.
for (const [net, bits] of [
  ['::', 3],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['4000::', 2],
  ['8000::', 1],
] as const) {
  closed[6].addSubnet(net, bits, 'ipv6')
}

/** True for an address on the public internet: not this machine, not a private network, not a cloud's metadata. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  return (version === 4 && !closed[4].check(address, 'ipv4')) || (version === 6 && !closed[6].check(address, 'ipv6'))
}

/**
 * The bytes behind an address that a vendor named: https on a public address, or anything on the endpoint's own host.
 * No redirects, no keys sent. Throws when it is neither, too large, not a 200, or not of the wanted type.
 */
export function guardedDownload(
  address: string,
  { endpoint, mostBytes, type, signal }: { endpoint: string; mostBytes: number; type: RegExp; signal: AbortSignal },
): Promise<Uint8Array> {
  const url = new URL(address)
  const own = url.host === new URL(endpoint).host && (url.protocol === 'http:' || url.protocol === 'https:')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!own && url.protocol !== 'https:') throw new Error('an address that is not https')
  if (!own && isIP(literal) !== 0 && !isPublicAddress(literal)) throw new Error('an address inside the network')
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest

  return new Promise((resolve, reject) => {
    const request = open(url, { signal, ...(own ? {} : { lookup: publicLookup }) }, (response) => {
      const chunks: Uint8Array[] = []
      let bytes = 0
      if (response.statusCode !== 200) response.destroy(new Error(`download answered ${response.statusCode}`))
      if (!type.test(response.headers['content-type'] ?? '')) response.destroy(new Error('download of another type'))
      response.on('data', (chunk: Uint8Array) => {
        bytes += chunk.byteLength
        if (bytes > mostBytes) response.destroy(new Error('download too large'))
        else chunks.push(chunk)
      })
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end()
  })
}

// Checked where the connection is made: a name that is looked up twice may answer differently the second time.
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = error === null ? (found as LookupAddress[]).filter(({ address }) => isPublicAddress(address)) : []
    const [first] = addresses
    if (first === undefined) return callback(error ?? new Error('an address inside the network'), '', 4)
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}
