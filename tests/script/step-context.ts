import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { offlineScript } from '../../pipeline/providers/llm/offline.ts'
import type { PictureProvider, VoiceProvider } from '../../pipeline/providers/provider.ts'
import { espeakVoice } from '../../pipeline/providers/voice/espeak.ts'
import { BlobId } from '../../pipeline/schema.ts'
import type { StepContext } from '../../pipeline/step.ts'

const unused = () => Promise.reject(new Error('not used here'))
const picture: PictureProvider = { id: 'none', draw: unused }

/** What a step needs, with real offline providers and blobs kept in memory; `bytes` reads one back. */
export async function stepContext(voice: VoiceProvider = espeakVoice) {
  const kept = new Map<string, Uint8Array>()
  const folder = await mkdtemp(join(tmpdir(), 'step-'))
  const context: StepContext = {
    services: { script: offlineScript, picture, voice, ffmpeg: process.env.FFMPEG_PATH ?? 'ffmpeg' },
    blobs: {
      async put(bytes) {
        const id = BlobId.parse(`blob:${createHash('sha256').update(bytes).digest('hex')}`)
        kept.set(id, bytes)
        return id
      },
      putFile: unused,
      putStream: unused,
      path: unused,
      read: unused,
      verify: unused,
    },
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
    progress() {},
    workFolder: async () => folder,
    pay: unused,
  }
  const bytes = (id: string) => kept.get(id) ?? new Uint8Array()
  return { context, bytes, close: () => rm(folder, { recursive: true, force: true }) }
}
