import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

const MESSAGE_CONTENT = 1 << 15

interface Session {
  id: string
  shard: number
  shards: number
  intents: number
  socket: WebSocket | undefined
  /** What was dispatched last, so that a resumed session gets what it missed. */
  sent: { t: string; d: unknown; s: number }[]
  seq: number
}

export interface GatewayOptions {
  server: Server
  token: string
  /** What READY says beside its session. */
  ready(): { user: object; application: { id: string; flags: number }; guilds: { id: string; unavailable: true }[] }
  /** GUILD_CREATE of each server. */
  guilds(): { id: string }[]
  origin(): string
}

/** Discord's gateway: identifies, beats, dispatches by shard, resumes, and closes with any code. */
export function fakeGateway({ server, token, ready, guilds, origin }: GatewayOptions) {
  const sockets = new WebSocketServer({ server, path: '/gateway' })
  const sessions = new Map<string, Session>()
  let disallowed = 0
  let isDown = false
  const log: { op: number; intents?: number; shard?: [number, number] }[] = []

  sockets.on('connection', (socket) => {
    if (isDown) return socket.terminate()
    let session: Session | undefined
    const send = (message: object) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(message))
    send({ op: 10, d: { heartbeat_interval: 41_250 } })
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: never }
      if (op === 1) return send({ op: 11 })
      if (op === 2) {
        const asked = d as { token: string; intents: number; shard?: [number, number] }
        log.push({ op, intents: asked.intents, ...(asked.shard ? { shard: asked.shard } : {}) })
        if (asked.token !== token) return socket.close(4004)
        if ((asked.intents & disallowed) !== 0) return socket.close(4014)
        const [shard, shards] = asked.shard ?? [0, 1]
        const opened: Session = { id: crypto.randomUUID(), shard, shards, intents: asked.intents, socket, sent: [], seq: 0 }
        session = opened
        sessions.set(opened.id, opened)
        const mine = guilds().filter(({ id }) => shardOf(id, shards) === shard)
        const unavailable = ready().guilds.filter(({ id }) => shardOf(id, shards) === shard)
        dispatchTo(opened, 'READY', {
          v: 10,
          ...ready(),
          guilds: unavailable,
          session_id: opened.id,
          resume_gateway_url: `${origin()}/gateway`,
          shard: [shard, shards],
        })
        for (const guild of mine) dispatchTo(opened, 'GUILD_CREATE', guild)
        return
      }
      if (op === 6) {
        const asked = d as { token: string; session_id: string; seq: number }
        log.push({ op })
        session = sessions.get(asked.session_id)
        if (session === undefined) return send({ op: 9, d: false })
        session.socket = socket
        for (const missed of session.sent.filter(({ s }) => s > asked.seq)) send({ op: 0, ...missed })
        dispatchTo(session, 'RESUMED', {})
      }
    })
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined
    })
  })

  function dispatchTo(session: Session, t: string, d: unknown): void {
    session.seq += 1
    const message = { t, d, s: session.seq }
    session.sent.push(message)
    if (session.sent.length > 100) session.sent.shift()
    session.socket?.send(JSON.stringify({ op: 0, ...message }))
  }

  const newest = () => {
    const byShard = new Map<number, Session>()
    for (const session of sessions.values()) byShard.set(session.shard, session)
    return [...byShard.values()]
  }

  return {
    log,
    /** Tells the shard of a server, or the first one for direct messages. `bare` is what is told where the Message Content intent is off. */
    dispatch(event: string, data: unknown, guild: string | undefined, bare: unknown = data): void {
      for (const session of newest()) {
        if (shardOf(guild ?? '0', session.shards) !== session.shard) continue
        dispatchTo(session, event, (session.intents & MESSAGE_CONTENT) === 0 ? bare : data)
      }
    },
    /** Closes every connection with this code; `forget` has it begin anew instead of resuming. */
    close(code: number, forget = false): void {
      const open = [...sockets.clients]
      if (forget) sessions.clear()
      for (const socket of open) socket.close(code)
    },
    /** Identifying with these intents is refused. */
    disallow(intents: number): void {
      disallowed = intents
    },
    /** Nobody can connect, and nobody is connected. */
    down(forget: boolean): void {
      isDown = true
      if (forget) sessions.clear()
      for (const socket of sockets.clients) socket.terminate()
    },
    up(): void {
      isDown = false
    },
    connections: () => [...sessions.values()].filter(({ socket }) => socket !== undefined).length,
    stop(): void {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function shardOf(guild: string, shards: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(shards))
}
