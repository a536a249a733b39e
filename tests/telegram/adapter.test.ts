import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeAdapter } from '../bots/adapter-contract.ts'
import { type BotApi, openBotApi } from './bot-api.ts'
import { openAdapter, oursIn } from './open-adapter.ts'
import { ann, labelsOf, wordsIn } from './people.ts'

// Making the schema of all calls takes seconds the first time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let api: BotApi
beforeAll(async () => {
  api = await openBotApi()
})
afterAll(() => api?.close())

describeAdapter('Telegram', async (deliver) => {
  api.forget()
  const { adapter, people, stop, close } = await openAdapter(api, { deliver })
  const lobby = people.privately(ann)
  const kept = (id: string) => {
    const message = lobby.messages.get(Number(id))
    if (message === undefined) throw new Error(`there is no message ${id}`)
    return message
  }
  return {
    adapter,
    lobby: { platform: 'telegram', channel: String(ann.id) },
    async seen({ id }) {
      const message = lobby.messages.get(Number(id))
      return message && { words: wordsIn(message), buttons: labelsOf(message) }
    },
    count: async () => oursIn(lobby).length,
    async say(_place, text, files = []) {
      if (files[0] === undefined) people.say(lobby, ann, text)
      else people.drop(lobby, ann, files[0])
    },
    async press({ id }, label, again = false) {
      const { update } = people.press(kept(id), label)
      if (again) api.repeat(update)
    },
    choose: async ({ id }, label) => void people.press(kept(id), label),
    stop,
    close,
  }
})

test('every call was as the Bot API has it', () => {
  expect(api.calls.length).toBeGreaterThan(50)
  expect(api.faults).toEqual([])
})
