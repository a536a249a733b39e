import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openApi } from '../../bots/telegram/api.ts'
import { lookAtTelegram } from '../../bots/telegram/look.ts'
import { Secret } from '../../lib/secret.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'

vi.setConfig({ hookTimeout: 60_000 })

let api: BotApi
beforeAll(async () => {
  api = await openBotApi()
})
afterAll(() => api?.close())

test('doctor names the bot, and says what keeps it from working', async () => {
  const token = new Secret(TOKEN)
  expect(await lookAtTelegram({ token, root: api.root })).toBe(
    '@docreel_bot; in groups it hears /film in reply to a document (privacy mode is on); fetches its updates',
  )
  const webhook = { url: 'https://films.example/telegram' }
  expect(await lookAtTelegram({ token, root: api.root, webhook })).toContain('updates come to https://films.example/telegram')
  await openApi({ token, root: api.root }).setWebhook('https://elsewhere.example/hook')
  expect(await lookAtTelegram({ token, root: api.root, webhook })).toContain('a webhook leads to elsewhere.example now')
  await expect(lookAtTelegram({ token: new Secret('1:wrong'), root: api.root })).rejects.toMatchObject({
    code: 'settings',
    message: expect.stringContaining('@BotFather'),
  })
  await expect(lookAtTelegram({ token, root: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'settings' })
})
