import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { openFakeDiscord } from './fake-discord.ts'
import { openDiscord } from './open-discord.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes in use once everything that can go is gone. */
async function heldBytes(): Promise<number> {
  for (let time = 0; time < 3; time += 1) {
    collect()
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}

it('keeps its memory flat over 10,000 messages of people who talk to each other', async () => {
  const discord = await openFakeDiscord()
  const open = await openDiscord({ fake: discord })
  let told = 0
  const talk = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      told += 1
      const author = { id: String(700000000000000000n + BigInt(told)), username: `somebody-${told}`, global_name: null }
      const message = {
        id: String(1300000000000000000n + BigInt(told)),
        channel_id: discord.general.id,
        guild_id: discord.guild.id,
        author,
      }
      const member = { nick: null, roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 }
      const rest = {
        content: 'x'.repeat(500),
        type: 0,
        attachments: [],
        mentions: [],
        embeds: [],
        mention_roles: [],
        timestamp: new Date().toISOString(),
      }
      discord.gateway.dispatch('MESSAGE_CREATE', { ...message, member, ...rest }, discord.guild.id)
      if (index % 200 === 0) await sleep(1)
    }
    discord.say(discord.general.id, 'heard?', { mentions: true })
    await open.hear(open.heard.length + 1)
  }
  await talk(2_000)
  const before = await heldBytes()
  await talk(10_000)
  expect((await heldBytes()) - before).toBeLessThan(5_000_000)
  await open.close()
  await discord.close()
}, 60_000)
