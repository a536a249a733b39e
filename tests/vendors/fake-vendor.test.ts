import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createServices } from '../../pipeline/providers/registry.ts'
import type { JournalEntry } from './fake-vendor.ts'
import { endpointAt, pictureOf, stage } from './stage.ts'

it('runs as a process of its own, and its journal outlives it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'docreel-vendor-'))
  const file = join(folder, 'journal.jsonl')
  try {
    const drawn = async () => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'fake-vendor.ts'), '--port', '0', '--journal', file])
      const [port] = (await once(child.stdout, 'data')) as [Buffer]
      const url = `http://127.0.0.1:${port.toString().trim()}/v1`
      const { picture } = createServices({ script: [], picture: [endpointAt({ url }, { model: 'same' })], voice: [] })
      // The key depends on the address; a vendor with a fixed port would see the same one.
      const { image } = await picture.draw(pictureOf('across a restart'), stage().context)
      const journal = (await (await fetch(`${url.replace('/v1', '')}/journal`)).json()) as JournalEntry[]
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      return { image: Buffer.from(image), journal }
    }
    const one = await drawn()
    const two = await drawn()
    expect(two.image).toEqual(one.image)
    expect([one.journal.length, two.journal.length]).toEqual([1, 2])
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
