import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookAtDiscord } from '../../bots/discord/look.ts'
import { inviteLink } from '../../bots/discord/permissions.ts'
import { BOT, type FakeDiscord, openFakeDiscord, TOKEN } from './fake-discord.ts'

let discord: FakeDiscord
beforeAll(async () => {
  discord = await openFakeDiscord()
})
afterAll(() => discord.close())

it('names the application, its servers, what it hears, and how to invite it', async () => {
  const said = await lookAtDiscord({ token: TOKEN, root: discord.root })
  expect(said).toContain('docreel, in 1 server; plain drops are heard')
  expect(said).toContain(inviteLink(BOT))
  expect(said).not.toContain('does not give')
})

it('says what is off: the intent, a permission of a server', async () => {
  discord.setFlags(0)
  discord.permit(1024n | 2048n)
  const said = await lookAtDiscord({ token: TOKEN, root: discord.root })
  expect(said).toContain('Message Content Intent')
  expect(said).toContain('A server does not give it: Create Public Threads, Send Messages in Threads, Attach Files, Read Message History')
})

it('says what keeps commands and the invitation from working', async () => {
  expect(await lookAtDiscord({ token: TOKEN, root: discord.root })).not.toMatch(/Endpoint|Code Grant/)
  discord.setPortal({ interactions_endpoint_url: 'https://elsewhere.example', bot_require_code_grant: true })
  expect(await lookAtDiscord({ token: TOKEN, root: discord.root })).toMatch(/Interactions Endpoint URL.*Requires OAuth2 Code Grant/)
})

it('says what to do about a refused token, and an API that is not there', async () => {
  await expect(lookAtDiscord({ token: 'wrong', root: discord.root })).rejects.toMatchObject({
    code: 'settings',
    message: expect.stringContaining('Bot page'),
  })
  await expect(lookAtDiscord({ token: TOKEN, root: 'http://127.0.0.1:9/api' })).rejects.toMatchObject({ code: 'settings' })
})

it('asks for exactly what it needs', () => {
  const link = new URL(inviteLink(BOT))
  expect(link.searchParams.get('scope')).toBe('bot applications.commands')
  expect(BigInt(link.searchParams.get('permissions') ?? '0')).toBe(
    (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
  )
})
