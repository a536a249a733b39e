import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import { encodeAction } from '../action.ts'
import type { Button, View } from '../chat.ts'

/** What can be pressed on a message, as far as its keyboard shows it. */
export interface Pressable {
  buttons?: View['buttons']
  select?: View['select']
  /** The part of a long select that is shown. */
  page: number
}

/** Payload of the buttons that turn a select's pages; what comes after it is the page. */
export const PAGE_PREFIX = '~page:'

export const PER_ROW = 3
/** Characters that buttons of one row share on a phone. */
const ROW_CHARS = 30
/** Characters of an option that may share its row with another. */
const HALF_CHARS = 25
/** Options on one page of a select: what a thumb reaches. */
const PAGE = 8
/** Characters that Telegram shows of a button at all. */
const LABEL = 64

/** Buttons and select as an inline keyboard: a select is a page of its options under the buttons. */
export function keyboardOf({ buttons = [], select, page }: Pressable): InlineKeyboardMarkup {
  const rows = inRows(buttons.map(buttonOf))
  return { inline_keyboard: select === undefined ? rows : [...rows, ...optionRows(select, page)] }
}

/** The form that a payload asks for before it is an action. */
export function formOf(data: string, { buttons = [] }: Pressable): Button['form'] {
  return buttons.find(({ action, value, form }) => form !== undefined && action !== undefined && encodeAction(action, value ?? '') === data)
    ?.form
}

/** Whether a payload can be pressed on this message now. */
export function offers(data: string, pressable: Pressable): boolean {
  return keyboardOf(pressable).inline_keyboard.some((row) =>
    row.some((button) => 'callback_data' in button && button.callback_data === data),
  )
}

function buttonOf({ label, style, action, value, url }: Button): InlineKeyboardButton {
  const text = shortened(label)
  if (url !== undefined) return { text, url }
  const colour = style === 'primary' || style === 'danger' ? { style } : {}
  return { text, callback_data: encodeAction(action ?? '', value ?? ''), ...colour }
}

/** Options in columns, so that they line up, and the row that turns their pages. */
function optionRows({ action, value, options }: NonNullable<View['select']>, page: number): InlineKeyboardButton[][] {
  const pages = Math.ceil(options.length / PAGE)
  const shown = options.slice(page * PAGE, (page + 1) * PAGE)
  const buttons = shown.map((option) => ({
    text: shortened(option.label),
    callback_data: encodeAction(action, [value, option.value].filter((part) => part !== '').join('/')),
  }))
  const columns = buttons.every(({ text }) => text.length <= HALF_CHARS) ? 2 : 1
  const rows = buttons.flatMap((_, index) => (index % columns === 0 ? [buttons.slice(index, index + columns)] : []))
  if (pages < 2) return rows
  const turn = (to: number, text: string) => ({ text, callback_data: `${PAGE_PREFIX}${(to + pages) % pages}` })
  return [...rows, [turn(page - 1, '‹'), turn(page, `${page + 1}/${pages}`), turn(page + 1, '›')]]
}

function inRows(buttons: InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = []
  for (const button of buttons) {
    const row = rows.at(-1)
    const chars = [...(row ?? []), button].reduce((sum, { text }) => sum + text.length, 0)
    if (row !== undefined && row.length < PER_ROW && chars <= ROW_CHARS) row.push(button)
    else rows.push([button])
  }
  return rows
}

function shortened(label: string): string {
  const chars = [...label]
  return chars.length <= LABEL ? label : `${chars.slice(0, LABEL - 1).join('')}…`
}
