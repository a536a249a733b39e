import { effect } from '../../lib/effect.ts'
import { sha256 } from '../../lib/hash.ts'
import type { CallRecords } from '../../pipeline/pay.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'

export interface MemoryCalls extends CallRecords {
  rows: Map<
    string,
    { vendor: string; run: string | undefined; estimate: number; held: number; answer?: unknown; cost: number; answered: boolean }
  >
}

/** Paid calls in memory, stored as JSON like the real ones; hand the same object to a new createPay for a restart. */
export function memoryCalls(): MemoryCalls {
  const rows: MemoryCalls['rows'] = new Map()
  return {
    rows,
    async find(key) {
      const row = rows.get(key)
      return row?.answered ? { answer: JSON.parse(JSON.stringify(row.answer)), cost: row.cost } : undefined
    },
    intend: (key, { vendor, run, estimate, caps: { film = Number.POSITIVE_INFINITY } }) =>
      effect('calls.intend', async () => {
        const used = [...rows].reduce((sum, [other, row]) => sum + (row.run === run && other !== key ? row.cost + row.held : 0), 0)
        if (used + estimate > film) return { cap: 'film' as const, used }
        rows.set(key, { vendor, run, estimate, held: estimate, cost: 0, answered: false })
        return undefined
      }),
    giveUp: (key) =>
      effect('calls.give-up', async () => {
        const row = rows.get(key)
        if (row !== undefined) row.held = 0
      }),
    answer: (key, answer, cost) =>
      effect('calls.answer', async () => {
        const row = rows.get(key)
        if (row === undefined) throw new Error('an answer without an intent')
        Object.assign(row, { answer: JSON.parse(JSON.stringify(answer)), cost, held: 0, answered: true })
      }),
    async spent(run) {
      return [...rows.values()].filter((row) => row.run === run).reduce((sum, { cost }) => sum + cost, 0)
    },
  }
}

/** Blobs in memory; `files` may be damaged by a test. */
export function memoryBlobs(): Blobs & { files: Map<BlobId, Uint8Array> } {
  const files = new Map<BlobId, Uint8Array>()
  const nowhere = async () => {
    throw new Error('these blobs have no files')
  }
  return {
    files,
    async put(bytes) {
      const id = `blob:${sha256(bytes)}` as BlobId
      files.set(id, bytes)
      return id
    },
    putFile: nowhere,
    putStream: nowhere,
    path: nowhere,
    async read(id) {
      const bytes = files.get(id)
      if (bytes === undefined) throw new Error('no such blob')
      return bytes
    },
    async verify(id) {
      const bytes = files.get(id)
      return bytes !== undefined && `blob:${sha256(bytes)}` === id
    },
  }
}
