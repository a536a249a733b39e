import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { describeAdapter } from '../bots/adapter-contract.ts'
import { buttonsOf, type FakeDiscord, openFakeDiscord, wordsOf } from './fake-discord.ts'
import { openDiscord } from './open-discord.ts'

let discord: FakeDiscord
beforeAll(async () => {
  discord = await openFakeDiscord()
})
afterEach(() => expect(discord.faults).toEqual([]))
afterAll(() => discord.close())

describeAdapter('Discord', async (deliver) => {
  const hall = discord.channel({ name: 'hall', guild_id: discord.guild.id })
  const open = await openDiscord({ fake: discord, deliver })
  const find = (id: string) => {
    const message = discord.seen(id)
    if (message === undefined) throw new Error('no such message')
    return message
  }
  return {
    adapter: open.chat,
    lobby: { platform: 'discord', channel: hall.id },
    async seen(ref) {
      const message = discord.seen(ref.id)
      return message && { words: wordsOf(message), buttons: buttonsOf(message) }
    },
    count: async (place) => discord.said(place.thread ?? place.channel).length,
    async say(place, text, files = []) {
      discord.say(place.thread ?? place.channel, text, { files, mentions: true })
    },
    async press(ref, label, again = false) {
      discord.press(find(ref.id), label, { again })
    },
    async choose(ref, label) {
      discord.choose(find(ref.id), label)
    },
    stop: open.stop,
    close: open.close,
  }
})
