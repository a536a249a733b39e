import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AdapterMemory, MessageRef, View } from '../../bots/chat.ts'
import { adam, ann, BOT, buttonsOf, type FakeDiscord, type FakeMessage, mei, openFakeDiscord, wordsOf } from './fake-discord.ts'
import { openDiscord, shortMemory } from './open-discord.ts'

vi.setConfig({ testTimeout: 20_000 })

const MESSAGE_CONTENT = 1 << 15
const EPHEMERAL = 1 << 6
const LOADING = 1 << 7
const story = { name: 'story.pdf', bytes: new Uint8Array(5_000).fill(9) }

let discord: FakeDiscord
let open: Awaited<ReturnType<typeof openDiscord>>
/** What the rest of the product does with what it hears. */
let react: (
  chat: Awaited<ReturnType<typeof openDiscord>>['chat'],
  incoming: Awaited<ReturnType<typeof openDiscord>>['heard'][number],
) => Promise<void>

async function start(memory: AdapterMemory = shortMemory()): Promise<void> {
  open = await openDiscord({ fake: discord, memory, deliver: (incoming) => react(open.chat, incoming) })
}
beforeEach(async () => {
  react = async () => {}
  discord = await openFakeDiscord()
})
afterEach(async () => {
  await open.close()
  await discord.close()
  expect(discord.faults).toEqual([])
})

const answers = (view: View) => {
  react = async (chat, incoming) => void (await chat.post(incoming.at.place, view, incoming.id, incoming.id))
}
const filled = (one: { original: string | undefined }): Promise<FakeMessage> =>
  discord.until(() => [discord.seen(one.original ?? '')].find((message) => message !== undefined && (message.flags & LOADING) === 0))
const forbid = () => discord.gateway.disallow(MESSAGE_CONTENT)

describe('a document reaches the bot', () => {
  it('as a plain drop, and other files and chatter do not', async () => {
    await start()
    const { general } = discord
    discord.say(general.id, 'look', { files: [{ name: 'holiday.jpg', bytes: story.bytes }] })
    discord.say(general.id, 'nice')
    discord.say(general.id, 'read this', { files: [story] })
    expect(await open.hear()).toMatchObject([
      { kind: 'message', text: 'read this', files: [{ name: 'story.pdf', bytes: 5_000 }], uploadBytes: 10 * 1024 * 1024 },
    ])
  })

  it('by /film, whose answer becomes the head of a thread', async () => {
    react = async (chat, incoming) => {
      const thread = await chat.thread(incoming.at, 'story.pdf')
      await chat.post(thread, { text: 'Card' }, 'card')
    }
    await start()
    const asked = discord.slash(discord.general.id, 'film', { document: story, style: 'ink-wash' })
    await discord.until(() => discord.said(asked.original ?? '').length === 1)
    expect(await open.hear()).toMatchObject([
      { kind: 'command', name: 'film', options: { style: 'ink-wash' }, files: [{ name: 'story.pdf' }] },
    ])
    expect(discord.channels.get(asked.original ?? '')).toMatchObject({ type: 11, name: 'story.pdf', parent_id: discord.general.id })
    const head = await filled(asked)
    expect(wordsOf(head)).toContain('story.pdf')
    expect(head.flags & EPHEMERAL).toBe(0)
  })

  it('by the menu of a message, below which its thread opens', async () => {
    react = async (chat, incoming) => void (await chat.thread(incoming.at, 'story.pdf'))
    await start()
    const message = discord.say(discord.general.id, '', { files: [story], unheard: true })
    const entry = discord.commands.body.find(({ type }) => type === 3)
    expect(entry?.name_localizations).toEqual({ 'zh-CN': '做成影片' })
    discord.menu(message, String(entry?.name))
    await discord.until(() => discord.channels.get(message.id))
    expect(await open.hear()).toMatchObject([{ kind: 'command', name: 'film', files: [{ name: 'story.pdf' }], at: { id: message.id } }])
    // Nothing is left "thinking".
    await discord.until(() => discord.said(discord.general.id).length === 0)
  })

  it('where it is mentioned, without the Message Content intent', async () => {
    forbid()
    await start()
    discord.say(discord.general.id, '', { files: [story] })
    discord.say(discord.general.id, 'please', { files: [story], mentions: true })
    expect(await open.hear()).toMatchObject([{ kind: 'message', text: 'please', files: [{ name: 'story.pdf' }] }])
    expect(discord.gateway.log.filter(({ op }) => op === 2)).toHaveLength(2)
  })

  it('as words and exports in a thread that the bot opened, and pictures people show each other do not', async () => {
    react = async (chat, incoming) => void (await chat.thread(incoming.at, 'story.pdf'))
    await start()
    const drop = discord.say(discord.general.id, '', { files: [story] })
    await open.hear()
    await discord.until(() => discord.channels.get(drop.id))
    discord.say(drop.id, '', { files: [{ ...story, name: 'cat.png' }] })
    discord.say(drop.id, 'make it shorter')
    discord.say(drop.id, '', { files: [{ ...story, name: 'export.zip' }] })
    expect((await open.hear(3)).slice(1)).toMatchObject([
      { text: 'make it shorter', files: [], overheard: true, at: { place: { thread: drop.id } } },
      { text: '', files: [{ name: 'export.zip' }], overheard: false },
    ])
  })

  it('as words in its thread, of which neither the gateway nor a command told more than the id', async () => {
    await start()
    const thread = { ...discord.general, id: '900000000000000777', type: 11, parent_id: discord.general.id, owner_id: BOT }
    discord.channels.set(thread.id, thread)
    discord.slash(thread.id, 'status', {}, { isScant: true })
    await open.hear()
    discord.say(thread.id, 'make it shorter')
    const place = { platform: 'discord', channel: discord.general.id, thread: thread.id }
    expect((await open.hear(2)).map(({ at }) => at.place)).toEqual([place, place])
    expect(discord.requests.filter(({ method, path }) => method === 'GET' && path === `/channels/${thread.id}`)).toHaveLength(1)
  })

  it.each([{ name: 'SPOILER_story.pdf' }, { name: 'story.pdf', isSpoiler: true }])(
    'as a spoiler ($name), and what is made of it stays one',
    async (covered) => {
      react = async (chat, incoming) => {
        const [file] = incoming.kind === 'message' ? incoming.files : []
        const media = [{ kind: 'image' as const, blob: await open.blob(story.bytes), name: 'scene.jpg', alt: 'A scene' }]
        await chat.post(incoming.at.place, { text: file?.name, hidden: file?.hidden, media }, incoming.id)
      }
      await start()
      discord.say(discord.general.id, '', { files: [{ ...story, ...covered }] })
      const card = await discord.until(() => discord.said(discord.general.id)[0])
      expect(wordsOf(card)).toContain('story.pdf')
      expect(wordsOf(card)).not.toContain('SPOILER')
      expect(JSON.stringify(card.components)).toContain('"spoiler":true')
    },
  )

  it('in a direct message, without a thread', async () => {
    await start()
    const direct = discord.directWith(ann.id)
    discord.say(direct.id, '', { files: [story] })
    const [incoming] = await open.hear()
    expect(await open.chat.thread(incoming?.at as MessageRef, 'story.pdf')).toEqual({ platform: 'discord', channel: direct.id })
  })

  it('in a thread and in a post of a forum, and stays there', async () => {
    await start()
    const forum = discord.channel({ type: 15, guild_id: discord.guild.id })
    for (const parent of [discord.general, forum]) {
      const thread = discord.channel({ type: 11, guild_id: discord.guild.id, parent_id: parent.id, owner_id: ann.id })
      discord.say(thread.id, '', { files: [story] })
      const incoming = await discord.until(() => open.heard.find(({ at }) => at.place.thread === thread.id))
      expect(await open.chat.thread(incoming.at, 'story.pdf')).toEqual({ platform: 'discord', channel: parent.id, thread: thread.id })
    }
  })
})

describe('answers', () => {
  it('are for the person alone where the command is theirs, and for all where it is not', async () => {
    answers({ text: 'Here' })
    await start()
    expect((await filled(discord.slash(discord.general.id, 'style'))).flags & EPHEMERAL).toBe(EPHEMERAL)
    expect((await filled(discord.slash(discord.general.id, 'review'))).flags & EPHEMERAL).toBe(0)
  })

  it('can be the person’s alone although everyone saw the question', async () => {
    answers({ text: 'No', audience: 'person' })
    await start()
    discord.slash(discord.general.id, 'review')
    const answer = await discord.until(() => discord.said(discord.general.id).find((message) => wordsOf(message).includes('No')))
    expect(answer.flags & EPHEMERAL).toBe(EPHEMERAL)
    expect(discord.said(discord.general.id)).toHaveLength(1)
  })

  it('acknowledge at once, while the work takes long', async () => {
    react = () => new Promise((resolve) => setTimeout(resolve, 1_500))
    await start()
    const asked = discord.slash(discord.general.id, 'status')
    await discord.until(() => asked.acknowledged !== undefined)
    expect(asked.acknowledged).toBeLessThan(500)
    await discord.until(() => open.heard.length === 1)
  })

  it('fall over to the bot itself once the token has run out', async () => {
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    react = async (chat, incoming) => {
      await gate
      await chat.post(incoming.at.place, { text: 'Late' }, incoming.id, incoming.id)
    }
    await start()
    const asked = discord.slash(discord.general.id, 'review')
    await discord.until(() => asked.acknowledged !== undefined)
    asked.expired = true
    go()
    await discord.until(() => discord.said(discord.general.id).some((message) => wordsOf(message).includes('Late')))
  })

  it('redraw an ephemeral message by the newest press on it', async () => {
    react = async (chat, incoming) => {
      const view: View = { text: incoming.kind, buttons: [{ label: 'More', action: 'style.page', value: '1' }] }
      if (incoming.kind === 'action') await chat.edit(incoming.at, { text: 'Page two' }, incoming.id)
      else await chat.post(incoming.at.place, view, incoming.id, incoming.id)
    }
    await start()
    const asked = discord.slash(discord.general.id, 'style')
    const message = await filled(asked)
    await discord.until(() => buttonsOf(message).includes('More'))
    asked.expired = true
    const pressed = discord.press(message, 'More')
    await discord.until(() => wordsOf(message).includes('Page two'))
    expect(pressed.acknowledged).toBeLessThan(1_000)
  })

  it('stand below the message they answer', async () => {
    answers({ text: 'Send me a document' })
    await start()
    const asked = discord.say(discord.general.id, 'hello', { mentions: true })
    expect((await discord.until(() => discord.said(discord.general.id)[0])).referenced).toBe(asked.id)
  })

  it('tell an admin, once, that plain drops need an intent', async () => {
    forbid()
    answers({ text: 'Here' })
    await start()
    const told = () => discord.said(discord.general.id).filter((message) => wordsOf(message).includes('Message Content Intent'))
    for (const person of [ann, adam, adam]) await filled(discord.slash(discord.general.id, 'status', {}, { person }))
    await discord.until(() => open.heard.length === 3 && told().length > 0)
    expect(told()).toHaveLength(1)
    expect((told()[0]?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL)
  })
})

describe('where the bot is not itself', () => {
  it('answers privately by the person’s own installation, and goes on in a direct message when that runs out', async () => {
    await start()
    const where = discord.channel({ guild_id: '111111111111111111' })
    react = async (chat, incoming) => void (await chat.post(await chat.thread(incoming.at, 'story.pdf'), { text: 'Card' }, 'card'))
    const asked = discord.slash(where.id, 'film', { document: story }, { isForeign: true })
    const card = await filled(asked)
    expect(wordsOf(card)).toContain('Card')
    expect(card.flags & EPHEMERAL).toBe(EPHEMERAL)
    const [incoming] = await open.hear()
    const place = incoming?.at.place
    if (place === undefined) throw new Error('no place')
    await open.chat.edit({ place, id: card.id }, { text: 'Moving' })
    expect(wordsOf(card)).toContain('Moving')
    asked.expired = true
    await expect(open.chat.post(place, { text: 'Film' }, 'film')).rejects.toMatchObject({ code: 'unreachable' })
    expect(await open.chat.elsewhere?.(place, { id: ann.id, name: 'Ann' })).toEqual({
      platform: 'discord',
      channel: discord.directWith(ann.id).id,
    })
  })

  it('goes on in a direct message when its five follow-ups are spent', async () => {
    await start()
    const where = discord.channel({ guild_id: '111111111111111111' })
    react = async (chat, incoming) => void (await chat.post(incoming.at.place, { text: 'Card' }, 'card'))
    await filled(discord.slash(where.id, 'film', { document: story }, { isForeign: true }))
    const [incoming] = await open.hear()
    const place = incoming?.at.place
    if (place === undefined) throw new Error('no place')
    for (const nth of [1, 2, 3, 4, 5]) await open.chat.post(place, { text: `Scene ${nth}` }, `scene-${nth}`)
    await expect(open.chat.post(place, { text: 'Scene 6' }, 'scene-6')).rejects.toMatchObject({ code: 'unreachable' })
    expect(await open.chat.elsewhere?.(place, { id: ann.id, name: 'Ann' })).toMatchObject({ channel: discord.directWith(ann.id).id })
  })

  it('says which permission it lacks in a channel, to the person alone', async () => {
    answers({ text: 'Here' })
    await start()
    discord.deny(discord.general, 'SendMessages')
    discord.slash(discord.general.id, 'review')
    const note = await discord.until(() => discord.said(discord.general.id).find((message) => wordsOf(message).includes('Send Messages')))
    expect(note.flags & EPHEMERAL).toBe(EPHEMERAL)
  })
})

describe('forms', () => {
  it('ask before anything is handed on, with what stands there now, and give back text, choice and file', async () => {
    await start()
    const form = {
      title: 'Words of scene 1',
      submit: 'Save',
      fields: [
        { name: 'text', label: 'What is spoken', value: 'Old words', multiline: true, required: true, maxLength: 500 },
        {
          name: 'voice',
          label: 'Voice',
          kind: 'choice' as const,
          options: [
            { label: 'Alba', value: 'alba' },
            { label: 'Bruno', value: 'bruno' },
          ],
          value: 'alba',
        },
        { name: 'picture', label: 'A picture of your own', kind: 'file' as const },
      ],
    }
    const view: View = { text: 'Scene 1', buttons: [{ label: 'Edit words', action: 'scene.words', value: 'run/1/2', form }] }
    const ref = await open.chat.post({ platform: 'discord', channel: discord.general.id }, view, 'scene')
    const message = discord.seen(ref.id) as FakeMessage
    const modal = await discord.fillIn(message, 'Edit words', {
      text: 'New words',
      voice: 'bruno',
      picture: { name: 'mine.png', bytes: story.bytes },
    })
    expect(JSON.stringify(modal)).toContain('Old words')
    expect(await open.hear()).toMatchObject([
      {
        kind: 'form',
        action: 'scene.words',
        value: 'run/1/2',
        fields: { text: 'New words', voice: 'bruno' },
        files: [{ name: 'mine.png' }],
        at: ref,
      },
    ])
    await open.stop()
    await start(open.memory)
    await discord.fillIn(message, 'Edit words', { text: 'After a restart', voice: 'alba' })
    await discord.until(() => open.heard.some((incoming) => incoming.kind === 'form' && incoming.fields.text === 'After a restart'))
  })
})

describe('commands', () => {
  it('are registered once, and again only when they changed', async () => {
    await start()
    expect(discord.commands.puts).toBe(1)
    const { memory } = open
    await open.stop()
    open = await openDiscord({ fake: discord, memory })
    await discord.until(() => discord.gateway.log.length === 2)
    expect(discord.commands.puts).toBe(1)
    await open.stop()
    open = await openDiscord({ fake: discord, memory, commands: [{ name: 'status', summary: 'Another summary', options: [] }] })
    await discord.until(() => discord.commands.puts === 2)
  })

  it('are described in Chinese too, and suggest in the language of whoever types', async () => {
    await start()
    const style = discord.commands.body.find(({ name }) => name === 'style')
    expect(style).toMatchObject({
      name_localizations: { 'zh-CN': '风格' },
      description_localizations: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) },
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    })
    const all = await discord.type(discord.general.id, 'style', 'style', '', mei)
    expect(all.length).toBeLessThanOrEqual(25)
    expect(all[0]?.name).toMatch(/\p{Script=Han}/u)
    expect(await discord.type(discord.general.id, 'style', 'style', 'ink')).toContainEqual({ name: 'Ink wash', value: 'ink-wash' })
  })
})

it('runs as many shards as Discord recommends, and hears each server through its own', async () => {
  await discord.close()
  discord = await openFakeDiscord({ shards: 3 })
  await start()
  expect(discord.gateway.connections()).toBe(3)
  discord.say(discord.general.id, '', { files: [story] })
  discord.say(discord.directWith(ann.id).id, 'hello')
  expect(await open.hear(2)).toHaveLength(2)
  await open.chat.post({ platform: 'discord', channel: discord.general.id }, { text: 'Reported' }, 'report')
  expect(wordsOf(discord.said(discord.general.id)[0] as FakeMessage)).toContain('Reported')
})
