import { setTimeout as sleep } from 'node:timers/promises'
import { openApp } from '../../app.ts'
import type { ChatAdapter, Incoming } from '../../bots/chat.ts'
import { loadConfig } from '../../config.ts'
import { onEffect } from '../../lib/effect.ts'
import { UserError } from '../../lib/errors.ts'
import { createLog } from '../../lib/log.ts'
import { runChat } from '../../serve.ts'
import { strictChat } from '../chat/strict-chat.ts'

// The process under test: the whole product, with a chat in another process. CRASH_AT=cache.save:3:before|after kills it
// at its third `cache.save`. Told on standard output, a line each: every effect as it begins and ends, and `settled` once
// every film is made and shown.
const [target, place, moment] = (process.env.CRASH_AT ?? '').split(':')
const counts = new Map<string, number>()
onEffect(async (name, perform) => {
  const mine = (counts.get(name) ?? 0) + 1
  counts.set(name, mine)
  const tell = (now: 'before' | 'after') => {
    process.stdout.write(`${now} ${name}\n`)
    if (name === target && String(mine) === place && now === moment) process.kill(process.pid, 'SIGKILL')
  }
  tell('before')
  const result = await perform()
  tell('after')
  return result
})

const config = loadConfig(process.env)
const log = createLog({ dir: `${config.dataDir}/logs`, level: 'debug', name: 'victim' })
const left = new AbortController()
process.once('SIGTERM', () => left.abort())

const app = await openApp(config, log)
await app.startWorker()
const looking = setInterval(async () => {
  const runs = await app.store.runs.list({})
  const settled = runs.every(({ state, shown, version }) => ['done', 'failed'].includes(state) && shown === version)
  if (settled && runs.length > 0) process.stdout.write('settled\n')
}, 50)
await runChat(chatOver(process.env.CHAT_URL ?? ''), { app, config, log, signal: left.signal })
clearInterval(looking)
await app.close()

function chatOver(url: string): ChatAdapter {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${path}`, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const answer = (await response.json()) as T & { code: 'not-found'; message: string }
    if (!response.ok) throw answer.code === 'not-found' ? new UserError('not-found', answer.message) : new Error(answer.message)
    return answer
  }
  return {
    platform: 'strict',
    filmIn: 'card',
    limits: { ...strictChat().adapter.limits, editMs: 20 },
    async run(_commands, deliver, signal) {
      while (!signal.aborted) {
        const incoming = await ask<Incoming | null>('/next')
        if (incoming !== null) {
          await deliver(incoming)
          await ask('/acknowledge', { id: incoming.id })
        } else await sleep(50, undefined, { signal }).catch(() => undefined)
      }
    },
    thread: async (at) => ({ ...at.place, thread: at.id }),
    post: (to, view, nonce) => ask('/post', { to, view, nonce }),
    edit: (ref, view) => ask('/edit', { ref, view }),
    async download(file) {
      const bytes = Buffer.from(await ask<string>('/download', { id: file.id }), 'base64')
      return (async function* () {
        yield bytes
      })()
    },
  }
}
