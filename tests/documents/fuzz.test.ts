import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentCodes } from '../../lib/errors.ts'
import { formats } from '../../pipeline/documents/formats.ts'
import { parsing, reading, verdict } from './desk.ts'
import { samples } from './samples.ts'

const allowed = new Set<string>(['ok', ...documentCodes.filter((code) => code !== 'timeout')])
const extensions = formats.flatMap(({ extensions }) => extensions)

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.tuple(fc.string({ maxLength: 20 }), fc.constantFrom(...extensions)).map(([stem, extension]) => `${stem}.${extension}`),
)

// A sound file with some bytes changed, cut out or doubled.
const mutated = fc
  .tuple(
    fc.constantFrom(...Object.keys(samples)),
    fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
    fc.nat({ max: 3 }),
  )
  .map(([format, changes, cut]) => {
    const bytes = Buffer.from(samples[format]?.() ?? '')
    for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value
    const at = Math.floor((changes[0]?.[0] ?? 0) * bytes.length)
    return cut === 1 ? bytes.subarray(0, at) : cut === 2 ? Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 40)]) : bytes
  })

const anything = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), mutated)

test.each([
  { kind: 'bytes', bytes: fc.uint8Array({ maxLength: 2_000 }), numRuns: 60 },
  { kind: 'damaged document', bytes: mutated, numRuns: 140 },
])('any $kind under any name is read or refused with a code', { timeout: 600_000 }, async ({ bytes, numRuns }) => {
  await fc.assert(
    fc.asyncProperty(bytes, name, async (bytes, name) => {
      expect(allowed).toContain(await verdict(parsing(bytes, name)))
    }),
    { numRuns },
  )
})

test('so it is with the jail around the parser', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anything, name, async (bytes, name) => {
      expect(allowed).toContain(await verdict(reading(bytes, name)))
    }),
    { numRuns: 4 },
  )
})
