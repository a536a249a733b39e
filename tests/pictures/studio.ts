import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { sha256 } from '../../lib/hash.ts'
import { drawnPictures } from '../../pipeline/providers/image/drawn.ts'
import type { PictureProvider } from '../../pipeline/providers/provider.ts'
import { BlobId, type Scene } from '../../pipeline/schema.ts'
import type { StepContext } from '../../pipeline/step.ts'

/** A step's surroundings with a folder of blobs; whatever a picture does not use throws when touched. */
export async function studio(picture: PictureProvider = drawnPictures): Promise<StepContext> {
  const folder = await mkdtemp(join(tmpdir(), 'docreel-pictures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = async (id: BlobId) => join(folder, id.slice(5))
  const unused = () => {
    throw new Error('a picture does not need this')
  }
  return {
    services: { picture } as StepContext['services'],
    blobs: {
      async put(bytes) {
        const id = BlobId.parse(`blob:${sha256(bytes)}`)
        await writeFile(`${await path(id)}.part`, bytes)
        await rename(`${await path(id)}.part`, await path(id))
        return id
      },
      read: async (id) => readFile(await path(id)),
      path,
      putFile: unused,
      putStream: unused,
      verify: unused,
    },
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
    progress() {},
    workFolder: unused,
    pay: async (_call, perform) => (await perform('key')).answer,
  }
}

/** A scene with sensible blanks. */
export function sceneOf(parts: Partial<Scene>): Scene {
  return { kind: 'scene', seed: 1, text: '', holdSeconds: 0, heading: '', keywords: [], atmosphere: [], prompt: '', ...parts }
}
