import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes, GatewayIntentBits, Options } from 'discord.js'
import type { Logger } from 'pino'
import { UserError } from '../../lib/errors.ts'
import { restOptions } from './call.ts'

export interface ConnectOptions {
  token: string
  root: string
  log: Logger
  /** Called for each client before it connects, to listen to it. */
  prepare(client: Client<boolean>): void
  signal: AbortSignal
}

export interface Connection {
  client: Client<true>
  /** Whether documents dropped without a word are heard: the Message Content intent. */
  hearsDrops: boolean
  /** Rejects when Discord closed the connection for good. */
  broken: Promise<never>
}

const RETRY_MS = 5_000
const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits

/** Nothing of what people write is kept: only servers, their channels and roles, and the bot itself. */
const caches = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
  VoiceStateManager: 0,
})

/**
 * Connects all shards that Discord recommends, and stays connected: what can be mended is tried again. Where the Message Content
 * intent is refused it goes on without. Throws UserError('settings') for what only the operator can mend; undefined after the signal.
 */
export async function connect({ token, root, log, prepare, signal }: ConnectOptions): Promise<Connection | undefined> {
  let hearsDrops = true
  while (!signal.aborted) {
    const client = new Client({
      intents: [Guilds, GuildMessages, DirectMessages, ...(hearsDrops ? [MessageContent] : [])],
      makeCache: caches,
      shards: 'auto',
      waitGuildTimeout: 5_000,
      rest: restOptions(root),
      allowedMentions: { parse: [] },
    })
    client.on('error', (error) => log.warn({ problem: error.message }, 'discord'))
    client.on('shardError', (error, shard) => log.warn({ problem: error.message, shard }, 'a connection to Discord failed'))
    client.on('shardReconnecting', (shard) => log.info({ shard }, 'connecting to Discord again'))
    prepare(client)
    const closed = closedForGood(client)
    const leaving = new AbortController()
    try {
      const ended = once(signal, 'abort', { signal: leaving.signal }).then(() => undefined)
      ended.catch(() => {})
      const ready = once(client, 'clientReady', { signal: leaving.signal })
      ready.catch(() => {})
      const login = client.login(token).then(() => ready)
      if ((await Promise.race([login, closed, ended])) === undefined) break
      return { client: client as Client<true>, hearsDrops, broken: closed }
    } catch (error) {
      await client.destroy()
      if (error instanceof ClosedForGood && error.code === GatewayCloseCodes.DisallowedIntents && hearsDrops) {
        log.warn('the Message Content intent is off: documents dropped without a word are not heard')
        hearsDrops = false
        continue
      }
      if (error instanceof ClosedForGood || (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)) {
        throw refused(error)
      }
      log.warn({ problem: error instanceof Error ? error.message : String(error) }, 'Discord could not be reached; it is tried again')
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {})
    } finally {
      leaving.abort()
    }
  }
  return undefined
}

class ClosedForGood extends Error {
  readonly code: number
  constructor(code: number) {
    super(`Discord closed the connection: ${code}`)
    this.code = code
  }
}

function closedForGood(client: Client<boolean>): Promise<never> {
  const closed = new Promise<never>((_, reject) => client.on('shardDisconnect', ({ code }) => reject(new ClosedForGood(code))))
  closed.catch(() => {})
  return closed
}

/** What an operator reads when Discord will not have us. */
export function refused(error: unknown): UserError {
  const code = error instanceof ClosedForGood ? error.code : GatewayCloseCodes.AuthenticationFailed
  const why =
    code === GatewayCloseCodes.AuthenticationFailed
      ? 'Discord refused DISCORD_TOKEN. Copy it anew from the Bot page of the developer portal.'
      : code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents
        ? 'Discord refused the intents of this bot. See docs/discord.md, “Intents”.'
        : `Discord closed the connection for good (${code}). A newer docreel may help: npm outdated discord.js`
  return new UserError('settings', why, { cause: error })
}
