import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasRedis, startRedis } from '../servers/redis.ts'
import type { Server } from '../servers/server.ts'
import { type BotApi, openBotApi, TOKEN } from './bot-api.ts'
import { ann, peopleOf, wordsIn } from './people.ts'

describe.skipIf(!hasRedis())('two processes with one token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-standby-'))
  const started: ChildProcess[] = []
  let api: BotApi
  let redis: Server
  let second: string
  beforeAll(async () => {
    ;[api, redis] = await Promise.all([openBotApi(), startRedis()])
  })
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL')
    await Promise.all([api?.close(), redis?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  /** Starts the product as an operator does, and waits until it says this. */
  async function start(said: RegExp, command = 'start'): Promise<{ child: ChildProcess; address: string }> {
    const { PATH, NODE_COMPILE_CACHE } = process.env
    const reached = { QUEUE_URL: redis.url, TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, PORT: '0', HEALTH_PORT: '0' }
    const env = { PATH, NODE_COMPILE_CACHE, LIGHT_VOICE: 'yes', DATA_DIR: folder, ...reached }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../main.ts'), command], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    started.push(child)
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
    })
    await vi.waitFor(() => expect(text).toMatch(said), 30_000)
    return { child, address: /http:\S+/.exec(text)?.[0] ?? '' }
  }

  test('only one of them is connected, and the other takes over when that dies', async () => {
    const people = peopleOf(api)
    const room = people.privately(ann)
    const answers = () => [...room.messages.values()].filter((message) => wordsIn(message).includes('/settings'))
    const first = await start(/docreel is at/)
    people.say(room, ann, '/help')
    await api.until(() => answers().length === 1, 30_000)
    const other = await start(/docreel is at[\s\S]*Another process|Another process[\s\S]*docreel is at/)
    people.say(room, ann, '/help')
    await api.until(() => answers().length === 2, 30_000)
    expect(api.calls.filter(({ method }) => method === 'getMe')).toHaveLength(1)
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    people.say(room, ann, '/help')
    await api.until(() => answers().length === 3, 30_000)
    expect(api.faults).toEqual([])
    second = other.address
  })

  test('a monitor is told how what is left is, and when its queue is away', async () => {
    const health = () => fetch(new URL('/health', second))
    expect(await (await health()).json()).toEqual({
      status: 'ok',
      queue: { engine: 'redis', pingMs: expect.any(Number), jobs: { waiting: 0, active: 0, delayed: 0, failed: 0 } },
      filmsInLine: 0,
      freeBytes: expect.any(Number),
    })
    const worker = await start(/how it is at/, 'worker')
    const ofWorker = () => fetch(worker.address)
    expect(await (await ofWorker()).json()).toMatchObject({ status: 'ok', queue: { engine: 'redis' }, freeBytes: expect.any(Number) })
    const check = async () => {
      const { PATH } = process.env
      const env = { PATH, HEALTH_PORT: new URL(worker.address).port }
      const [code] = await once(spawn(process.execPath, [join(import.meta.dirname, '../../deploy/healthcheck.ts')], { env }), 'exit')
      return code
    }
    expect(await check()).toBe(0)
    await redis.crash()
    expect((await health()).status).toBe(503)
    expect((await ofWorker()).status).toBe(503)
    expect(await check()).toBe(1)
  })
})
