import { openApp } from './app.ts'
import type { Call } from './call.ts'
import {
  examine,
  lookAtDictionaries,
  lookAtFfmpeg,
  lookAtFolder,
  lookAtNode,
  lookAtVoice,
  lookAtVoicePackages,
  reportOf,
} from './commands/command-line/doctor.ts'
import type { Config } from './config.ts'
import { UserError } from './lib/errors.ts'
import type { Logger } from './lib/log.ts'
import { findFfmpeg } from './pipeline/render/ffmpeg.ts'

/** Says what is here and what is missing; exit status 0 only when a film can be made. */
export async function doctor({ config, log, json }: Call): Promise<void> {
  const findings = await examine([
    { name: 'Node', look: async () => lookAtNode(process.versions.node) },
    { name: 'data folder', look: () => lookAtFolder(config.dataDir) },
    { name: 'FFmpeg', look: async () => lookAtFfmpeg(await findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath })) },
    { name: 'voice', look: async () => lookAtVoice(config.lightVoice) },
    { name: 'voice packages', optional: true, look: async () => lookAtVoicePackages() },
    { name: 'dictionaries', optional: true, look: async () => lookAtDictionaries() },
    { name: 'records and queue', look: () => lookAtStores(config, log) },
    { name: 'models', optional: true, look: async () => lookAtModels(config) },
    ...(config.discord === undefined ? [] : [{ name: 'Discord', look: lookAtDiscordBy(config.discord) }]),
    ...(config.telegram === undefined ? [] : [{ name: 'Telegram', look: lookAtTelegramBy(config.telegram) }]),
  ])
  if (json) process.stdout.write(`${JSON.stringify(findings)}\n`)
  else process.stdout.write(`${reportOf(findings, process.stdout.isTTY && process.stdout.hasColors())}\n`)
  if (findings.some(({ state }) => state === 'missing')) process.exitCode = 2
}

async function lookAtStores(config: Config, log: Logger): Promise<string> {
  const app = await openApp(config, log)
  try {
    const { engine, pingMs } = await app.works.health()
    return `${config.databaseUrl === undefined ? 'SQLite' : 'Postgres'}; ${engine} queue, ${Math.round(pingMs)} ms away`
  } finally {
    await app.close()
  }
}

function lookAtDiscordBy({ token, root }: NonNullable<Config['discord']>) {
  return async () => (await import('./bots/discord/look.ts')).lookAtDiscord({ token: token.reveal(), root })
}

function lookAtTelegramBy(telegram: NonNullable<Config['telegram']>) {
  return async () => (await import('./bots/telegram/look.ts')).lookAtTelegram(telegram)
}

function lookAtModels({ script, picture, voice }: Config): string {
  const kinds = Object.entries({ script, picture, voice }).map(
    ([kind, endpoints]) => `${kind}: ${endpoints.map(nameOf).join(', then ') || 'offline'}`,
  )
  if (script.length + picture.length + voice.length === 0) {
    throw new UserError(
      'settings',
      'None is set: films are made offline. To use some, set SCRIPT_URL, PICTURE_URL or VOICE_URL (see .env.example).',
    )
  }
  return kinds.join('; ')
}

const nameOf = ({ model, extra }: Config['picture'][number]) => (extra?.references === true ? `${model} (takes a picture as style)` : model)
