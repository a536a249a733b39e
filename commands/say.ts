import { IntlMessageFormat } from 'intl-messageformat'
import { en, type Messages } from './messages/en.ts'
import { zhCN } from './messages/zh-cn.ts'

/** The languages the bot speaks: one file and one line each; the first is the fallback. */
const catalogues: readonly (readonly [locale: string, messages: Messages])[] = [
  ['en', en],
  ['zh-CN', zhCN],
]

export const locales = catalogues.map(([locale]) => locale)

export type MessageKey = keyof Messages
/** What messages under a prefix are about: `film` for `help.film`. */
export type Told<Prefix extends string> = MessageKey extends infer Key ? (Key extends `${Prefix}.${infer Name}` ? Name : never) : never
export interface Say {
  (key: MessageKey, values?: Record<string, string | number>): string
  /** The language it speaks. */
  readonly locale: string
}

/** What comes with its own names in several languages, English always among them, in the language of `say`. */
export function labelIn<Text>({ locale }: Say, label: { readonly en: Text } & Readonly<Record<string, Text>>): Text {
  return label[locale] ?? label.en
}

/** Whether there is a message of this key: records may name one of another version. */
export function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}

/** The bot's voice in the language nearest to `locale` (BCP 47). */
export function sayIn(locale: string | undefined): Say {
  const primary = locale?.split('-')[0]?.toLowerCase()
  const [language, messages] = catalogues.find(([known]) => known.split('-')[0] === primary) ?? catalogues[0] ?? ['en', en]
  const say = (key: MessageKey, values?: Record<string, string | number>) =>
    String(new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true }).format(values))
  return Object.assign(say, { locale: language })
}
