import { UserError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { FileRef, View } from '../chat.ts'
import { openDatabase } from './database.ts'
import { type MessageRow, SCHEMA, wire } from './rows.ts'
import { threadState } from './thread-state.ts'
import type { Changes, WireMessage, WireThread } from './wire.ts'

const PAGE = 500

export interface StoredFile extends FileRef {
  bytes: number
  blob: string
}

export type Store = Awaited<ReturnType<typeof openStore>>

/**
 * The web chat's own memory: threads, messages, uploaded files, and which incoming ids were handed on. Every change of a
 * thread or message gets the next sequence number, so "what is new since n" is a query and needs no event log.
 */
export async function openStore(path: string) {
  const db = await openDatabase(path, SCHEMA)
  const listeners = new Set<() => void>()
  const newest = await db.get<{ seq: number }>(
    'SELECT max(seq) AS seq FROM (SELECT max(seq) AS seq FROM messages UNION ALL SELECT max(seq) FROM threads)',
  )
  let seq = newest?.seq ?? 0

  async function change<Result>(name: string, perform: () => Promise<Result>): Promise<Result> {
    const result = await db.write(name, perform)
    for (const listener of listeners) listener()
    return result
  }

  /** Keeps what the sidebar shows in step with the thread's messages; runs inside a write. */
  async function refresh(thread: string | null, time: number): Promise<void> {
    if (thread === null) return
    const rows = await db.all<{ number: number; view: string }>(
      'SELECT number, view FROM messages WHERE thread = ? AND view IS NOT NULL ORDER BY seq DESC LIMIT 50',
      [thread],
    )
    const { tone, thumb } = threadState(rows.map(({ number, view }) => ({ number, view: JSON.parse(view) as View })))
    seq += 1
    await db.run('UPDATE threads SET tone = ?, thumb = coalesce(?, thumb), changed = ?, seq = ? WHERE id = ?', [
      tone,
      thumb,
      time,
      seq,
      thread,
    ])
  }

  async function insert(row: {
    id: string
    thread: string | null
    nonce: string | null
    text: string
    files: FileRef[]
    view: View | null
  }) {
    const time = Date.now()
    seq += 1
    const { changes: added } = await db.run(
      'INSERT INTO messages (id, thread, nonce, text, files, view, time, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      [row.id, row.thread, row.nonce, row.text, JSON.stringify(row.files), row.view === null ? null : JSON.stringify(row.view), time, seq],
    )
    if (added > 0) await refresh(row.thread, time)
  }

  const threadRow = (id: string) => db.get<WireThread>('SELECT * FROM threads WHERE id = ?', [id])
  const messageRow = (id: string) => db.get<MessageRow>('SELECT * FROM messages WHERE id = ?', [id])

  async function knownThread(id: string | null): Promise<void> {
    if (id !== null && (await threadRow(id)) === undefined) throw new UserError('not-found', 'This thread is not here any more.')
  }

  return {
    /** Keeps what a person wrote under the page's own id; a repeat changes nothing. */
    async say(id: string, thread: string | null, text: string, files: FileRef[]): Promise<void> {
      await knownThread(thread)
      await change('chat.say', () => insert({ id, thread, nonce: null, text, files, view: null }))
    },

    /** Gives the id of the new message, or of the one that already carries this nonce here. */
    async post(thread: string | null, view: View, nonce: string): Promise<string> {
      await knownThread(thread)
      return change('chat.post', async () => {
        const key = `${thread ?? ''}:${nonce}`
        await insert({ id: newId(), thread, nonce: key, text: '', files: [], view })
        const row = await db.get<{ id: string }>('SELECT id FROM messages WHERE nonce = ?', [key])
        if (row === undefined) throw new Error(`message with nonce ${key} is not there after it was written`)
        return row.id
      })
    },

    async edit(id: string, view: View): Promise<void> {
      await change('chat.edit', async () => {
        const time = Date.now()
        seq += 1
        const { changes: changed } = await db.run('UPDATE messages SET view = ?, edited = ?, seq = ? WHERE id = ? AND view IS NOT NULL', [
          JSON.stringify(view),
          time,
          seq,
          id,
        ])
        if (changed === 0) throw new UserError('not-found', 'This message is not here any more.')
        const row = await messageRow(id)
        await refresh(row?.thread ?? null, time)
      })
    },

    /** The thread that begins at a message; opened once, however often it is asked for. */
    async thread(root: string, title: string): Promise<string> {
      return change('chat.thread', async () => {
        const message = await messageRow(root)
        if (message === undefined) throw new UserError('not-found', 'The message this thread would start from is not here any more.')
        if (message.thread !== null) return message.thread
        const time = Date.now()
        seq += 1
        await db.run(
          `INSERT INTO threads (id, root, title, time, changed, tone, seq) VALUES (?, ?, ?, ?, ?, 'neutral', ?) ON CONFLICT DO NOTHING`,
          [newId(), root, title, time, time, seq],
        )
        const row = await db.get<{ id: string }>('SELECT id FROM threads WHERE root = ?', [root])
        if (row === undefined) throw new Error(`thread of ${root} is not there after it was written`)
        return row.id
      })
    },

    /** Gives a thread another title; the one it has changes nothing. */
    async retitle(id: string, title: string): Promise<void> {
      if ((await threadRow(id))?.title === title) return
      await change('chat.retitle', async () => {
        seq += 1
        await db.run('UPDATE threads SET title = ?, seq = ? WHERE id = ?', [title, seq, id])
      })
    },

    async message(id: string): Promise<WireMessage | undefined> {
      const row = await messageRow(id)
      return row && wire(row)
    },
    threads: () => db.all<WireThread>('SELECT * FROM threads ORDER BY time DESC, seq DESC'),

    /** The newest `limit` messages of a thread or of the lobby, oldest first, with the message that opened the thread. */
    async messages(thread: string | null, before: number, limit: number): Promise<{ messages: WireMessage[]; more: boolean }> {
      await knownThread(thread)
      const rows = await db.between(() =>
        db.all<MessageRow>(
          `SELECT * FROM messages WHERE number < ? AND (thread IS ? OR id = (SELECT root FROM threads WHERE id = ?))
           ORDER BY number DESC LIMIT ?`,
          [before, thread, thread, limit + 1],
        ),
      )
      return { messages: rows.slice(0, limit).reverse().map(wire), more: rows.length > limit }
    },

    /** The newest number given out. */
    seq: () => seq,

    /** The newest state of all that changed after a sequence number, some 500 messages at a time. */
    changes: (after: number): Promise<Changes> =>
      db.between(async () => {
        const threads = await db.all<WireThread>('SELECT * FROM threads WHERE seq > ? ORDER BY seq', [after])
        const messages = await db.all<MessageRow>('SELECT * FROM messages WHERE seq > ? ORDER BY seq LIMIT ?', [after, PAGE])
        const last = messages.length === PAGE ? messages.at(-1)?.seq : undefined
        return {
          seq: last ?? Math.max(after, ...[...threads, ...messages].map((row) => row.seq)),
          threads,
          messages: messages.map(wire),
        }
      }),

    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    async addFile(file: StoredFile): Promise<void> {
      await db.write('chat.file', () =>
        db.run('INSERT INTO files (id, name, bytes, blob) VALUES (?, ?, ?, ?)', [file.id, file.name, file.bytes, file.blob]),
      )
    },
    file: (id: string) => db.get<StoredFile>('SELECT * FROM files WHERE id = ?', [id]),

    wasDelivered: async (id: string) => (await db.get('SELECT id FROM delivered WHERE id = ?', [id])) !== undefined,
    async setDelivered(id: string): Promise<void> {
      await db.write('chat.delivered', () => db.run('INSERT INTO delivered (id) VALUES (?) ON CONFLICT DO NOTHING', [id]))
    },

    close: () => db.close(),
  }
}
