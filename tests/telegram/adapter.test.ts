import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTelegramChat } from '../../bots/telegram/index.ts'
import { listings } from '../../commands/commands.ts'
import { sayIn } from '../../commands/say.ts'
import { createLog } from '../../lib/log.ts'
import { Secret } from '../../lib/secret.ts'
import { openStore } from '../../storage/open-store.ts'
import { describeAdapter } from '../bots/adapter-contract.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'
import { ann, labelsOf, peopleOf, wordsIn } from './people.ts'

// Making the schema of all calls takes seconds the first time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let api: BotApi
beforeAll(async () => {
  api = await openBotApi()
})
afterAll(() => api?.close())

describeAdapter('Telegram', async (deliver) => {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-telegram-'))
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const store = await openStore({ dataDir: folder, databaseUrl: undefined, log })
  const people = peopleOf(api)
  for (const update of api.unconfirmed().splice(0)) void update
  api.rooms.clear()
  const lobby = people.privately(ann)
  const adapter = createTelegramChat({
    token: new Secret(TOKEN),
    root: api.root,
    memory: store.memoryOf('telegram'),
    blobs: store.blobs,
    log,
    formats: ['pdf', 'txt'],
    sayIn,
    budget: { chatMs: 5, groupMost: 1_000, groupMs: 100, groupProgressMs: 5, most: 1_000 },
  })
  const left = new AbortController()
  const running = adapter.run(listings(sayIn('en')), deliver, left.signal)
  const kept = (id: string) => lobby.messages.get(Number(id))
  const stop = async () => {
    left.abort()
    await running
  }
  return {
    adapter,
    lobby: { platform: 'telegram', channel: String(ann.id) },
    async seen(ref) {
      const message = kept(ref.id)
      return message && { words: wordsIn(message), buttons: labelsOf(message) }
    },
    count: async () => [...lobby.messages.values()].filter(({ from }) => from?.is_bot).length,
    async say(_place, text, files = []) {
      if (files[0] === undefined) people.say(lobby, ann, text)
      else people.drop(lobby, ann, files[0])
    },
    async press(ref, label, again = false) {
      const message = kept(ref.id)
      if (message === undefined) throw new Error('no such message')
      people.press(message, label)
      const update = api.unconfirmed().at(-1)
      if (again && update !== undefined) api.announce({ callback_query: update.callback_query } as never)
    },
    async choose(ref, label) {
      const message = kept(ref.id)
      if (message === undefined) throw new Error('no such message')
      people.press(message, label)
    },
    stop,
    async close() {
      await stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

test('every call was as the Bot API has it', () => {
  expect(api.calls.length).toBeGreaterThan(50)
  expect(api.faults).toEqual([])
})
