import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { RawFile } from 'discord.js'
import { z } from 'zod'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import type { AdapterMemory, Media } from '../chat.ts'
import type { SentMessage } from './wire.ts'

const Attached = z.array(z.object({ id: z.string(), name: z.string(), blob: z.string() }))
type Attached = z.infer<typeof Attached>

const KEPT_MS = 90 * 86_400_000

/** How a message's files travel: those it has by id, new ones beside it. */
export interface Shipment {
  attachments: { id: string; filename?: string; description?: string }[]
  files: RawFile[]
  /** What the message held before, as it is remembered. */
  before: Attached
  /** Under which name the message's parts find a file. */
  nameOf(media: Media): string | undefined
}

/** The files of messages: what a message holds already stays by its id, since an edit drops every file it does not list. */
export function createAttachments({ memory, blobs }: { memory: AdapterMemory; blobs: Blobs }) {
  async function attached(message: string): Promise<Attached> {
    const kept = await memory.get(`files:${message}`)
    return kept === undefined ? [] : Attached.parse(JSON.parse(kept))
  }

  return {
    /** Plans a message's files; `message` is the one that is edited. */
    async ship(media: readonly Media[], message?: string): Promise<Shipment> {
      const before = message === undefined ? [] : await attached(message)
      const kept = before.filter(({ blob }) => media.some((one) => one.blob === blob))
      const names = new Map(kept.map(({ blob, name }) => [blob, name]))
      const fresh = media.filter(({ blob }, index) => !names.has(blob) && media.findIndex((one) => one.blob === blob) === index)
      const files: RawFile[] = []
      const attachments: Shipment['attachments'] = kept.map(({ id }) => ({ id }))
      for (const [index, one] of fresh.entries()) {
        const name = freeName(one.name, new Set(names.values()))
        names.set(one.blob, name)
        files.push({ name, data: await readFile(await blobs.path(one.blob as BlobId)) })
        attachments.push({ id: String(index), filename: name, ...(one.alt === '' ? {} : { description: one.alt.slice(0, 1_024) }) })
      }
      return { attachments, files, before, nameOf: ({ blob }) => names.get(blob) }
    },
    /** Remembers what a message holds now. */
    async keep({ id, attachments }: z.infer<typeof SentMessage>, media: readonly Media[], { before, nameOf }: Shipment): Promise<void> {
      const held = attachments.flatMap(({ id, filename }) => {
        const one = media.find((candidate) => nameOf(candidate) === filename)
        return one === undefined ? [] : [{ id, name: filename, blob: one.blob }]
      })
      if (isDeepStrictEqual(held, before)) return
      if (held.length === 0) await memory.delete(`files:${id}`)
      else await memory.set(`files:${id}`, JSON.stringify(held), Date.now() + KEPT_MS)
    },
  }
}

// `attachment://` addresses hold only such letters for sure; what is left of a name in another script is its ending.
function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(name) ?? []
  const clean = stem.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') || 'film'
  for (let number = 1; ; number += 1) {
    const candidate = `${clean}${number === 1 ? '' : `-${number}`}${ending}`
    if (!taken.has(candidate)) return candidate
  }
}
