import { FormattedString } from '@grammyjs/parse-mode'
import type { ForceReply, InlineKeyboardMarkup } from 'grammy/types'
import type { Button, FormField, Person } from '../chat.ts'
import type { TelegramText } from './texts.ts'
import { mentionOf } from './words.ts'

export type Form = NonNullable<Button['form']>

/** Payload of a choice's buttons; what comes after it is the option's place in the list. */
export const CHOICE_PREFIX = '~choose:'

/** UTF-16 units of what a field holds now that the question repeats, and of the hint in the box to type in. */
const NOW = 3_000
const HINT = 64

/** One field of a form as a question: its words, and what makes the answer a reply to it. */
export function questionOf(
  { title, fields }: Form,
  index: number,
  { mention, note }: { mention?: Person | undefined; note?: string | undefined },
  say: (key: TelegramText) => string,
): { words: FormattedString; reply_markup: ForceReply | InlineKeyboardMarkup } {
  const field = fields[index]
  if (field === undefined) throw new Error(`a form has no field ${index}`)
  const how = [
    say('telegram.form.how'),
    ...(field.kind === 'secret' ? [say('telegram.form.secret')] : []),
    ...(field.required ? [] : [say('telegram.form.optional')]),
  ]
  const parts = [
    // Only those who are named are made to reply.
    ...(mention === undefined ? [] : [mentionOf(mention)]),
    ...(note === undefined ? [] : [note]),
    FormattedString.b(title),
    ...(field.label === title ? [] : [field.label]),
    // A reply can't be filled in beforehand: what stands there now can be copied with a touch.
    ...(field.value && field.kind !== 'secret'
      ? [FormattedString.join([`${say('telegram.form.now')}\n`, FormattedString.code(field.value.slice(0, NOW))])]
      : []),
    how.join(' '),
  ]
  return { words: FormattedString.join(parts, '\n\n'), reply_markup: markupOf(field) }
}

function markupOf({ kind, options = [], placeholder }: FormField): ForceReply | InlineKeyboardMarkup {
  if (kind === 'choice') {
    return {
      inline_keyboard: options.map(({ label }, index) => [{ text: label.slice(0, HINT), callback_data: `${CHOICE_PREFIX}${index}` }]),
    }
  }
  const hint = placeholder?.slice(0, HINT)
  return { force_reply: true, selective: true, ...(hint ? { input_field_placeholder: hint } : {}) }
}
