import { stripVTControlCharacters, styleText } from 'node:util'
import type { Progress, View } from '../chat.ts'

type Ink = Parameters<typeof styleText>[0]

export interface Line {
  /** The same for the same thing said again. */
  key: string
  text: string
  /** False while it still moves: a log waits until it stands. */
  settled: boolean
}

const marks: Record<Progress['state'], [mark: string, ink: Ink]> = {
  waiting: ['·', 'dim'],
  active: ['▸', 'cyan'],
  done: ['✓', 'green'],
  failed: ['✗', 'red'],
}

/** What lines are made for. */
export interface Screen {
  isTTY?: boolean | undefined
  columns?: number | undefined
  /** Whether colours are wished for: `NO_COLOR` and its like. */
  hasColors?(): boolean
}

/** A view as lines of text: title, progress bars, text. Colours only on a screen. */
export function linesOf(view: View, screen: Screen): Line[] {
  const { isTTY = false, columns = 80 } = screen
  const isColoured = isTTY && screen.hasColors?.() !== false
  const ink = (format: Ink, text: string) => (isColoured ? styleText(format, text, { validateStream: false }) : text)
  const line = (text: string, settled = true): Line => ({ key: text, text, settled })
  const titled = view.title === undefined ? [] : [line(ink('bold', plain(view.title)))]
  const rows = (view.progress ?? []).map((row) => barOf(row, Math.min(columns, 100), isTTY, ink))
  const moving = view.tone === 'active'
  const texts =
    view.text === undefined
      ? []
      : plain(view.text)
          .split('\n')
          .map((text) => line(text, !moving))
  const fields = moving ? [] : (view.fields ?? []).map(({ label, value }) => line(`${ink('dim', `${plain(label)}:`)} ${plain(value)}`))
  return [...titled, ...rows, ...texts, ...fields]
}

function barOf(row: Progress, columns: number, isTTY: boolean, ink: (format: Ink, text: string) => string): Line {
  const [mark, colour] = marks[row.state]
  const label = plain(row.label)
  const count = row.total > 1 ? ` ${Math.floor(row.done)}/${row.total}` : ''
  const settled = row.state === 'done' || row.state === 'failed'
  if (!isTTY) return { key: `${label} ${row.state}`, text: `${mark} ${label}${count}`, settled }
  // Mark, label and count take the rest; where that is the whole width, there is no bar.
  const cells = Math.min(40, columns - 36)
  if (cells < 4) return { key: label, text: `${ink(colour, mark)} ${label}${count}`, settled }
  const filled = row.total === 0 ? 0 : Math.round((row.done / row.total) * cells)
  const bar = row.state === 'waiting' ? ' '.repeat(cells) : ink(colour, '━'.repeat(filled)) + ink('dim', '─'.repeat(cells - filled))
  return { key: label, text: `${ink(colour, mark)} ${label}${' '.repeat(Math.max(1, 20 - widthOf(label)))}${bar}${count}`, settled }
}

// Titles come from documents: no control character may reach the terminal.
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Bidi_Control}]/gu, (char) => (char === '\n' ? '\n' : ''))
}

// East Asian characters take two cells.
function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (/[\u1100-\u115f\u2e80-\uffdc]/u.test(char) ? 2 : 1), 0)
}
