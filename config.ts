import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from './lib/errors.ts'
import { Secret } from './lib/secret.ts'
import type { Endpoint } from './pipeline/providers/endpoint.ts'

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => protocols.includes(URL.parse(value)?.protocol ?? ''),
      `must begin with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    )
const list = z.string().transform((text) => text.split(',').map((item) => item.trim()))
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const prices = list.pipe(z.array(z.string().regex(/^\d+(\.\d+)?(\/\d+(\.\d+)?)?$/, 'must be numbers')))
const urls = list.pipe(z.array(url('https:', 'http:'))).optional()

/** Every variable the product reads; `.env.example` shows the same names, and a test holds the two together. */
export const Variables = z.object({
  DATA_DIR: z.string().default('./data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: count(0, 65_535).default(4600),
  HEALTH_PORT: count(0, 65_535).optional(),
  PUBLIC_URL: url('https:', 'http:').optional(),
  QUEUE_URL: url('redis:', 'rediss:', 'postgres:', 'postgresql:').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  FFMPEG_PATH: z.string().optional(),
  FILMS_AT_ONCE: count(1, 1_000).default(2),
  IO_JOBS: count(1, 100).default(5),
  CPU_JOBS: count(1, 256).default(Math.max(1, Math.floor(availableParallelism() / 2))),
  UPLOAD_MB: count(1, 2_000).default(50),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_ROOT: url('https:', 'http:').default('https://discord.com/api'),
  TELEGRAM_TOKEN: z.string().optional(),
  TELEGRAM_API_ROOT: url('https:', 'http:').default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: url('https:', 'http:').optional(),
  TELEGRAM_WEBHOOK_PORT: count(0, 65_535).default(4601),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be letters, digits, _ and - only')
    .optional(),
  SCRIPT_URL: urls,
  SCRIPT_KEY: list.optional(),
  SCRIPT_MODEL: list.optional(),
  SCRIPT_VENDOR: list.optional(),
  PICTURE_URL: urls,
  PICTURE_KEY: list.optional(),
  PICTURE_MODEL: list.optional(),
  PICTURE_VENDOR: list.optional(),
  PICTURE_REFERENCES: list.pipe(z.array(z.stringbool())).optional(),
  VOICE_URL: urls,
  VOICE_KEY: list.optional(),
  VOICE_MODEL: list.optional(),
  VOICE_VENDOR: list.optional(),
  VOICE_NAMES: list.optional(),
  SCRIPT_PRICE: prices.optional(),
  PICTURE_PRICE: prices.optional(),
  VOICE_PRICE: prices.optional(),
  OFFLINE_FALLBACK: z.stringbool().default(true),
  LIGHT_VOICE: z.stringbool().default(false),
  FILM_BUDGET: z.coerce.number().nonnegative().optional(),
  PERSON_BUDGET: z.coerce.number().nonnegative().optional(),
})

export type Config = ReturnType<typeof loadConfig>

/**
 * Reads the settings from environment variables, once. `NAME_FILE` names a file that holds the value (mounted secrets).
 * Throws UserError('settings') that names every bad variable and never a value.
 */
export function loadConfig(env: Record<string, string | undefined>) {
  const parsed = Variables.safeParse(withFiles(env))
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path[0]?.toString()} ${faultOf(issue)}`)
    throw new UserError('settings', `Please correct these settings: ${faults.join('; ')}.`)
  }
  const v = parsed.data
  return {
    dataDir: resolve(v.DATA_DIR),
    host: v.HOST,
    port: v.PORT,
    healthPort: v.HEALTH_PORT,
    publicUrl: v.PUBLIC_URL,
    queueUrl: v.QUEUE_URL === undefined ? undefined : new Secret(v.QUEUE_URL),
    databaseUrl: v.DATABASE_URL === undefined ? undefined : new Secret(v.DATABASE_URL),
    logLevel: v.LOG_LEVEL,
    ffmpegPath: v.FFMPEG_PATH,
    searchPath: env.PATH,
    filmsAtOnce: v.FILMS_AT_ONCE,
    ioJobs: v.IO_JOBS,
    cpuJobs: v.CPU_JOBS,
    uploadBytes: v.UPLOAD_MB * 1_000_000,
    discord: v.DISCORD_TOKEN === undefined ? undefined : { token: new Secret(v.DISCORD_TOKEN), root: v.DISCORD_API_ROOT },
    telegram: telegram(v),
    script: endpoints('SCRIPT', v),
    picture: endpoints('PICTURE', v),
    voice: endpoints('VOICE', v),
    offlineFallback: v.OFFLINE_FALLBACK,
    lightVoice: v.LIGHT_VOICE,
    filmBudget: v.FILM_BUDGET,
    personBudget: v.PERSON_BUDGET,
  }
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'must be a number'
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    case 'too_small':
      return `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    default:
      return issue.message.toLowerCase()
  }
}

/** How Telegram is reached: updates are fetched, or brought where there is an address for them. */
function telegram(v: z.infer<typeof Variables>) {
  if (v.TELEGRAM_TOKEN === undefined) return undefined
  const { TELEGRAM_WEBHOOK_URL: address, TELEGRAM_WEBHOOK_PORT: port, TELEGRAM_WEBHOOK_SECRET: secret } = v
  return {
    token: new Secret(v.TELEGRAM_TOKEN),
    root: v.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
    webhook:
      address === undefined
        ? undefined
        : { url: address, host: v.HOST, port, secret: secret === undefined ? undefined : new Secret(secret) },
  }
}

// Empty variables count as unset: compose files and .env templates leave them so.
function withFiles(env: Record<string, string | undefined>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name of Object.keys(Variables.shape)) {
    const file = env[`${name}_FILE`]
    const value = file ? readSecretFile(name, file) : env[name]
    if (value !== undefined && value !== '') values[name] = value
  }
  return values
}

function readSecretFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new UserError('settings', `${name}_FILE names a file that can't be read.`, { cause: error })
  }
}

function endpoints(kind: 'SCRIPT' | 'PICTURE' | 'VOICE', v: z.infer<typeof Variables>): Endpoint[] {
  const addresses = v[`${kind}_URL`] ?? []
  const models = v[`${kind}_MODEL`] ?? []
  const keys = v[`${kind}_KEY`] ?? []
  const vendors = v[`${kind}_VENDOR`] ?? []
  if (addresses.length !== models.length || Math.max(keys.length, vendors.length) > addresses.length) {
    throw new UserError('settings', `${kind}_URL and ${kind}_MODEL list one item an endpoint, ${kind}_KEY and ${kind}_VENDOR not more.`)
  }
  return addresses.map((url, index) => ({
    url,
    model: models[index] ?? '',
    key: keys[index] ? new Secret(keys[index]) : undefined,
    vendor: vendors[index] || undefined,
    price: priceOf(kind, v[`${kind}_PRICE`]?.[index]),
    ...(kind === 'VOICE' && v.VOICE_NAMES !== undefined ? { extra: { voices: v.VOICE_NAMES } } : {}),
    ...(kind === 'PICTURE' && v.PICTURE_REFERENCES?.[index] ? { extra: { references: true } } : {}),
  }))
}

function priceOf(kind: 'SCRIPT' | 'PICTURE' | 'VOICE', text: string | undefined): Endpoint['price'] {
  if (text === undefined) return undefined
  const [first = 0, second = first] = text.split('/').map(Number)
  return { SCRIPT: { input: first, output: second }, PICTURE: { picture: first }, VOICE: { characters: first } }[kind]
}
