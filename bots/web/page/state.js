import { messagesOf } from './api.js'

/** What the page knows of the conversation, with the newest state of everything by id. `null` is the lobby's key. */
export function createState(session) {
  const threads = new Map(session.threads.map((thread) => [thread.id, thread]))
  const messages = new Map()
  /** Threads whose messages were fetched, and whether there are earlier ones. */
  const loaded = new Map()
  const listeners = new Set()

  const newer = (map, item) => {
    const known = map.get(item.id)
    if (known === undefined || known.seq <= item.seq) map.set(item.id, item)
  }
  const notify = (changes) => {
    for (const listener of listeners) listener(changes)
  }

  return {
    threads: () => [...threads.values()].sort((a, b) => b.time - a.time || b.seq - a.seq),
    thread: (id) => threads.get(id),
    threadFrom: (root) => [...threads.values()].find((thread) => thread.root === root),
    message: (id) => messages.get(id),
    hasEarlier: (thread) => loaded.get(thread) === true,
    isLoaded: (thread) => loaded.has(thread),

    /** A thread's messages in order, with the one that opened it; the lobby's are those that opened none. */
    messages(thread) {
      const roots = new Set((thread === null ? [...threads.values()] : [threads.get(thread)]).map((one) => one?.root))
      const belongs = (one) => (thread === null ? one.thread === null && !roots.has(one.id) : one.thread === thread || roots.has(one.id))
      return [...messages.values()].filter(belongs).sort((a, b) => a.number - b.number)
    },

    async load(thread, before) {
      const page = await messagesOf(thread, before)
      for (const message of page.messages) newer(messages, message)
      if (before !== undefined || !loaded.has(thread)) loaded.set(thread, page.more)
      notify({ threads: [], messages: page.messages })
    },

    apply(changes) {
      for (const thread of changes.threads) newer(threads, thread)
      for (const message of changes.messages) newer(messages, message)
      notify(changes)
    },

    onChange: (listener) => listeners.add(listener),
  }
}
