/** What the adapter itself says; the words stand with all others, in every language of the bot. */
export type TelegramText =
  | 'telegram.start'
  | 'telegram.start.group'
  | 'telegram.about'
  | 'telegram.about.short'
  | 'telegram.documents-only'
  | 'telegram.stale'
  | 'telegram.inline'
  | 'telegram.business'
  | 'telegram.form.how'
  | 'telegram.form.optional'
  | 'telegram.form.now'
  | 'telegram.form.too-long'
  | 'telegram.form.words'
  | 'telegram.form.file'
  | 'telegram.form.left'
  | 'telegram.form.secret'

/** The bot's voice in the language nearest to a locale. */
export type SayIn = (locale: string | undefined) => (key: TelegramText, values?: Record<string, string | number>) => string
