import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { loadConfig } from '../../config.ts'
import { createLog } from '../../lib/log.ts'
import { findFfmpeg } from '../../pipeline/render/ffmpeg.ts'
import { serve } from '../../serve.ts'
import { ann, buttonsOf, type FakeDiscord, type FakeMessage, openFakeDiscord, TOKEN, wordsOf } from './fake-discord.ts'

const story = Buffer.from(`The Lighthouse Keeper's Year

In January the storms come from the west, and the keeper trims the lamp four times a night. The supply boat cannot land, so he bakes his own bread and reads by the light that is meant for ships.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens, which turns on a bath of mercury so smoothly that a child can push it.

In November the lamp was made electric, and the keeper's work was done. The light still turns, but nobody lives on the rock any more.`)

// A whole film is made here; on a busy machine that takes minutes.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let discord: FakeDiscord
let folder: string
const leaving = new AbortController()
let running: Promise<void>

beforeAll(async () => {
  discord = await openFakeDiscord()
  folder = mkdtempSync(join(tmpdir(), 'docreel-discord-flow-'))
  const env = { DATA_DIR: folder, LIGHT_VOICE: 'yes', PORT: '0', DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: discord.root, CPU_JOBS: '1' }
  const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
  const call = { config: loadConfig(env), log, file: undefined, options: {}, json: false, signal: leaving.signal }
  running = serve(call, { chats: true })
  running.catch(() => {})
  await Promise.race([discord.until(() => discord.commands.puts > 0, 60_000), running])
})
afterEach(() => expect(discord.faults).toEqual([]))
afterAll(async () => {
  leaving.abort()
  await running
  await discord.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The answer to a command, once it shows something. */
const answered = (asked: { original: string | undefined }, ms = 60_000): Promise<FakeMessage> =>
  discord.until(() => [discord.seen(asked.original ?? '')].find((message) => (message?.components.length ?? 0) > 0), ms)

/** The message of the bot's in a place that says this, once it does. */
const saying = (place: string, words: string | RegExp, ms = 20_000): Promise<FakeMessage> =>
  discord.until(() => discord.said(place).find((message) => wordsOf(message).search(words) >= 0), ms)

/** The films in a place, once there are so many; fails at once where one could not be made. */
const films = (place: string, count: number): Promise<FakeMessage[]> =>
  discord.until(() => {
    const said = discord.said(place)
    const failed = said.map(wordsOf).find((words) => words.includes('could not be made'))
    if (failed !== undefined) throw new Error(failed)
    const found = said.filter(({ attachments }) => attachments.some(({ filename }) => filename.endsWith('.mp4')))
    return found.length >= count && found
  }, 240_000)

let thread: string
let card: FakeMessage

test('settings stick, and are shown to the person alone', async () => {
  const asked = discord.slash(discord.general.id, 'settings', { resolution: '360', seconds: '20' })
  const answer = await answered(asked)
  expect(wordsOf(answer)).toContain('360')
  expect(answer.flags & 64).toBe(64)
  expect(asked.acknowledged).toBeLessThan(3_000)
})

test('a dropped document opens one thread, with one card in it that moves', async () => {
  const drop = discord.say(discord.general.id, '', { files: [{ name: 'keeper.txt', bytes: story }] })
  thread = drop.id
  await discord.until(() => discord.channels.get(thread))
  expect(discord.channels.get(thread)?.name).toBe('keeper.txt')
  card = await discord.until(() => discord.said(thread)[0])
  await discord.until(() => buttonsOf(card).includes('Make the film'), 120_000)
  expect(discord.said(thread)).toHaveLength(1)
  expect(card.attachments).toHaveLength(1)
})

test('/style: suggestions while typing, a gallery, a style for the film', async () => {
  const suggested = await discord.type(thread, 'style', 'style', 'paper')
  expect(suggested.length).toBeGreaterThan(0)
  expect(suggested.length).toBeLessThanOrEqual(25)
  const asked = discord.slash(thread, 'style')
  const gallery = await answered(asked)
  discord.choose(gallery, suggested[0]?.name ?? '')
  await discord.until(() => buttonsOf(gallery).includes('For my films'), 60_000)
  const pressed = discord.press(gallery, 'For my films')
  await saying(thread, /style/i)
  expect(pressed.acknowledged).toBeLessThan(3_000)
})

test('approved scenes become the film: one message, the person told once', async () => {
  discord.press(card, 'Make the film')
  // Every worker is busy now, and whoever asks is answered all the same.
  const asked = discord.slash(thread, 'status')
  await answered(asked)
  expect(asked.acknowledged).toBeLessThan(3_000)
  const [film] = await films(thread, 1)
  if (film === undefined) throw new Error('no film')
  expect(film.allowed).toEqual({ parse: [], users: [ann.id] })
  expect(wordsOf(film)).toContain(`<@${ann.id}>`)
  expect(wordsOf(film)).toContain('AI-generated')
  expect(film.attachments[0]?.description).toContain('The film')
  await saying(thread, 'Your film is ready')
  const bytes = Buffer.from(await (await fetch(film.attachments[0]?.url ?? '')).arrayBuffer())
  const path = join(folder, 'posted.mp4')
  writeFileSync(path, bytes)
  expect(execFileSync(await findFfmpeg({}), ['-v', 'error', '-i', path, '-f', 'null', '-'], { encoding: 'utf8' })).toBe('')
  expect(await films(thread, 1)).toHaveLength(1)
})

test('one changed scene makes the film anew', async () => {
  await discord.until(() => discord.controls(card).some(({ type }) => type === 3))
  discord.choose(card, '2.')
  const scene = await discord.until(() => discord.said(thread).find((message) => buttonsOf(message).includes('Edit words')), 30_000)
  const modal = await discord.fillIn(scene, 'Edit words', {
    text: 'In January the storms come from the west. The lamp is trimmed four times a night.',
  })
  expect(JSON.stringify(modal)).toContain('In January')
  expect(await films(thread, 2)).toHaveLength(2)
  expect(discord.channels.get(thread)?.name).toBe("The Lighthouse Keeper's Year")
})
