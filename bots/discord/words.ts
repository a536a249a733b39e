/** The few things that only Discord makes necessary to say, by message key. */
export type WordKey = 'expired' | 'discord.drops' | 'discord.missing' | 'discord.no-thread' | 'discord.moved'

/** Says one of them in the language nearest to `locale`. */
export type Words = (key: WordKey, locale: string | undefined, values?: Record<string, string>) => string
