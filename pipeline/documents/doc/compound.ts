import { refusal } from '../refusal.ts'

const FREE = 0xfffffffa
const MINI_CUTOFF = 4_096

/** The streams of an OLE compound file, by name: the file's own before those of what is embedded in it; letters count alike in either case. */
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
  const entries = new Map<string, { name: string; start: number; size: number }>()
  const dir = new DataView(directory.buffer)
  const count = Math.floor(directory.length / 128)
  let mini = { start: 0xfffffffe, size: 0 }
  for (const index of [...childrenOf(dir, count), ...Array(count).keys()]) {
    const at = index * 128
    const length = Math.min(64, dir.getUint16(at + 64, true))
    const type = directory[at + 66]
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, length - 2)))
    const found = { name, start: dir.getUint32(at + 116, true), size: dir.getUint32(at + 120, true) }
    if (type === 5) mini = found
    if (type === 2 && !entries.has(name.toLowerCase())) entries.set(name.toLowerCase(), found)
  }
  const miniTable = [...chain(u32(60), fat)].flatMap((sector) =>
    Array.from({ length: perSector }, (_, index) => u32(place(sector) + index * 4)),
  )
  return {
    names: [...entries.values()].map(({ name }) => name),
    stream(name) {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) return undefined
      if (entry.size === 0) return new Uint8Array()
      const whole = entry.size < MINI_CUTOFF ? gather(chain(entry.start, miniTable), big(mini.start), 64, 0) : big(entry.start)
      if (whole.length < entry.size) throw refusal('corrupt')
      return whole.subarray(0, entry.size)
    },
  }
}

// What stands in the root storage, whose members form a tree of neighbours.
function childrenOf(directory: DataView, count: number): Set<number> {
  const [left, right, child] = [68, 72, 76]
  const found = new Set<number>()
  const waiting = count === 0 ? [] : [directory.getUint32(child, true)]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index >= count || found.has(index)) continue
    found.add(index)
    waiting.push(directory.getUint32(index * 128 + left, true), directory.getUint32(index * 128 + right, true))
  }
  return found
}
