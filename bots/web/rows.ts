import type { FileRef, View } from '../chat.ts'
import type { WireMessage } from './wire.ts'

/** The tables of the web chat's own file; running it again changes nothing. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS threads (
    id TEXT PRIMARY KEY, root TEXT NOT NULL UNIQUE, title TEXT NOT NULL, time INTEGER NOT NULL, changed INTEGER NOT NULL,
    tone TEXT NOT NULL, thumb TEXT, seq INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, thread TEXT, nonce TEXT UNIQUE, text TEXT NOT NULL,
    files TEXT NOT NULL, view TEXT, time INTEGER NOT NULL, edited INTEGER, seq INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS messages_by_thread ON messages (thread, number);
  CREATE INDEX IF NOT EXISTS messages_by_seq ON messages (seq);
  CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, blob TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS delivered (id TEXT PRIMARY KEY);
`

/** A message as it is stored. */
export interface MessageRow {
  id: string
  number: number
  thread: string | null
  text: string
  files: string
  view: string | null
  time: number
  edited: number | null
  seq: number
}

/** A stored message as the page gets it. */
export function wire({ id, number, thread, text, files, view, time, edited, seq }: MessageRow): WireMessage {
  return {
    id,
    number,
    thread,
    author: view === null ? 'person' : 'bot',
    text,
    files: JSON.parse(files) as FileRef[],
    view: view === null ? null : (JSON.parse(view) as View),
    time,
    edited,
    seq,
  }
}
