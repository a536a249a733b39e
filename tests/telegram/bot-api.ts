import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chat, MessageEntity, Update, User } from 'grammy/types'
import { createWatch } from '../watch.ts'
import { type CallBody, readCallBody, type Upload } from './call-body.ts'
import { limitFaults } from './call-limits.ts'
import { loadCallSchema } from './call-schema.ts'

type Params = Record<string, unknown>
type Markup = { inline_keyboard?: { text: string; callback_data?: string; url?: string }[][]; force_reply?: boolean }

/** A message as the server keeps it; it is told to the bot as it is. */
export interface Kept {
  message_id: number
  date: number
  chat: Chat
  from?: User
  sender_chat?: Chat
  text?: string
  entities?: MessageEntity[]
  caption?: string
  caption_entities?: MessageEntity[]
  photo?: { file_id: string; file_unique_id: string; width: number; height: number; file_size: number }[]
  video?: { file_id: string; file_unique_id: string; width: number; height: number; duration: number; file_size: number; cover?: unknown }
  audio?: { file_id: string; file_unique_id: string; duration: number; file_size: number }
  document?: { file_id: string; file_unique_id: string; file_name: string; file_size: number }
  reply_markup?: Markup
  reply_to_message?: Kept
  message_thread_id?: number
  is_topic_message?: boolean
  media_group_id?: string
}

/** One call that the bot made. */
export interface Call {
  method: string
  params: Params
  at: number
  /** How it was answered. */
  status: number
  uploads: ReadonlyMap<string, Upload>
}

export interface Refusal {
  error_code: number
  description: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

/** What goes wrong with a call instead of its answer. */
export type Fault = Refusal | 'reset' | 'hang' | 'hang in the middle' | 'html'

export interface Room {
  chat: Chat
  messages: Map<number, Kept>
  /** What the bot is told instead, whatever it sends here. */
  refuses?: Refusal | undefined
  /** Topics that nobody may write in. */
  closed: Set<number>
}

export const TOKEN = '123456:test-token-of-thirty-characters-or-so'
export const ME: User = { id: 123456, is_bot: true, first_name: 'Docreel', username: 'docreel_bot' }
const DOWNLOAD_BYTES = 20 * 1024 * 1024

class Refused extends Error {
  readonly refusal: Refusal
  constructor(error_code: number, description: string, parameters?: Refusal['parameters']) {
    super(description)
    this.refusal = { error_code, description, ...(parameters ? { parameters } : {}) }
  }
}

/**
 * The Bot API over real HTTP, with the state that its calls change: chats, messages, files, updates by polling or webhook. Every call is
 * held against the published types and limits; what was wrong with any stands in `faults`.
 */
export async function openBotApi() {
  const schemaFaults = await loadCallSchema()
  const rooms = new Map<number, Room>()
  const files = new Map<string, { data: Uint8Array; size: number; name: string; path: string }>()
  const presses = new Map<string, 'waiting' | { text?: string; show_alert?: boolean }>()
  const members = new Map<string, string>()
  const calls: Call[] = []
  const faults: string[] = []
  const planned = new Map<string, Fault[]>()
  const quietUntil = new Map<number, number>()
  const watch = createWatch(
    () => `last calls: ${JSON.stringify(calls.slice(-6).map(({ method, params, status }) => ({ method, params, status })))}`,
  )
  let updates: Update[] = []
  let nextUpdate = 700_000
  let nextMessage = 100
  let nextFile = 1
  let webhook: { url: string; secret: string | undefined } | undefined
  let polling: (() => void) | undefined
  let bringing: Promise<void> = Promise.resolve()

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      faults.push(`the server failed: ${error instanceof Error ? error.stack : error}`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', root)
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(pathname)
    if (file !== null) {
      const found = [...files.values()].find(({ path }) => path === decodeURIComponent(file[2] ?? ''))
      if (file[1] !== TOKEN || found === undefined) return void response.writeHead(404).end()
      return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.data)
    }
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? []
    if (token !== TOKEN) return reply(response, { error_code: 401, description: 'Unauthorized' })
    const body = await readCallBody(request)
    const fault = planned.get(method)?.shift()
    const call: Call = { method, params: body.params, at: performance.now(), status: 200, uploads: body.uploads }
    calls.push(call)
    check(method, body)
    if (fault === 'reset') return void request.socket.destroy()
    if (fault === 'hang') return
    if (fault === 'hang in the middle') return void response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok":true,')
    if (fault === 'html') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>')
    try {
      if (fault !== undefined) {
        noteRest(body.params, fault)
        throw Object.assign(new Refused(fault.error_code, fault.description, fault.parameters))
      }
      const result = await perform(method, body, request)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      call.status = error.refusal.error_code
      reply(response, error.refusal)
    }
    watch.changed()
  }

  function reply(response: ServerResponse, refusal: Refusal): void {
    response.writeHead(refusal.error_code, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: false, ...refusal }))
  }

  function check(method: string, { params, uploads }: CallBody): void {
    const quiet = quietUntil.get(Number(params.chat_id)) ?? 0
    if (quiet > performance.now() && method !== 'sendChatAction')
      faults.push(`${method} came ${Math.round(quiet - performance.now())} ms before retry_after was over`)
    for (const fault of [...schemaFaults(method, params), ...limitFaults(method, params, uploads)]) faults.push(`${method}: ${fault}`)
  }

  function noteRest({ chat_id }: Params, { parameters }: Refusal): void {
    if (parameters?.retry_after !== undefined) quietUntil.set(Number(chat_id), performance.now() + parameters.retry_after * 1_000)
  }

  async function perform(method: string, { params, uploads }: CallBody, request: IncomingMessage): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return ME
      case 'getWebhookInfo':
        return { url: webhook?.url ?? '', has_custom_certificate: false, pending_update_count: updates.length }
      case 'getUpdates':
        return nextUpdates(params, request)
      case 'setWebhook':
        webhook = { url: String(params.url), secret: params.secret_token as string | undefined }
        bring()
        return true
      case 'deleteWebhook':
        webhook = undefined
        return true
      case 'setMyCommands':
      case 'setMyDescription':
      case 'setMyShortDescription':
      case 'answerInlineQuery':
        return true
      case 'getChatMember':
        return {
          status: members.get(`${params.chat_id}/${params.user_id}`) ?? 'member',
          user: { id: params.user_id, is_bot: false, first_name: 'Somebody' },
        }
      case 'sendChatAction':
        writable(params)
        return true
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendVideo':
      case 'sendAudio':
      case 'sendDocument':
        return send(method, params, uploads)
      case 'editMessageText':
      case 'editMessageCaption':
      case 'editMessageMedia':
      case 'editMessageReplyMarkup':
        return edit(method, params, uploads)
      case 'deleteMessage': {
        const { messages } = writable(params)
        if (!messages.delete(Number(params.message_id))) throw new Refused(400, 'Bad Request: message to delete not found')
        return true
      }
      case 'answerCallbackQuery': {
        const id = String(params.callback_query_id)
        if (presses.get(id) !== 'waiting')
          throw new Refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
        presses.set(id, { text: params.text as string, show_alert: params.show_alert as boolean })
        return true
      }
      case 'getFile': {
        const file = files.get(String(params.file_id))
        if (file === undefined) throw new Refused(400, 'Bad Request: invalid file_id')
        // A server in local mode gives paths of its disk, however large the file.
        if (file.size > DOWNLOAD_BYTES && !file.path.startsWith('/')) throw new Refused(400, 'Bad Request: file is too big')
        return { file_id: params.file_id, file_unique_id: `u${String(params.file_id)}`, file_size: file.size, file_path: file.path }
      }
      default:
        throw new Refused(404, 'Not Found')
    }
  }

  function writable(params: Params): Room {
    const room = rooms.get(Number(params.chat_id))
    if (room === undefined) throw new Refused(400, 'Bad Request: chat not found')
    if (room.refuses !== undefined) throw new Refused(room.refuses.error_code, room.refuses.description, room.refuses.parameters)
    if (room.closed.has(Number(params.message_thread_id))) throw new Refused(400, 'Bad Request: TOPIC_CLOSED')
    return room
  }

  function send(method: string, params: Params, uploads: ReadonlyMap<string, Upload>): Kept {
    const room = writable(params)
    const replied = params.reply_parameters as { message_id: number; allow_sending_without_reply?: boolean } | undefined
    const original = replied && room.messages.get(replied.message_id)
    if (replied !== undefined && original === undefined && replied.allow_sending_without_reply !== true)
      throw new Refused(400, 'Bad Request: message to be replied not found')
    const thread = params.message_thread_id as number | undefined
    const message: Kept = {
      message_id: nextMessage++,
      date: Math.floor(Date.now() / 1_000),
      chat: room.chat,
      from: ME,
      ...(method === 'sendMessage'
        ? { text: params.text as string, entities: (params.entities ?? []) as MessageEntity[] }
        : captionOf(params)),
      ...(method === 'sendMessage'
        ? {}
        : mediaOf(method.slice(4).toLowerCase(), params[method.slice(4).toLowerCase()] as string, params, uploads)),
      ...(params.reply_markup === undefined ? {} : { reply_markup: params.reply_markup as Markup }),
      ...(original === undefined ? {} : { reply_to_message: original }),
      ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
    }
    room.messages.set(message.message_id, message)
    return message
  }

  function edit(method: string, params: Params, uploads: ReadonlyMap<string, Upload>): Kept {
    const { messages } = writable(params)
    const message = messages.get(Number(params.message_id))
    if (message === undefined) throw new Refused(400, 'Bad Request: message to edit not found')
    if (message.from?.id !== ME.id) throw new Refused(400, "Bad Request: message can't be edited")
    const before = JSON.stringify(message)
    const isMedia = message.text === undefined
    if (method === 'editMessageText' && isMedia) throw new Refused(400, 'Bad Request: there is no text in the message to edit')
    if (method === 'editMessageCaption' && !isMedia) throw new Refused(400, 'Bad Request: there is no caption in the message to edit')
    if (method === 'editMessageText') Object.assign(message, { text: params.text, entities: params.entities ?? [] })
    if (method === 'editMessageCaption') Object.assign(message, captionOf(params))
    if (method === 'editMessageMedia') {
      const media = params.media as Params & { type: string; media: string }
      for (const part of ['text', 'entities', 'photo', 'video', 'audio', 'document'] as const) delete message[part]
      Object.assign(message, captionOf(media), mediaOf(media.type, media.media, media, uploads))
    }
    const markup = params.reply_markup as Markup | undefined
    if (markup === undefined || markup.inline_keyboard?.length === 0) delete message.reply_markup
    else message.reply_markup = markup
    if (JSON.stringify(message) === before) {
      faults.push(`${method} changed nothing`)
      throw new Refused(400, 'Bad Request: message is not modified: specified new message content and reply markup are exactly the same')
    }
    return message
  }

  function captionOf({ caption, caption_entities }: Params) {
    return { caption: (caption ?? '') as string, caption_entities: (caption_entities ?? []) as MessageEntity[] }
  }

  function mediaOf(type: string, media: string, about: Params, uploads: ReadonlyMap<string, Upload>): Partial<Kept> {
    const upload = media.startsWith('attach://') ? uploads.get(media.slice('attach://'.length)) : undefined
    if (media.startsWith('attach://') && upload === undefined) throw new Refused(400, 'Bad Request: file must be non-empty')
    if (upload === undefined && !files.has(media)) throw new Refused(400, 'Bad Request: wrong file identifier/HTTP URL specified')
    const id = upload === undefined ? media : addFile(upload.data, upload.name)
    const file = { file_id: id, file_unique_id: `u${id}`, file_size: files.get(id)?.size ?? 0 }
    if (type === 'photo') return { photo: [{ ...file, width: 1_280, height: 720 }] }
    if (type === 'video') {
      const { width = 0, height = 0, duration = 0 } = about as { width?: number; height?: number; duration?: number }
      return { video: { ...file, width, height, duration, ...(about.cover === undefined ? {} : { cover: [file] }) } }
    }
    if (type === 'audio') return { audio: { ...file, duration: Number(about.duration ?? 0) } }
    return { document: { ...file, file_name: files.get(id)?.name ?? 'file' } }
  }

  function addFile(data: Uint8Array, name: string, size = data.length, path = `documents/file_${nextFile}.bin`): string {
    const id = `FILE${nextFile++}`
    files.set(id, { data, size, name, path })
    return id
  }

  async function nextUpdates({ offset = 0, limit = 100, timeout = 0 }: Params, request: IncomingMessage): Promise<Update[]> {
    if (webhook !== undefined)
      throw new Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
    polling?.()
    updates = updates.filter(({ update_id: id }) => id >= Number(offset))
    const end = performance.now() + Number(timeout) * 1_000
    let isReplaced = false
    while (updates.length === 0 && performance.now() < end && !request.socket.destroyed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(1_000, Math.max(1, end - performance.now())))
        polling = () => {
          isReplaced = true
          clearTimeout(timer)
          resolve()
        }
        wakePoll = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (isReplaced)
        throw new Refused(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
    }
    polling = undefined
    const given = updates.slice(0, Number(limit))
    return isMuddled ? [...given, ...given].reverse() : given
  }
  let wakePoll = () => {}
  let isMuddled = false

  /** Gives the bot an update, by whichever way it asked for. */
  function announce(update: Omit<Update, 'update_id'>): Update {
    const whole = { update_id: nextUpdate++, ...update } as Update
    updates.push(whole)
    wakePoll()
    bring()
    return whole
  }

  // Brings what waits to the webhook, in order; what is not taken is brought again.
  function bring(): void {
    bringing = bringing.then(async () => {
      while (webhook !== undefined && updates[0] !== undefined) {
        const { url, secret } = webhook
        const headers = {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        }
        const taken = await fetch(url, { method: 'POST', headers, body: JSON.stringify(updates[0]) }).then(
          ({ ok }) => ok,
          () => false,
        )
        if (taken) updates.shift()
        else await sleep(100)
      }
    })
  }

  return {
    root,
    calls,
    faults,
    rooms,
    presses,
    members,
    announce,
    addFile,
    /** Gives the bot the very same update once more. */
    /** From now on updates stand in an answer the other way round, and twice. */
    muddle(): void {
      isMuddled = true
    },
    repeat(update: Update): void {
      updates.push(update)
      wakePoll()
      bring()
    },
    /** Everybody leaves, and nothing is left to be told. */
    forget(): void {
      updates = []
      rooms.clear()
    },
    /** Updates that the bot has not confirmed yet. */
    unconfirmed: () => updates,
    /** The webhook that is set. */
    webhook: () => webhook,
    /** The next calls of a method go wrong so, one after the other. */
    plan(method: string, ...next: Fault[]): void {
      planned.set(method, [...(planned.get(method) ?? []), ...next])
    },
    forgetFile: (id: string) => files.delete(id),
    /** Calls of a method so far, those that were refused left out. */
    made: (method: string) => calls.filter((call) => call.method === method && call.status === 200),
    nextMessageId: () => nextMessage++,
    /** Resolves to the first truthy answer of `look`, which is asked again whenever the bot called. */
    until: <T>(look: () => T | undefined | false, ms = 20_000) => watch.until(look, ms),
    async close(): Promise<void> {
      webhook = undefined
      polling?.()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await bringing
    },
  }
}

export type BotApi = Awaited<ReturnType<typeof openBotApi>>
