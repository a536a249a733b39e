import { UserError } from '../../lib/errors.ts'
import { type ApiOptions, openApi } from './api.ts'
import { isTokenRefused, tokenRefused } from './failure.ts'

/** For `npm run doctor`: whose token this is, what the bot hears in groups, and how it gets its updates. Throws UserError `settings`. */
export async function lookAtTelegram(options: ApiOptions & { webhook?: { url: string } | undefined }): Promise<string> {
  const api = openApi(options)
  const me = await api.getMe().catch(explain)
  const { url, last_error_message: trouble } = await api.getWebhookInfo().catch(explain)
  const wanted = options.webhook?.url ?? ''
  return [
    `@${me.username}`,
    me.can_read_all_group_messages
      ? 'hears every document in its groups'
      : 'in groups it hears /film in reply to a document (privacy mode is on)',
    wanted === '' ? 'fetches its updates' : `updates come to ${wanted}`,
    ...(!url || url === wanted
      ? []
      : [
          `a webhook leads to ${new URL(url).host} now, and the next start ends that: if another program needs it, give this one a bot of its own`,
        ]),
    ...(trouble === undefined ? [] : [`Telegram could not reach the webhook: ${trouble}`]),
  ].join('; ')
}

function explain(error: unknown): never {
  if (isTokenRefused(error)) throw tokenRefused()
  throw new UserError('settings', 'Telegram could not be asked. Is there a way to the internet, and is TELEGRAM_API_ROOT right?')
}
