/** What travels between the server and its page, as JSON. */

import type { FileRef, View } from '../chat.ts'

/** A message as the page draws it: a person's has text and files, the bot's has a view. */
export interface WireMessage {
  id: string
  /** Grows in the order of posting. */
  number: number
  thread: string | null
  author: 'person' | 'bot'
  text: string
  files: FileRef[]
  view: View | null
  time: number
  edited: number | null
  seq: number
}

/** A thread as the sidebar lists it. `root` is the message that opened it. */
export interface WireThread {
  id: string
  root: string
  title: string
  time: number
  changed: number
  tone: NonNullable<View['tone']>
  /** A blob id. */
  thumb: string | null
  seq: number
}

/** What changed after a sequence number: the newest state of each, not every step between. */
export interface Changes {
  seq: number
  threads: WireThread[]
  messages: WireMessage[]
}
