import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import type { Logger } from 'pino'
import { effect } from '../../lib/effect.ts'
import { UserError } from '../../lib/errors.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import { ACTION_BYTES } from '../action.ts'
import type { ChatAdapter, CommandListing, Incoming, Limits, LinkTo, MessageRef, Place } from '../chat.ts'
import { fileBytes } from '../file-bytes.ts'
import { loadAssets } from './assets.ts'
import { decodeCommand } from './decode.ts'
import { signLink } from './links.ts'
import { createServer } from './server.ts'
import { openStore } from './store.ts'
import { loadToken } from './token.ts'

export interface WebChatOptions {
  /** Where to listen; anything but 127.0.0.1 lets other machines knock. */
  host: string
  /** 0 takes a free one. */
  port: number
  /** The conversation is kept in `web/` below it. */
  dataDir: string
  blobs: Blobs
  log: Logger
  /** Documents a newcomer can try with one press. */
  examplesDir?: string | undefined
  uploadLimit?: number | undefined
  /** Where this server can be reached from outside: then it serves links to files. */
  publicUrl?: string | undefined
  /** Extensions of the documents that are understood, the best known first: named on the page, offered by its file chooser. */
  formats?: readonly string[] | undefined
  /** What `/health` tells; rejects while no films can be made. */
  health?: (() => Promise<object>) | undefined
}

export interface WebChat extends ChatAdapter {
  /** The address to open, with its token, once `run` is listening; rejects when it can't listen. */
  readonly address: Promise<string>
  readonly linkTo: LinkTo
}

const CHANNEL = 'local'
const MB = 1_000_000
const FORMATS = ['pdf', 'epub', 'docx', 'doc', 'mobi', 'azw3', 'txt']
/** How long answers on their way may take when the chat ends. */
const PARTING_MS = 1_000

/** The chat that needs no account: a page on this machine. Its messages live in its own SQLite file, so a restart shows them again. */
export function createWebChat(options: WebChatOptions): WebChat {
  const { host, port, blobs, log, publicUrl } = options
  const uploadLimit = options.uploadLimit ?? 200 * MB
  const limits: Limits = {
    text: 50_000,
    caption: 50_000,
    uploadBytes: 4_000 * MB,
    downloadBytes: uploadLimit,
    actionBytes: ACTION_BYTES,
    editMs: 200,
    buttons: 25,
    buttonsPerRow: 5,
    selectOptions: 100,
    media: 50,
  }
  const folder = join(options.dataDir, 'web')
  let opened: ReturnType<typeof openStore> | undefined
  const storeOf = () => {
    opened ??= mkdir(folder, { recursive: true, mode: 0o700 }).then(() => openStore(join(folder, 'chat.sqlite')))
    return opened
  }
  let token: Promise<string> | undefined
  const tokenOf = () => {
    token ??= mkdir(folder, { recursive: true, mode: 0o700 }).then(() => loadToken(folder))
    return token
  }
  const listening = Promise.withResolvers<string>()
  listening.promise.catch(() => undefined)

  const place = (thread: string | null): Place => ({ platform: 'web', channel: CHANNEL, ...(thread === null ? {} : { thread }) })

  return {
    platform: 'web',
    filmIn: 'card',
    limits,
    address: listening.promise,
    linkTo: publicUrl === undefined ? undefined : async (file) => new URL(await signLink(file, await tokenOf()), publicUrl).href,

    async run(commands: CommandListing[], deliver: (incoming: Incoming) => Promise<void>, signal: AbortSignal) {
      const store = await storeOf()
      const inHand = new Map<string, Promise<void>>()

      /** One id is handed on once: a second try waits for the first, and a later one finds it done. */
      function handOn(incoming: Incoming): Promise<void> {
        const running = inHand.get(incoming.id)
        if (running !== undefined) return running
        const delivery = (async () => {
          if (await store.wasDelivered(incoming.id)) return
          await deliver(incoming)
          await store.setDelivered(incoming.id)
        })().finally(() => inHand.delete(incoming.id))
        inHand.set(incoming.id, delivery)
        return delivery
      }
      const filesOf = (ids: string[]) =>
        Promise.all(
          ids.map(async (id) => {
            const file = await store.file(id)
            if (file === undefined) throw new UserError('not-found', 'An attached file is not here any more. Drop it again.')
            return { id, name: file.name, bytes: file.bytes }
          }),
        )
      const about = (id: string, message: string, thread: string | null, locale: string | undefined) => ({
        id,
        from: { id: CHANNEL, name: locale?.toLowerCase().startsWith('zh') ? '您' : 'You', locale },
        at: { place: place(thread), id: message },
        time: Date.now(),
      })

      const token = await tokenOf()
      const app = createServer({
        ...{ store, blobs, log, token, host, commands, uploadLimit, signal },
        assets: await loadAssets(),
        examplesDir: options.examplesDir,
        formats: options.formats ?? FORMATS,
        health: options.health ?? (async () => ({})),
        async say(saying, locale) {
          const files = await filesOf(saying.files)
          const thread = saying.thread ?? null
          await store.say(saying.id, thread, saying.text, files)
          const base = about(saying.id, saying.id, thread, locale)
          const command = decodeCommand(saying.text, commands)
          await handOn(command ? { ...base, kind: 'command', ...command, files } : { ...base, kind: 'message', text: saying.text, files })
        },
        async press({ id, message, action, value, fields, files = [] }, locale) {
          const pressed = await store.message(message)
          if (pressed === undefined) throw new UserError('not-found', 'This message is not here any more.')
          const base = about(id, message, pressed.thread, locale)
          if (fields === undefined) return handOn({ ...base, kind: 'action', action, value })
          await handOn({ ...base, kind: 'form', action, value, fields, files: await filesOf(files) })
        },
      })

      const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
      server.requestTimeout = 0 // a large document over a slow link may take longer than Node's five minutes
      try {
        const at = await listen(server, host, port)
        listening.resolve(`http://${host.includes(':') ? `[${host}]` : host}:${at.port}/?token=${token}`)
        if (host !== '127.0.0.1') log.warn({ host }, 'the web chat listens beyond this machine')
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      } catch (error) {
        listening.reject(error)
        throw error
      } finally {
        const closed = new Promise((resolve) => server.close(resolve))
        while (inHand.size > 0) await Promise.allSettled(inHand.values())
        await Promise.race([closed, sleep(PARTING_MS, undefined, { ref: false })])
        server.closeAllConnections()
        await closed
        opened = undefined
        await store.close()
      }
    },

    thread: async (at: MessageRef, title: string) => place(await (await storeOf()).thread(at.id, title)),
    async retitle({ thread }, title) {
      if (thread !== undefined) await (await storeOf()).retitle(thread, title)
    },
    async post(to, view, nonce) {
      const store = await storeOf()
      return { place: to, id: await store.post(to.thread ?? null, view, nonce) }
    },
    async edit(ref, view) {
      await (await storeOf()).edit(ref.id, view)
      return ref
    },
    async download(file, signal) {
      const kept = await (await storeOf()).file(file.id)
      if (kept === undefined) throw new UserError('not-found', 'This file is not here any more. Drop it again.')
      const path = await effect('chat.download', () => blobs.path(kept.blob as BlobId))
      return fileBytes(path, signal)
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const remedy = listenRemedy(cause.code, host, port)
      reject(remedy === undefined ? cause : new UserError('settings', remedy, { cause }))
    })
    server.listen(port, host, () => resolve(server.address() as AddressInfo))
  })
}

function listenRemedy(code: string | undefined, host: string, port: number): string | undefined {
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Stop it or choose another port: PORT=${port + 1} npm start`
  if (code === 'EACCES') return `Port ${port} is not for this user to open. Choose a PORT from 1024 on.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HOST ${host} is no address of this machine. Correct it, or leave it out.`
  return undefined
}
