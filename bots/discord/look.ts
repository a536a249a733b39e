import { Routes } from 'discord.js'
import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { createCall } from './call.ts'
import { inviteLink, missingOf } from './permissions.ts'
import { Refusal } from './refusal.ts'

const Application = z.object({
  id: z.string(),
  name: z.string(),
  flags: z.number().optional(),
  interactions_endpoint_url: z.string().nullish(),
  bot_require_code_grant: z.boolean().optional(),
})
const Servers = z.array(z.object({ name: z.string(), permissions: z.string() }))

/** Bits of an application's flags that let it read what people write: for all servers, or while it is in few. */
const READS_MESSAGES = (1 << 18) | (1 << 19)

/** For `npm run doctor`: whose token this is, what its intents let it hear, and the page on which a server lets it in. Throws UserError('settings'). */
export async function lookAtDiscord({ token, root }: { token: string; root: string }): Promise<string> {
  const call = createCall({ root, token, signal: AbortSignal.abort() })
  const application = Application.parse(await call('get', '/applications/@me').catch(explain))
  const { id, name, flags = 0, interactions_endpoint_url: endpoint, bot_require_code_grant: asksForCode } = application
  const servers = Servers.parse(await call('get', Routes.userGuilds()).catch(explain))
  const lacking = servers
    .map((server) => ({ ...server, missing: missingOf(server.permissions) }))
    .filter(({ missing }) => missing.length > 0)
  const heard =
    (flags & READS_MESSAGES) === 0
      ? 'plain drops are not heard: turn on “Message Content Intent” on the Bot page of the developer portal'
      : 'plain drops are heard'
  const lines = [
    `${name}, in ${servers.length} ${servers.length === 1 ? 'server' : 'servers'}; ${heard}`,
    ...(endpoint ? ['commands and buttons do not reach it: empty “Interactions Endpoint URL” on the General Information page'] : []),
    ...(asksForCode ? ['its invite link does not work: turn off “Requires OAuth2 Code Grant” on the Bot page'] : []),
    ...lacking.map((server) => `${server.name} does not give it: ${server.missing.join(', ')}`),
    `invite it: ${inviteLink(id)}`,
  ]
  return lines.join('; ')
}

function explain(error: unknown): never {
  if (error instanceof Refusal && error.status === 401) {
    throw new UserError('settings', 'Discord refuses DISCORD_TOKEN: copy it anew from the Bot page of the developer portal.', {
      cause: error,
    })
  }
  throw new UserError('settings', 'Discord could not be asked. Is there a way to the internet, and is DISCORD_API_ROOT right?', {
    cause: error,
  })
}
