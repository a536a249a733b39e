import { refusal } from '../refusal.ts'

const FREE = 0xfffffffa
const MINI_CUTOFF = 4_096

/** The streams of an OLE compound file, by name (of the first storage that has it). */
export interface Compound {
  names: string[]
  stream(name: string): Uint8Array | undefined
}

/** True for the first bytes of an OLE compound file. */
export function isCompound(head: string): boolean {
  return head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
}

/** Opens a compound file (MS-CFB). Chains that loop or leave the file throw UserError `corrupt`. */
export function openCompound(bytes: Uint8Array): Compound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const u32 = (at: number) => {
    if (at + 4 > bytes.length) throw refusal('corrupt')
    return view.getUint32(at, true)
  }
  if (bytes.length < 512) throw refusal('corrupt')
  const sectorSize = 1 << view.getUint16(30, true)
  if (sectorSize !== 512 && sectorSize !== 4_096) throw refusal('corrupt')
  const place = (sector: number) => (sector + 1) * sectorSize
  const perSector = sectorSize / 4

  const fat: number[] = []
  const fatSectors: number[] = []
  for (let at = 76; at < 512; at += 4) if (u32(at) < FREE) fatSectors.push(u32(at))
  for (let sector = u32(68), seen = 0; sector < FREE && seen < bytes.length / sectorSize; seen++) {
    for (let index = 0; index < perSector - 1; index++) {
      const next = u32(place(sector) + index * 4)
      if (next < FREE) fatSectors.push(next)
    }
    sector = u32(place(sector) + (perSector - 1) * 4)
  }
  // A file cut short keeps the sectors that are there.
  for (const sector of fatSectors) {
    for (let index = 0; index < perSector; index++) {
      const at = place(sector) + index * 4
      fat.push(at + 4 <= bytes.length ? view.getUint32(at, true) : 0xffffffff)
    }
  }
  const chain = (start: number, table: number[]): number[] => {
    const sectors: number[] = []
    for (let sector = start; sector < FREE; sector = table[sector] ?? 0xffffffff) {
      sectors.push(sector)
      if (sectors.length > table.length) throw refusal('corrupt')
    }
    return sectors
  }
  const gather = (sectors: number[], source: Uint8Array, size: number, offset: number): Uint8Array => {
    const whole = new Uint8Array(sectors.length * size)
    sectors.forEach((sector, index) => {
      const from = sector * size + offset
      if (from >= source.length) throw refusal('corrupt')
      whole.set(source.subarray(from, from + size), index * size)
    })
    return whole
  }
  const big = (start: number) => gather(chain(start, fat), bytes, sectorSize, sectorSize)

  const directory = big(u32(48))
  const entries = new Map<string, { start: number; size: number }>()
  const dir = new DataView(directory.buffer)
  let mini = { start: 0xfffffffe, size: 0 }
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.min(64, dir.getUint16(at + 64, true))
    const type = directory[at + 66]
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, length - 2)))
    const found = { start: dir.getUint32(at + 116, true), size: dir.getUint32(at + 120, true) }
    if (type === 5) mini = found
    if (type === 2 && !entries.has(name)) entries.set(name, found)
  }
  const miniTable = [...chain(u32(60), fat)].flatMap((sector) =>
    Array.from({ length: perSector }, (_, index) => u32(place(sector) + index * 4)),
  )
  return {
    names: [...entries.keys()],
    stream(name) {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      if (entry.size === 0) return new Uint8Array()
      const whole = entry.size < MINI_CUTOFF ? gather(chain(entry.start, miniTable), big(mini.start), 64, 0) : big(entry.start)
      if (whole.length < entry.size) throw refusal('corrupt')
      return whole.subarray(0, entry.size)
    },
  }
}
