import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTerminalChat } from '../../bots/terminal/index.ts'
import { spoken } from '../../bots/terminal/spoken.ts'
import { make } from '../../commands/command-line/make.ts'
import { readableFile } from '../../commands/command-line/readable-file.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import type { Works } from '../../queue/works.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Run } from '../../storage/store.ts'
import { quiet } from '../storage/quiet.ts'
import { sampleResult } from '../storage/sample.ts'
import { withFolder } from '../storage/with-folder.ts'

test('without a screen the last lines come, however slow the records are', async () => {
  await withFolder(async (folder) => {
    const store = await openStore({ dataDir: folder, log: quiet })
    const blob = await store.blobs.put(Buffer.from('a film'))
    const result = { ...sampleResult, film: blob, cover: blob, srt: blob, vtt: blob }
    let isSlow = false
    const slow = async (platform: string) => {
      if (isSlow) await sleep(5_000)
      return store.runs.stale(platform)
    }
    const written: string[] = []
    let changed = (_id: string) => {}
    const works = {
      subscribe(listener: typeof changed) {
        changed = listener
        return () => {}
      },
      close: async () => {},
      async submit({ id }: Run) {
        await store.runs.move(id, ['waiting'], 'running')
        changed(id)
        while (!written.join('').includes('tea')) await sleep(50)
        isSlow = true
        await store.runs.saveStep(id, { step: 'film', scene: 0, state: 'done', fraction: 1, ms: 1, cached: false, preview: undefined })
        await store.runs.move(id, ['running'], 'done', { result })
      },
    } as unknown as Works
    await writeFile(join(folder, 'tea.txt'), 'Tea is patience.')
    const screen = { isTTY: false, write: (text: string) => void written.push(text) }
    const incoming = spoken(await readableFile(join(folder, 'tea.txt')), 'en')
    await make({
      studio: {
        store: { ...store, runs: { ...store.runs, stale: slow } },
        services: { ...createServices({ script: [], picture: [], voice: [] }), ffmpeg: 'ffmpeg' },
        ...{ tempDir: folder, caps: {}, currency: 'USD' },
      },
      openWorks: async () => works,
      adapter: createTerminalChat({ screen, redraw() {}, said: [incoming] }),
      ...{ isAlone: false, log: quiet, settings: {}, uploadBytes: 1e6, out: undefined, filmsDir: join(folder, 'films') },
      signal: new AbortController().signal,
    })
    expect(written.join('')).toContain('✓ Film')
    expect(written.filter((line) => line.startsWith('✓ Film'))).toHaveLength(1)
    expect(await store.runs.stale('terminal')).toEqual([])
    await store.close()
  })
}, 30_000)
