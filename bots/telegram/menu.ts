import type { Api } from 'grammy'
import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types'
import { hashOf } from '../../lib/hash.ts'
import type { AdapterMemory, CommandListing } from '../chat.ts'
import type { SayIn } from './texts.ts'

const SUMMARY = 256

const SCOPES: readonly BotCommandScope[] = [{ type: 'default' }, { type: 'all_private_chats' }, { type: 'all_group_chats' }]

/** Sets the command menus and what is said about the bot, in every language, unless all of it is as it was last set. */
export async function setMenu(
  api: Api,
  { listings, memory, sayIn }: { listings: readonly CommandListing[]; memory: AdapterMemory; sayIn: SayIn },
): Promise<void> {
  const languages = languagesOf(listings)
  const menus = languages.flatMap(({ code, locale }) =>
    SCOPES.map((scope) => ({ scope, code, commands: commandsIn(locale, listings, scope.type === 'all_group_chats') })),
  )
  const abouts = languages.map(({ code, locale }) => ({
    code,
    about: sayIn(locale)('telegram.about'),
    short: sayIn(locale)('telegram.about.short'),
  }))
  const now = hashOf(JSON.parse(JSON.stringify({ menus, abouts })))
  if ((await memory.get('menu')) === now) return
  for (const { scope, code, commands } of menus) await api.setMyCommands(commands, { scope, ...languageOf(code) })
  for (const { code, about, short } of abouts) {
    await api.setMyDescription(about, languageOf(code))
    await api.setMyShortDescription(short, languageOf(code))
  }
  await memory.set('menu', now)
}

// Those that the commands are told in; the first is for everybody else.
function languagesOf([listing]: readonly CommandListing[]): { locale: string; code: LanguageCode | undefined }[] {
  const locales = Object.keys(listing?.localized ?? { en: '' })
  return locales.map((locale, index) => ({ locale, code: index === 0 ? undefined : (locale.split('-')[0] as LanguageCode) }))
}

function languageOf(code: LanguageCode | undefined): { language_code?: LanguageCode } {
  return code === undefined ? {} : { language_code: code }
}

function commandsIn(locale: string, listings: readonly CommandListing[], isGroup: boolean): BotCommand[] {
  return (
    listings
      // What concerns one person alone has no place in a group's menu.
      .filter(({ name, audience }) => /^[a-z0-9_]{1,32}$/.test(name) && !(isGroup && audience === 'person' && name !== 'help'))
      .map(({ name, summary, localized }) => ({ command: name, description: (localized?.[locale] ?? summary).slice(0, SUMMARY) }))
  )
}
