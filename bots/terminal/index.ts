import type { ChatAdapter, Incoming, MessageRef, Place, Progress, View } from '../chat.ts'
import { fileBytes } from '../file-bytes.ts'
import { linesOf, type Screen } from './lines.ts'

export interface TerminalOptions {
  /** Where cards are drawn; a screen is drawn over, anything else gets a line for each thing that happens. */
  screen: Screen & { write(text: string): unknown }
  /** Replaces what was drawn before; only used on a screen. */
  redraw(text: string): void
  /** What the person at the keyboard said on the command line. */
  said: Incoming[]
}

export const TERMINAL = 'terminal'

/** The terminal as a chat: what was typed is delivered once, cards are drawn in place, files are read from disk. */
export function createTerminalChat({ screen, redraw, said }: TerminalOptions): ChatAdapter {
  const told = new Set<string>()
  /** The rows that were last shown. */
  let rows: readonly Progress[] = []

  function show(ref: MessageRef, view: View): MessageRef {
    if (screen.isTTY)
      redraw(
        linesOf(view, screen)
          .map(({ text }) => text)
          .join('\n'),
      )
    else {
      // The last step and the film end in the same moment: a card that says so has no rows any more, and was seldom drawn in between.
      const ended = view.tone === 'success' && view.progress === undefined ? rows.map(doneRow) : []
      for (const { key, text } of [...linesOf({ progress: ended }, screen), ...linesOf(view, screen).filter((line) => line.settled)]) {
        if (!told.has(key)) screen.write(`${text}\n`)
        told.add(key)
      }
    }
    rows = view.progress ?? []
    return ref
  }

  return {
    platform: TERMINAL,
    filmIn: 'card',
    limits: {
      text: 10_000,
      caption: 10_000,
      uploadBytes: Number.MAX_SAFE_INTEGER,
      downloadBytes: Number.MAX_SAFE_INTEGER,
      actionBytes: 64,
      editMs: 100,
      buttons: 0,
      buttonsPerRow: 1,
      selectOptions: 0,
      media: 0,
    },
    async run(_commands, deliver, signal) {
      for (const incoming of said) await deliver(incoming)
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
    thread: async (at): Promise<Place> => ({ ...at.place, thread: at.id }),
    post: async (to, view, nonce) => show({ place: to, id: nonce }, view),
    edit: async (ref, view) => show(ref, view),
    download: async (file, signal) => fileBytes(file.id, signal),
  }
}

function doneRow(row: Progress): Progress {
  return { ...row, state: 'done', done: row.total }
}
