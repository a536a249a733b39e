import { FormattedString } from '@grammyjs/parse-mode'
import type { Person, Progress, View } from '../chat.ts'

/** UTF-16 units that drawing adds, at most, to what `fitView` counts: marks, blank lines, the line above a select. */
export const ADDED = 160

const tones = { neutral: '', active: '⏳ ', success: '✅ ', warning: '👀 ', danger: '⚠️ ', stopped: '' } as const
const marks: Record<Progress['state'], string> = { waiting: '·', active: '▸', done: '✓', failed: '✗' }
const CELLS = 8

/**
 * The words of a view, with entities for what is bold: no markup, so nothing in a document can be taken for any.
 * Lengths and offsets are in UTF-16 units, as Telegram counts them.
 */
export function wordsOf({ title, tone = 'neutral', text, progress = [], fields = [], select, mention }: View): FormattedString {
  const head = title === undefined ? [] : [FormattedString.join([tones[tone], FormattedString.b(title)])]
  const body = text === undefined ? [] : [title === undefined && tone === 'danger' ? `${tones.danger}${text}` : text]
  const rows = progress.length === 0 ? [] : [progress.map(rowOf).join('\n')]
  const facts = fields.length === 0 ? [] : [FormattedString.join(fields.map(factOf), '\n')]
  const choice = select === undefined ? [] : [FormattedString.i(select.placeholder)]
  // A channel that speaks for itself can't be told of anything.
  const told = mention === undefined || mention.id.startsWith('-') ? [] : [mentionOf(mention)]
  return FormattedString.join([...head, ...body, ...rows, ...facts, ...choice, ...told], '\n\n')
}

/** A person's name, which tells them of the message. */
export function mentionOf({ id, name }: Person): FormattedString {
  const user = { id: Number(id), is_bot: false, first_name: name }
  return new FormattedString(name, [{ type: 'text_mention', offset: 0, length: name.length, user }])
}

function factOf({ label, value }: { label: string; value: string }): FormattedString {
  return FormattedString.join([FormattedString.b(label), value.includes('\n') ? `\n${value}` : `: ${value}`])
}

function rowOf({ label, state, done, total }: Progress): string {
  const count = total > 1 ? ` ${Math.floor(done)}/${total}` : ''
  if (state !== 'active') return `${marks[state]} ${label}${count}`
  const filled = total === 0 ? 0 : Math.round((done / total) * CELLS)
  return `${marks[state]} ${label} ${'▰'.repeat(filled)}${'▱'.repeat(CELLS - filled)}${count}`
}
