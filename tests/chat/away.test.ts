import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { follow } from '../../commands/follow.ts'
import type { Execute } from '../../pipeline/film-request.ts'
import { createServices } from '../../pipeline/providers/registry.ts'
import { defineStep } from '../../pipeline/step.ts'
import type { Engine } from '../../queue/engine.ts'
import { createHandler, type HandlerOptions } from '../../queue/handler.ts'
import { openStore } from '../../storage/open-store.ts'
import { acceptProject } from '../storage/sample.ts'
import { withFolder } from '../storage/with-folder.ts'
import { strictChat } from './strict-chat.ts'

/** Real records whose server can go away and come back, and the lines of the log. */
async function openAway(dataDir: string) {
  const told: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void told.push(line) })
  const store = await openStore({ dataDir, log })
  let isAway = false
  const answer = <Args extends unknown[], Answer>(ask: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args) => (isAway ? Promise.reject(new Error('connect ECONNREFUSED')) : ask(...args))
  }
  const runs = { ...store.runs, stale: answer(store.runs.stale), saveStep: answer(store.runs.saveStep) }
  return {
    log,
    store: { ...store, runs },
    count: (words: string) => told.filter((line) => line.includes(words)).length,
    goAway: (away: boolean) => {
      isAway = away
    },
  }
}

test('cards say once that their records are away, however often they ask them, and once that it is over', async () => {
  await withFolder(async (dataDir) => {
    const { log, store, count, goAway } = await openAway(dataDir)
    const ending = new AbortController()
    let changed = (_run: string) => {}
    const works = {
      subscribe(listener: (run: string) => void) {
        changed = listener
        return () => {}
      },
      cancel: async () => false,
    }
    const following = follow({ store, works, adapter: strictChat().adapter, log, signal: ending.signal })
    for (const away of [true, false]) {
      goAway(away)
      for (let time = 0; time < 10; time += 1) {
        changed('some run')
        await sleep(30)
      }
      expect(count('"level":50')).toBe(0)
      expect(count('"msg":"cards could not be drawn"')).toBe(1)
      expect(count('it is over')).toBe(away ? 0 : 1)
    }
    ending.abort()
    await following
    await store.close()
  })
})

test('jobs say once together that their progress is not recorded, and once that it is over', async () => {
  await withFolder(async (dataDir) => {
    const { log, store, count, goAway } = await openAway(dataDir)
    const slow = defineStep({
      name: 'narrate',
      version: 1,
      input: z.number(),
      output: z.number(),
      fingerprint: () => '',
      async run(scene, { progress }) {
        for (const away of [true, true, false, false]) {
          goAway(away)
          await sleep(510)
          progress(0.5)
        }
        return scene
      },
    })
    const pipeline = ((_request: unknown, execute: Execute) => ({
      narration: (scene: number) => execute(slow, scene, scene),
    })) as unknown as HandlerOptions['pipeline']
    const handle = createHandler({
      ...{ store, log, pipeline, tempDir: dataDir, caps: {}, currency: 'USD' },
      services: { ...createServices({ script: [], picture: [], voice: [] }), ffmpeg: 'ffmpeg' },
      engine: {} as Engine,
      events: { announce() {} } as unknown as HandlerOptions['events'],
    })
    const { id } = await acceptProject(store)
    const run = await store.runs.get(id)
    if (run === undefined) throw new Error('the run is gone')
    const job = (scene: number) => handle({ run: id, attempt: run.attempt, step: 'narrate', scene }, run, new AbortController().signal)
    await Promise.all([job(0), job(1), job(2)])
    expect(count('"msg":"progress not recorded"')).toBe(1)
    expect(count('it is over')).toBe(1)
    await store.close()
  })
})
