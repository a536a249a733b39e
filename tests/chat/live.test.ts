import { expect, test } from 'vitest'
import type { MessageRef, View } from '../../bots/chat.ts'
import { liveMessage } from '../../bots/live.ts'
import { strictChat } from './strict-chat.ts'

const limits = {
  text: 2_000,
  caption: 1_024,
  uploadBytes: 1,
  downloadBytes: 1,
  actionBytes: 64,
  editMs: 100,
  buttons: 5,
  buttonsPerRow: 5,
  selectOptions: 25,
  media: 4,
}

async function card(chat: ReturnType<typeof strictChat>) {
  const ref = await chat.adapter.post({ platform: 'strict', channel: 'hall' }, { text: '0' }, 'card')
  const shown: number[] = []
  const failures: unknown[] = []
  const live = liveMessage({
    adapter: chat.adapter,
    ref,
    shown: async (version) => void shown.push(version),
    repost: (view: View, lost: MessageRef) => chat.adapter.post(lost.place, view, `again-${lost.id}`),
    failed: (error) => failures.push(error),
    signal: new AbortController().signal,
  })
  return { live, shown, failures, message: () => chat.messages.at(-1) }
}

test('many changes become few edits, and the last one is always shown', async () => {
  const chat = strictChat(limits)
  const { live, shown, failures, message } = await card(chat)
  for (let version = 1; version <= 200; version++) {
    live.show({ text: String(version) }, version)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await live.settled()
  expect(failures).toEqual([])
  expect(message()?.view.text).toBe('200')
  expect(shown.at(-1)).toBe(200)
  expect(message()?.edits).toBeLessThanOrEqual(12)
})

test('a rate limit is waited out and then the newest view is sent once', async () => {
  const chat = strictChat(limits)
  const { live, failures, message } = await card(chat)
  chat.rateLimit(1, 300)
  const started = performance.now()
  live.show({ text: 'old' }, 1)
  live.show({ text: 'new' }, 2)
  await live.settled()
  expect(performance.now() - started).toBeGreaterThanOrEqual(290)
  expect(failures).toEqual([])
  expect(message()).toMatchObject({ view: { text: 'new' }, edits: 1 })
})

test('a deleted message is posted anew, once', async () => {
  const chat = strictChat(limits)
  const { live, message } = await card(chat)
  const first = message()
  if (first !== undefined) chat.remove(first)
  live.show({ text: 'still here' }, 1)
  live.show({ text: 'still here, newer' }, 2)
  await live.settled()
  expect(chat.messages).toHaveLength(1)
  expect(message()?.view.text).toBe('still here, newer')
})
