import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { PermissionFlagsBits, SnowflakeUtil } from 'discord.js'
import { createWatch } from '../watch.ts'
import { faultsOf, flattened, type Sent } from './check-request.ts'
import { fakeGateway } from './fake-gateway.ts'

type Json = Record<string, unknown>

export const TOKEN = 'fake.bot.token'
export const BOT = '900000000000000001'
const EVERYONE_CAN = [
  'ViewChannel',
  'SendMessages',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'AttachFiles',
  'ReadMessageHistory',
] as const
const ALL = EVERYONE_CAN.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n)
const MIB = 1024 * 1024
const EPHEMERAL = 1 << 6
const LOADING = 1 << 7

interface Attachment {
  id: string
  filename: string
  title?: string
  size: number
  url: string
  description?: string | undefined
  flags?: number
}

export interface FakeMessage {
  id: string
  channel_id: string
  guild_id?: string | undefined
  author: { id: string; username: string; global_name: string | null; bot?: boolean }
  content: string
  type: number
  flags: number
  components: Json[]
  attachments: Attachment[]
  mentions: { id: string }[]
  allowed?: Json | undefined
  referenced?: string | undefined
  nonce?: string | undefined
  edits: number
  [more: string]: unknown
}

export interface FakeChannel {
  id: string
  /** 0 text, 1 direct, 11 thread, 15 forum. */
  type: number
  name: string
  guild_id?: string | undefined
  parent_id?: string | undefined
  owner_id?: string | undefined
  last_message_id?: string | undefined
  archived: boolean
  locked: boolean
  /** What the bot may not do here. */
  denied: bigint
}

interface Pending {
  id: string
  token: string
  person: FakePerson
  channel: string
  kind: 'command' | 'component' | 'modal' | 'autocomplete'
  source: string | undefined
  original: string | undefined
  begun: number
  acknowledged: number | undefined
  expired: boolean
  followUps: number
  /** The bot is not in the place: five follow-ups, and nothing but its token. */
  isForeign: boolean
  modal?: Json
  answered: PromiseWithResolvers<Json | undefined>
}

export interface FakePerson {
  id: string
  name: string
  locale?: string
  /** A server's admin. */
  admin?: boolean
}

interface Fault {
  matches(method: string, path: string): boolean
  times: number
  /** What is answered instead; undefined cuts the connection. */
  answer?: { status: number; body?: object; headers?: Record<string, string> } | undefined
  /** How long it takes before the answer, fault or not. */
  delayMs?: number
  /** Does what was asked, and still answers so. */
  after?: boolean
}

export const ann: FakePerson = { id: '800000000000000001', name: 'Ann', locale: 'en-GB' }
export const adam: FakePerson = { id: '800000000000000002', name: 'Adam', locale: 'en-US', admin: true }
export const mei: FakePerson = { id: '800000000000000003', name: '美', locale: 'zh-CN' }

export type FakeDiscord = Awaited<ReturnType<typeof openFakeDiscord>>

/** Discord in a process: HTTP API, gateway and files, with people to play. Every request is held against schema and limits; `faults` lists what was wrong. */
export async function openFakeDiscord({ shards = 1 }: { shards?: number } = {}) {
  let last = Date.now()
  const snowflake = (at = ++last): string => String(SnowflakeUtil.generate({ timestamp: at }))
  const guild = { id: snowflake(), name: 'A server', premium_tier: 0, preferred_locale: 'en-US', joined_at: new Date(0).toISOString() }
  let isMember = true
  let botPermissions = ALL
  const channels = new Map<string, FakeChannel>()
  const messages = new Map<string, FakeMessage>()
  const bytes = new Map<string, Uint8Array>()
  const pending = new Map<string, Pending>()
  const commands: { body: Json[]; puts: number } = { body: [], puts: 0 }
  const requests: Sent[] = []
  const faults: string[] = []
  const planned: Fault[] = []
  const watch = createWatch(
    () => `faults: ${JSON.stringify(faults)}; last: ${JSON.stringify([...messages.values()].slice(-4).map(wordsOf))}`,
  )
  const { changed } = watch
  let uploadBytes = 10 * MIB

  function channel(part: Partial<FakeChannel>): FakeChannel {
    const made = { id: snowflake(), type: 0, name: 'channel', archived: false, locked: false, denied: 0n, ...part }
    channels.set(made.id, made)
    return made
  }
  const general = channel({ name: 'general', guild_id: guild.id })

  // --- what Discord tells of its things

  const channelJson = ({ denied, archived, locked, ...rest }: FakeChannel): Json => ({
    ...rest,
    ...(rest.type === 11
      ? { thread_metadata: { archived, locked, auto_archive_duration: 4320, archive_timestamp: new Date().toISOString() } }
      : {}),
    ...(rest.guild_id && rest.type !== 11
      ? { position: 0, permission_overwrites: denied === 0n ? [] : [{ id: BOT, type: 1, allow: '0', deny: String(denied) }] }
      : {}),
  })

  function guildJson(): Json & { id: string } {
    const mine = [...channels.values()].filter((one) => one.guild_id === guild.id)
    const role = {
      id: guild.id,
      name: '@everyone',
      permissions: String(botPermissions),
      position: 0,
      color: 0,
      hoist: false,
      managed: false,
      mentionable: false,
    }
    return {
      ...guild,
      owner_id: adam.id,
      roles: [role],
      emojis: [],
      stickers: [],
      features: [],
      members: [{ user: botUser(), roles: [], joined_at: guild.joined_at, deaf: false, mute: false, flags: 0 }],
      channels: mine.filter(({ type }) => type !== 11).map(channelJson),
      threads: mine.filter(({ type, archived }) => type === 11 && !archived).map(channelJson),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      member_count: 3,
    }
  }

  function botUser() {
    return { id: BOT, username: 'docreel', global_name: null, bot: true, discriminator: '0', avatar: null }
  }

  const messageJson = ({ allowed: _, edits: __, referenced, ...rest }: FakeMessage): Json => ({
    ...rest,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    embeds: [],
    mention_everyone: false,
    mention_roles: [],
    ...(referenced ? { referenced_message: messages.has(referenced) ? messageJson(messages.get(referenced) as FakeMessage) : null } : {}),
  })

  // --- the HTTP API

  class Refused extends Error {
    readonly status: number
    readonly code: number
    constructor(status: number, code: number, message: string) {
      super(message)
      this.status = status
      this.code = code
    }
  }

  function permitted(id: string, ...needed: (keyof typeof PermissionFlagsBits)[]): FakeChannel {
    const found = channels.get(id)
    if (found === undefined) throw new Refused(404, 10003, 'Unknown Channel')
    if (found.guild_id === undefined) return found
    const denied = found.denied | (channels.get(found.parent_id ?? '')?.denied ?? 0n)
    const held = isMember ? botPermissions & ~denied : 0n
    if ((held & PermissionFlagsBits.ViewChannel) === 0n) throw new Refused(403, 50001, 'Missing Access')
    for (const name of needed) if ((held & PermissionFlagsBits[name]) === 0n) throw new Refused(403, 50013, 'Missing Permissions')
    return found
  }

  function attach(message: Pick<FakeMessage, 'attachments' | 'channel_id'>, { body, files }: Pick<Sent, 'body' | 'files'>): Attachment[] {
    const listed = ((body as Json).attachments ?? (files.size > 0 ? [...files.keys()].map((_, id) => ({ id })) : [])) as {
      id: string | number
      description?: string
    }[]
    return listed.flatMap(({ id, description }) => {
      const kept = message.attachments.find((one) => one.id === String(id))
      if (kept !== undefined) return [kept]
      const file = files.get(`files[${id}]`)
      if (file === undefined) throw new Refused(400, 50035, 'Invalid Form Body')
      return [keepFile(message.channel_id, file.name, file.bytes, description)]
    })
  }

  function keepFile(place: string, name: string, data: Uint8Array, description?: string): Attachment {
    const id = snowflake()
    const clean = name.replace(/[^\w.-]+/g, '_')
    bytes.set(id, data)
    const title = clean === name ? {} : { title: name.replace(/\.[^.]+$/, '') }
    return { id, filename: clean, ...title, size: data.length, url: `${origin}/attachments/${place}/${id}/${clean}`, description }
  }

  function write(place: FakeChannel, part: Partial<FakeMessage>): FakeMessage {
    const id = snowflake()
    const made: FakeMessage = {
      ...{ id, channel_id: place.id, guild_id: place.guild_id, author: botUser(), content: '', type: 0, flags: 0, components: [] },
      ...{ attachments: [], mentions: [], edits: 0 },
      ...part,
    }
    messages.set(id, made)
    if ((made.flags & EPHEMERAL) === 0) place.last_message_id = id
    changed()
    return made
  }

  function fill(message: FakeMessage, sent: Pick<Sent, 'body' | 'files'>): FakeMessage {
    const body = sent.body as Json
    const attachments = attach(message, sent)
    const components = (body.components ?? []) as Json[]
    const names = new Set(attachments.map(({ filename }) => filename))
    for (const url of JSON.stringify(components).matchAll(/"attachment:\/\/([^"]+)"/g)) {
      if (!names.has(url[1] ?? '')) throw new Refused(400, 50035, `Invalid Form Body: ${url[1]} is not attached`)
    }
    if ((message.flags & (1 << 15)) !== 0 && (Number(body.flags ?? 0) & (1 << 15)) === 0)
      throw new Refused(400, 50035, 'the flag can not be taken back')
    Object.assign(message, {
      content: String(body.content ?? ''),
      components,
      attachments,
      allowed: body.allowed_mentions as Json,
      flags: (Number(body.flags ?? 0) | (message.flags & EPHEMERAL)) & ~LOADING,
    })
    changed()
    return message
  }

  function post(place: FakeChannel, sent: Pick<Sent, 'body' | 'files'>, part: Partial<FakeMessage> = {}): FakeMessage {
    const body = sent.body as Json
    const before = [...messages.values()].find(({ nonce, author }) => nonce !== undefined && nonce === body.nonce && author.id === BOT)
    if (before !== undefined && body.enforce_nonce === true) return before
    const message = write(place, { nonce: body.nonce as string | undefined, flags: Number(body.flags ?? 0), ...part })
    try {
      return fill(message, sent)
    } catch (error) {
      messages.delete(message.id)
      throw error
    }
  }

  function interactionOf(token: string): Pending {
    const found = pending.get(token)
    if (found === undefined) throw new Refused(404, 10015, 'Unknown Webhook')
    if (found.expired) throw new Refused(401, 50027, 'Invalid Webhook Token')
    return found
  }

  function messageThrough(token: string, id: string): FakeMessage {
    const one = interactionOf(token)
    const found = messages.get(id === '@original' ? (one.original ?? '') : id)
    if (found === undefined || found.author.id !== BOT) throw new Refused(404, 10008, 'Unknown Message')
    return found
  }

  function answer({ method, path, body, files, query }: Sent): { status: number; body?: unknown } {
    const [, area, first = '', second = '', third = '', fourth] = path.split('/')
    switch (`${method} ${area}`) {
      case 'GET gateway':
        return {
          status: 200,
          body: {
            url: `${origin.replace('http', 'ws')}/gateway`,
            shards,
            session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 16 },
          },
        }
      case 'GET users':
        return {
          status: 200,
          body: second === 'guilds' ? [{ id: guild.id, name: guild.name, permissions: String(botPermissions) }] : botUser(),
        }
      case 'GET applications':
        return { status: 200, body: { id: BOT, name: 'docreel', flags: applicationFlags, ...portal } }
      case 'PUT applications':
        commands.body = body as Json[]
        commands.puts += 1
        return { status: 200, body: commands.body.map((one) => ({ ...one, id: snowflake() })) }
      case 'POST users': {
        const person = (body as { recipient_id: string }).recipient_id
        if (closedDms.has(person)) throw new Refused(403, 50007, 'Cannot send messages to this user')
        return { status: 200, body: channelJson(directWith(person)) }
      }
      case 'POST interactions': {
        const one = pending.get(second)
        if (one === undefined || one.expired) throw new Refused(404, 10062, 'Unknown interaction')
        if (one.acknowledged !== undefined) throw new Refused(400, 40060, 'Interaction has already been acknowledged.')
        one.acknowledged = Date.now() - one.begun
        if (one.acknowledged > 3_000) throw new Refused(404, 10062, 'Unknown interaction')
        const { type, data = {} } = body as { type: number; data?: Json }
        if (type === 6) one.original = one.source
        if (type === 5 || type === 4) {
          const place = channels.get(one.channel) as FakeChannel
          const flags = Number(data.flags ?? 0) | (type === 5 ? LOADING : 0)
          one.original = write(place, { type: 20, flags, content: String(data.content ?? ''), through: one.token }).id
        }
        one.answered.resolve(type === 8 || type === 9 ? data : undefined)
        if (query.get('with_response') !== 'true') return { status: 204 }
        // The message itself is told of where it is one already.
        const message = type === 4 ? { message: messageJson(messages.get(one.original ?? '') as FakeMessage) } : {}
        return {
          status: 200,
          body: { interaction: { id: one.id, type: 2, response_message_id: one.original }, resource: { type, ...message } },
        }
      }
      case 'POST webhooks': {
        const one = interactionOf(second)
        if (one.acknowledged === undefined) throw new Refused(404, 10015, 'Unknown Webhook')
        const original = messages.get(one.original ?? '')
        // What is still "thinking" takes the first follow-up, and stays as visible as it was.
        if (original !== undefined && (original.flags & LOADING) !== 0)
          return { status: 200, body: messageJson(fill(original, { body, files })) }
        if (one.isForeign && ++one.followUps > 5) throw new Refused(400, 40094, 'Reached max number of follow up messages')
        return { status: 200, body: messageJson(post(channels.get(one.channel) as FakeChannel, { body, files }, { through: one.token })) }
      }
      case 'GET webhooks':
        return { status: 200, body: messageJson(messageThrough(second, fourth ?? '')) }
      case 'PATCH webhooks': {
        const message = messageThrough(second, fourth ?? '')
        message.edits += 1
        return { status: 200, body: messageJson(fill(message, { body, files })) }
      }
      case 'DELETE webhooks':
        messages.delete(messageThrough(second, fourth ?? '').id)
        changed()
        return { status: 204 }
    }
    if (area !== 'channels') throw new Refused(404, 0, '404: Not Found')
    if (method === 'GET' && second === '') return { status: 200, body: channelJson(permitted(first)) }
    if (method === 'PATCH' && second === '') {
      const thread = permitted(first, 'SendMessagesInThreads')
      if (thread.locked) throw new Refused(403, 50013, 'Missing Permissions')
      const { archived = thread.archived, name = thread.name } = body as { archived?: boolean; name?: string }
      Object.assign(thread, { archived, name })
      return { status: 200, body: channelJson(thread) }
    }
    if (method === 'GET') {
      permitted(first, 'ReadMessageHistory')
      const after = BigInt(query.get('after') ?? '0')
      const found = [...messages.values()].filter(
        (one) => one.channel_id === first && BigInt(one.id) > after && (one.flags & EPHEMERAL) === 0,
      )
      return {
        status: 200,
        body: found
          .slice(0, Number(query.get('limit') ?? 50))
          .reverse()
          .map((one) => ({ ...messageJson(one), guild_id: undefined })),
      }
    }
    if (method === 'POST' && fourth === 'threads') {
      permitted(first, 'CreatePublicThreads')
      const from = messages.get(third)
      if (from === undefined || (from.flags & EPHEMERAL) !== 0) throw new Refused(404, 10008, 'Unknown Message')
      if (channels.has(third)) throw new Refused(400, 160004, 'A thread has already been created for this message')
      const thread = channel({
        id: third,
        type: 11,
        name: String((body as Json).name),
        guild_id: guild.id,
        parent_id: first,
        owner_id: BOT,
      })
      gateway.dispatch('THREAD_CREATE', channelJson(thread), guild.id)
      changed()
      return { status: 201, body: channelJson(thread) }
    }
    const place = channels.get(first)
    const isThread = place?.type === 11
    const writing = isThread ? 'SendMessagesInThreads' : 'SendMessages'
    if (method === 'POST') {
      permitted(first, writing, ...(files.size > 0 ? (['AttachFiles'] as const) : []))
      if (place?.type === 15) throw new Refused(400, 50008, 'Cannot send messages in a non-text channel')
      if (place?.type === 1 && closedDms.has(place.name)) throw new Refused(403, 50007, 'Cannot send messages to this user')
      if (place?.locked) throw new Refused(403, 160005, 'Thread is locked')
      if (place !== undefined) place.archived = false
      return {
        status: 200,
        body: messageJson(
          post(
            place as FakeChannel,
            { body, files },
            { referenced: ((body as Json).message_reference as { message_id?: string } | undefined)?.message_id },
          ),
        ),
      }
    }
    permitted(first)
    if (place?.archived) throw new Refused(400, 50083, 'Thread is archived')
    const message = messages.get(third)
    if (message === undefined || message.channel_id !== first || (message.flags & EPHEMERAL) !== 0)
      throw new Refused(404, 10008, 'Unknown Message')
    if (message.author.id !== BOT) throw new Refused(403, 50005, 'Cannot edit a message authored by another user')
    message.edits += 1
    return { status: 200, body: messageJson(fill(message, { body, files })) }
  }

  async function readSent(request: IncomingMessage, url: URL, path: string): Promise<Sent> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const type = request.headers['content-type'] ?? ''
    const sent: Sent = { method: request.method ?? '', path, query: url.searchParams, type, body: undefined, files: new Map() }
    if (type.startsWith('multipart/form-data')) {
      const form = await new Response(raw, { headers: { 'content-type': type } }).formData()
      for (const [field, value] of form.entries()) {
        if (field === 'payload_json') sent.body = JSON.parse(String(value))
        else if (typeof value !== 'string') sent.files.set(field, { name: value.name, bytes: await value.bytes() })
      }
    } else if (raw.length > 0) sent.body = JSON.parse(raw.toString('utf8'))
    return sent
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const reply = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    }
    const file = /^\/attachments\/\d+\/(\d+)\//.exec(url.pathname)
    if (file !== null) {
      const data = bytes.get(file[1] ?? '')
      if (data === undefined) return reply(404, { message: 'gone' })
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(data)
      return
    }
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''))
    const sent = await readSent(request, url, path)
    const isOpen = path.startsWith('/interactions') || path.startsWith('/webhooks')
    if (!isOpen && request.headers.authorization !== `Bot ${TOKEN}`) return reply(401, { message: '401: Unauthorized', code: 0 })
    const wrong = faultsOf(sent, uploadBytes)
    if (sent.files.size > 0 && wrong.some((fault) => / has \d+ bytes$/.test(fault)))
      return reply(413, { message: 'Request entity too large', code: 40005 })
    requests.push(sent)
    changed()
    if (wrong.length > 0) {
      faults.push(`${sent.method} ${path}: ${wrong.join('; ')}`)
      return reply(400, { message: 'Invalid Form Body', code: 50035, errors: { _errors: wrong } })
    }
    const fault = planned.find((one) => one.times > 0 && one.matches(sent.method, path))
    if (fault !== undefined) fault.times -= 1
    let outcome: { status: number; body?: unknown }
    try {
      outcome =
        fault !== undefined && fault.after !== true && (fault.answer !== undefined || fault.delayMs === undefined)
          ? { status: 0 }
          : answer(sent)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      outcome = { status: error.status, body: { code: error.code, message: error.message } }
    }
    if (fault?.delayMs !== undefined) await sleep(fault.delayMs)
    if (fault?.answer !== undefined) return reply(fault.answer.status, fault.answer.body ?? {}, fault.answer.headers)
    if (fault !== undefined && fault.delayMs === undefined) return void request.socket.destroy()
    reply(outcome.status, outcome.body)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      faults.push(`the fake failed: ${String(error)}`)
      response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let applicationFlags = 1 << 19
  let portal: Json = { interactions_endpoint_url: null, bot_require_code_grant: false }
  const closedDms = new Set<string>()
  const gateway = fakeGateway({
    server,
    token: TOKEN,
    ready: () => ({
      user: botUser(),
      application: { id: BOT, flags: applicationFlags },
      guilds: isMember ? [{ id: guild.id, unavailable: true }] : [],
    }),
    guilds: () => (isMember ? [guildJson()] : []),
    origin: () => origin.replace('http', 'ws'),
  })

  // --- what people do

  function directWith(person: string): FakeChannel {
    return [...channels.values()].find(({ type, name }) => type === 1 && name === person) ?? channel({ type: 1, name: person })
  }

  const userJson = ({ id, name }: FakePerson) => ({ id, username: name.toLowerCase(), global_name: name })
  const memberJson = ({ admin }: FakePerson) => ({
    nick: null,
    roles: [],
    permissions: String(admin ? PermissionFlagsBits.ManageGuild | ALL : ALL),
    joined_at: guild.joined_at,
    deaf: false,
    mute: false,
    flags: 0,
  })

  interface Saying {
    person?: FakePerson
    files?: { name: string; bytes: Uint8Array; isSpoiler?: boolean }[]
    /** Calls the bot by name. */
    mentions?: boolean
    replyTo?: string
    /** The gateway does not tell, as during an outage. */
    unheard?: boolean
    at?: number
  }

  function say(
    place: string,
    text: string,
    { person = ann, files = [], mentions = false, replyTo, unheard = false, at }: Saying = {},
  ): FakeMessage {
    const where = channels.get(place) as FakeChannel
    const attachments = files.map(({ name, bytes, isSpoiler }) => ({
      ...keepFile(place, name, bytes),
      ...(isSpoiler ? { flags: 1 << 3 } : {}),
    }))
    const content = mentions ? `<@${BOT}> ${text}` : text
    const message = write(where, {
      author: userJson(person),
      content,
      attachments,
      mentions: mentions ? [{ id: BOT }] : [],
      ...(replyTo ? { referenced: replyTo, type: 19 } : {}),
    })
    if (at !== undefined) {
      messages.delete(message.id)
      message.id = snowflake(at)
      messages.set(message.id, message)
      where.last_message_id = message.id
    }
    if (unheard) return message
    const member = where.guild_id === undefined ? {} : { member: memberJson(person) }
    const full = { ...messageJson(message), ...member }
    const isTold = mentions || where.guild_id === undefined
    gateway.dispatch('MESSAGE_CREATE', full, where.guild_id, isTold ? full : { ...full, content: '', attachments: [], components: [] })
    return message
  }

  interface Acting {
    person?: FakePerson
    /** The bot is installed for the person alone, not in the server. */
    isForeign?: boolean
    again?: boolean
    /** Of the channel it tells the id alone: the rest is optional by the documentation. */
    isScant?: boolean
  }

  function interact(
    place: string,
    kind: Pending['kind'],
    data: Json,
    { person = ann, isForeign = false, again = false, isScant = false }: Acting,
    message?: FakeMessage,
  ): Pending {
    const where = channels.get(place) as FakeChannel
    const parent = channels.get(where.parent_id ?? '')
    const held = botPermissions & ~(where.denied | (parent?.denied ?? 0n))
    const one: Pending = {
      ...{ id: snowflake(), token: `it.${crypto.randomUUID()}`, person, channel: place, kind, source: message?.id, original: undefined },
      ...{ begun: Date.now(), acknowledged: undefined, expired: false, followUps: 0, isForeign },
      answered: Promise.withResolvers<Json | undefined>(),
    }
    pending.set(one.token, one)
    const inGuild = where.guild_id !== undefined
    const interaction = {
      ...{
        id: one.id,
        application_id: BOT,
        type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind],
        token: one.token,
        version: 1,
        data,
      },
      ...(isScant ? {} : { channel: channelJson(where) }),
      channel_id: place,
      ...(inGuild ? { guild_id: where.guild_id, member: { ...memberJson(person), user: userJson(person) } } : { user: userJson(person) }),
      ...(message === undefined ? {} : { message: messageJson(message) }),
      app_permissions: String(held),
      locale: person.locale ?? 'en-US',
      guild_locale: 'en-US',
      entitlements: [],
      context: inGuild ? 0 : 1,
      authorizing_integration_owners: isForeign ? { 1: person.id } : { 0: where.guild_id ?? '0' },
      attachment_size_limit: uploadBytes,
    }
    for (let time = 0; time < (again ? 2 : 1); time += 1) gateway.dispatch('INTERACTION_CREATE', interaction, where.guild_id)
    return one
  }

  const seen = (id: string) => messages.get(id)
  const controls = (message: FakeMessage) => flattened(message.components).filter(({ custom_id }) => custom_id !== undefined)

  function press(message: FakeMessage, label: string, acting: Acting = {}): Pending {
    const button = controls(message).find((one) => one.label === label)
    if (button === undefined) throw new Error(`no button ${label} among ${controls(message).map((one) => one.label)}`)
    return interact(message.channel_id, 'component', { custom_id: button.custom_id, component_type: 2 }, acting, message)
  }

  function choose(message: FakeMessage, label: string, acting: Acting = {}): Pending {
    const menu = controls(message).find(({ type }) => type === 3)
    const option = (menu?.options as { label: string; value: string }[] | undefined)?.find((one) => one.label.includes(label))
    if (option === undefined) throw new Error(`no option ${label}`)
    return interact(
      message.channel_id,
      'component',
      { custom_id: menu?.custom_id, component_type: 3, values: [option.value] },
      acting,
      message,
    )
  }

  /** Presses a button that asks, and answers what it asks. */
  async function fillIn(
    message: FakeMessage,
    label: string,
    answers: Record<string, string | { name: string; bytes: Uint8Array }>,
    acting: Acting = {},
  ): Promise<Json> {
    const modal = await press(message, label, acting).answered.promise
    if (modal === undefined) throw new Error(`${label} asked nothing`)
    const attachments: Record<string, Attachment> = {}
    const components = flattened(modal.components as Json[]).filter(({ type }) => type === 18)
    const answered = components.map(({ component }) => {
      const { custom_id, type } = component as { custom_id: string; type: number }
      const given = answers[custom_id]
      if (typeof given === 'object') {
        const file = keepFile(message.channel_id, given.name, given.bytes)
        attachments[file.id] = file
        return { type: 18, id: 1, component: { type, id: 2, custom_id, values: [file.id] } }
      }
      return { type: 18, id: 1, component: { type, id: 2, custom_id, ...(type === 3 ? { values: [given] } : { value: given ?? '' }) } }
    })
    interact(message.channel_id, 'modal', { custom_id: modal.custom_id, components: answered, resolved: { attachments } }, acting, message)
    return modal
  }

  function slash(
    place: string,
    name: string,
    options: Record<string, string | { name: string; bytes: Uint8Array }> = {},
    acting: Acting = {},
  ): Pending {
    const attachments: Record<string, Attachment> = {}
    const given = Object.entries(options).map(([option, value]) => {
      if (typeof value === 'string') return { name: option, type: 3, value }
      const file = keepFile(place, value.name, value.bytes)
      attachments[file.id] = file
      return { name: option, type: 11, value: file.id }
    })
    return interact(place, 'command', { id: snowflake(), name, type: 1, options: given, resolved: { attachments } }, acting)
  }

  function menu(message: FakeMessage, name: string, acting: Acting = {}): Pending {
    const resolved = { messages: { [message.id]: messageJson(message) } }
    return interact(message.channel_id, 'command', { id: snowflake(), name, type: 3, target_id: message.id, resolved }, acting)
  }

  async function type(
    place: string,
    name: string,
    option: string,
    value: string,
    person = ann,
  ): Promise<{ name: string; value: string }[]> {
    const one = interact(
      place,
      'autocomplete',
      { id: snowflake(), name, type: 1, options: [{ name: option, type: 3, value, focused: true }] },
      { person },
    )
    return ((await one.answered.promise)?.choices ?? []) as { name: string; value: string }[]
  }

  /** Resolves to the first truthy answer of `look`, asked again whenever something changed. */
  const until = <T>(look: () => T | undefined | false, ms = 10_000) => watch.until(look, ms)

  return {
    ...{ root: `${origin}/api`, guild, general, channels, messages, commands, requests, faults, gateway, pending, closedDms },
    ...{ channel, directWith, say, slash, menu, press, choose, fillIn, type, seen, until, controls },
    /** The next matching requests meet this. */
    plan: (fault: Fault) => void planned.push(fault),
    setUploadBytes: (most: number) => {
      uploadBytes = most
    },
    /** The server loses or gets what the bot may do. */
    permit(permissions: bigint): void {
      botPermissions = permissions
      gateway.dispatch('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: (guildJson().roles as Json[])[0] }, guild.id)
    },
    deny(place: FakeChannel, ...names: (keyof typeof PermissionFlagsBits)[]): void {
      place.denied = names.reduce((sum, name) => sum | PermissionFlagsBits[name], place.denied)
      gateway.dispatch('CHANNEL_UPDATE', channelJson(place), guild.id)
    },
    remove(place: FakeChannel): void {
      channels.delete(place.id)
      gateway.dispatch(place.type === 11 ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channelJson(place), guild.id)
    },
    kick(): void {
      isMember = false
      gateway.dispatch('GUILD_DELETE', { id: guild.id }, guild.id)
    },
    setFlags: (flags: number) => {
      applicationFlags = flags
    },
    /** What else is set on the application's pages. */
    setPortal: (set: Json) => {
      portal = set
    },
    /** What the bot said in a place, oldest first. */
    said: (place: string) => [...messages.values()].filter((one) => one.channel_id === place && one.author.id === BOT),
    close: () => {
      gateway.stop()
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Everything a person reads of a message: markdown without its backslashes. */
export function wordsOf(message: FakeMessage): string {
  const texts = flattened(message.components).filter(({ type }) => type === 10)
  return [message.content, ...texts.map(({ content }) => String(content))].join('\n').replace(/\\([^0-9A-Za-z\s])/g, '$1')
}

/** Labels of a message's buttons, in order. */
export function buttonsOf(message: FakeMessage): string[] {
  return flattened(message.components)
    .filter(({ type }) => type === 2)
    .map(({ label }) => String(label))
}
