import { setTimeout as sleep } from 'node:timers/promises'
import { typedOptions } from '../../bots/typed-options.ts'
import { moods } from '../../pipeline/music/moods.ts'
import type { Payer } from '../../pipeline/pay.ts'
import { type FilmSettings, Wishes } from '../../pipeline/schema.ts'
import { wishes } from '../../pipeline/steps/wishes.ts'
import { styles } from '../../pipeline/styles/styles.ts'
import type { CommandContext } from '../command.ts'
import { findStyles, namedStyles } from '../look/find-style.ts'
import { FilmOptions, settingsFrom } from '../settings/film-options.ts'
import { settingFields } from '../settings/setting-fields.ts'
import { readOptions } from './read-options.ts'

/** How long a document waits for a model to read what was written beside it. */
const PATIENCE_MS = 20_000
const MOST = 1_000

/**
 * What the words beside a document ask of its film: options as they are typed (`seconds=60`), plain phrases (`1 minute, Chinese, ink wash`),
 * and whatever a script model understands, at the price of who asks. `missed` holds words that nobody understood. Throws UserError `usage` for an option
 * that can't be.
 */
export async function wishesBeside(
  text: string,
  payer: Payer,
  context: CommandContext,
): Promise<{ asked: Partial<FilmSettings>; missed: string }> {
  const known = [{ name: 'words', required: true }, ...Object.keys(FilmOptions.shape).map((name) => ({ name, required: false }))]
  const { words = '', ...typed } = typedOptions(text.slice(0, MOST), known)
  const options = settingsFrom(readOptions(FilmOptions, typed, context.say), context)
  if (words === '') return { asked: options, missed: '' }
  const plain = readPhrases(words, context)
  const understood = plain ?? (await askModel(words, payer, context))
  const style = understood?.style === undefined ? undefined : findStyles(understood.style)[0]?.name
  const asked = { ...understood, style, ...options }
  return {
    asked: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    missed: understood === undefined ? words : '',
  }
}

const PHRASE_FIELDS = settingFields.filter(({ name }) => ['language', 'aspect', 'seconds'].includes(name))
const RESOLUTION_FIELD = settingFields.filter(({ name }) => name === 'resolution')
/** A resolution says that it is one: a bare 360 is six minutes. */
const RESOLUTION = /^\d+\s?p$/i
const LEADING = /^(?:(?:and|please|make it|in|as|with|for|about|style)\b|用|做成|改成|要|风格)\s*/i

/** Settings named one after the other, between commas; undefined where any part is something else. */
function readPhrases(words: string, { services }: CommandContext): Wishes | undefined {
  const found: Record<string, unknown> = {}
  for (const part of words.split(/[,，;；、。.\n]+/)) {
    let phrase = part.trim()
    if (phrase === '') continue
    while (LEADING.test(phrase)) phrase = phrase.replace(LEADING, '')
    const field = (RESOLUTION.test(phrase) ? RESOLUTION_FIELD : PHRASE_FIELDS).find(({ read }) => (read(phrase, services) ?? null) !== null)
    const named = namedStyles(phrase)
    if (field !== undefined) found[field.key] = field.read(phrase, services)
    else if (named.length === 1) found.style = named[0]?.name
    else return undefined
  }
  return Object.keys(found).length === 0 ? undefined : Wishes.parse(found)
}

// Nobody's film waits for long, or fails, because a model does.
async function askModel(words: string, payer: Payer, { services, makeNow }: CommandContext): Promise<Wishes | undefined> {
  if (services.script.understand === undefined) return undefined
  const request = { words, styles: styles.map(({ name }) => name), moods: moods.map(({ name }) => name) }
  return Promise.race([makeNow(wishes, request, payer).catch(() => undefined), sleep(PATIENCE_MS, undefined, { ref: false })])
}
