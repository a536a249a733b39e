import type { ChatAdapter, Incoming, MessageRef, Place } from '../chat.ts'
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

  function show(ref: MessageRef, lines: { key: string; text: string; settled: boolean }[]): MessageRef {
    if (screen.isTTY) redraw(lines.map(({ text }) => text).join('\n'))
    else {
      for (const { key, text } of lines.filter((line) => line.settled && !told.has(line.key))) {
        told.add(key)
        screen.write(`${text}\n`)
      }
    }
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
    post: async (to, view, nonce) => show({ place: to, id: nonce }, linesOf(view, screen)),
    edit: async (ref, view) => show(ref, linesOf(view, screen)),
    download: async (file, signal) => fileBytes(file.id, signal),
  }
}
