import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import type { Services } from '../services.ts'
import type { Endpoint, Member, ProviderSettings } from './endpoint.ts'
import { type FailoverOptions, guarded } from './failover.ts'
import { failoverPictures, failoverScript, failoverVoice } from './failover-providers.ts'
import { openaiPictures } from './image/openai.ts'
import { openaiScript } from './llm/openai.ts'
import { offlineServices } from './offline-services.ts'
import type { PictureProvider, Provider, ScriptProvider, VoiceProvider } from './provider.ts'
import { openaiVoice } from './voice/openai.ts'

export type { Endpoint, ProviderSettings } from './endpoint.ts'

const nothing = z.object({})

/** Members a kind, by the name that an endpoint's `vendor` gives; `offline` needs no settings and is the last resort. */
export const scriptMembers: readonly Member<ScriptProvider>[] = [
  { name: 'offline', needs: nothing, create: () => offlineServices().script },
  openaiScript,
]
export const pictureMembers: readonly Member<PictureProvider>[] = [
  { name: 'offline', needs: nothing, create: () => offlineServices().picture },
  openaiPictures,
]
export const voiceMembers: readonly Member<VoiceProvider>[] = [
  { name: 'offline', needs: nothing, create: () => offlineServices().voice },
  openaiVoice,
]

/**
 * The three providers: the configured endpoints in order, then the offline member, which alone needs none.
 * Throws UserError `settings` that names what is wrong and never its value.
 */
export function createServices(settings: ProviderSettings): Omit<Services, 'ffmpeg'> {
  const { script, picture, voice } = settings
  const offline = offlineServices({ light: settings.lightVoice })
  return {
    script: choose({ kind: 'script', members: scriptMembers, offline: offline.script, failover: failoverScript }, script, settings),
    picture: choose({ kind: 'picture', members: pictureMembers, offline: offline.picture, failover: failoverPictures }, picture, settings),
    voice: choose({ kind: 'voice', members: voiceMembers, offline: offline.voice, failover: failoverVoice }, voice, settings),
  }
}

interface Kind<P extends Provider> {
  kind: string
  members: readonly Member<P>[]
  offline: P
  failover(options: Omit<FailoverOptions<P>, 'makes'>): P
}

function choose<P extends Provider>(
  { kind, members, offline, failover }: Kind<P>,
  endpoints: readonly Endpoint[],
  { fallbackOffline = true, pauseMs = 500 }: ProviderSettings,
): P {
  if (endpoints.length === 0) return offline
  const choices = endpoints.map((endpoint) => guarded(labelOf(endpoint), open(kind, members, endpoint)))
  return failover({ choices, offline: fallbackOffline ? offline : undefined, pauseMs })
}

function open<P extends Provider>(kind: string, members: readonly Member<P>[], endpoint: Endpoint): P {
  const { vendor = 'openai', extra, ...rest } = endpoint
  const member = members.find(({ name }) => name === vendor)
  if (member === undefined) {
    throw new UserError('settings', `There is no ${kind} vendor "${vendor}"; there is ${members.map(({ name }) => name).join(', ')}.`)
  }
  const parsed = member.needs.safeParse({ ...extra, ...rest })
  if (parsed.success) return member.create(parsed.data)
  const faults = parsed.error.issues.map(({ path }) => path.join('.'))
  throw new UserError('settings', `The ${kind} endpoint ${labelOf(endpoint)} has wrong settings: ${[...new Set(faults)].join(', ')}.`)
}

function labelOf({ model, url }: Endpoint): string {
  return `${model} at ${URL.canParse(url) ? new URL(url).host : 'an unreadable address'}`
}
