import type { Message } from 'grammy/types'
import type { FileRef, FormField } from '../chat.ts'
import { filesOf } from './said.ts'
import type { TelegramText } from './texts.ts'

/** What a message answers to a field, or why it has to be asked again. */
export type Answer = { value: string; files: FileRef[] } | { again: TelegramText }

/** Reads the answer to one field of a form. */
export function readAnswer({ kind = 'text', options = [], required, maxLength }: FormField, message: Message): Answer {
  const text = (message.text ?? message.caption ?? '').trim()
  if (!required && /^(?:\/skip(?:@\w+)?|-)$/i.test(text)) return { value: '', files: [] }
  if (kind === 'file') {
    const files = filesOf(message)
    return files.length === 0 ? { again: 'telegram.form.file' } : { value: '', files }
  }
  if (text === '') return { again: 'telegram.form.words' }
  if (kind === 'choice') {
    const chosen = options.find(({ label, value }) => [label, value].some((one) => one.toLowerCase() === text.toLowerCase()))
    return chosen === undefined ? { again: 'telegram.form.how' } : { value: chosen.value, files: [] }
  }
  return text.length > (maxLength ?? Number.POSITIVE_INFINITY) ? { again: 'telegram.form.too-long' } : { value: text, files: [] }
}
