import { say, takeExample, upload } from './api.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { fileLabel } from './message.js'
import { size, t } from './strings.js'

/** What is on its way from this tab: uploads with their progress, and messages that have not been taken yet. */
export function createOutbox({ uploadLimit, changed, sent }) {
  const entries = new Map()

  function add(thread, text, parts) {
    const entry = { id: crypto.randomUUID(), thread, text, parts, share: 0, problem: undefined, stop: new AbortController() }
    entries.set(entry.id, entry)
    perform(entry)
    return entry.id
  }

  async function perform(entry) {
    entry.problem = undefined
    entry.again = undefined
    changed()
    try {
      for (const part of entry.parts) {
        part.taken ??= await part.take((share) => {
          part.share = share
          entry.share = entry.parts.reduce((sum, one) => sum + (one.taken ? 1 : (one.share ?? 0)), 0) / entry.parts.length
          changed()
        }, entry.stop.signal)
      }
      entry.share = 1
      changed()
      await say({
        id: entry.id,
        ...(entry.thread === null ? {} : { thread: entry.thread }),
        text: entry.text,
        files: entry.parts.map((part) => part.taken.id),
      })
      entries.delete(entry.id)
      sent(entry)
    } catch (error) {
      if (error.name === 'AbortError') entries.delete(entry.id)
      else Object.assign(entry, { problem: error.message, again: error.again })
    }
    changed()
  }

  const fromFile = (file) => ({ name: file.name, bytes: file.size, take: (progress, signal) => upload(file, progress, signal) })

  return {
    say: (thread, text) => add(thread, text, []),
    example: (name) => add(null, '', [{ name, take: () => takeExample(name) }]),

    /** In the lobby each document becomes a message, and so a film, of its own; in a thread they go together. */
    files(thread, files, text) {
      const small = files.filter((file) => file.size <= uploadLimit)
      for (const file of files.filter((one) => one.size > uploadLimit)) {
        const id = crypto.randomUUID()
        entries.set(id, {
          ...{ id, thread, text, parts: [fromFile(file)], share: 0, stop: new AbortController() },
          problem: t('tooLarge', { name: file.name, limit: size(uploadLimit) }),
        })
      }
      changed()
      if (thread === null) for (const file of small) add(null, text, [fromFile(file)])
      else if (small.length > 0) add(thread, text, small.map(fromFile))
    },

    /** Tries again what only the connection held up. */
    retry() {
      for (const entry of entries.values()) if (entry.problem && entry.again) perform(entry)
    },

    /** Whether leaving the page now would break an upload off. */
    busy: () => [...entries.values()].some((entry) => entry.parts.length > 0 && !entry.problem),

    list: (thread) => [...entries.values()].filter((entry) => entry.thread === thread),

    render: (entry) =>
      h(
        'li',
        { className: 'message from-person pending', key: `out ${entry.id}` },
        h('span', { className: 'code' }, entry.problem ? '' : entry.parts.length > 0 ? `${Math.round(entry.share * 100)}%` : ''),
        h(
          'div',
          { className: 'said' },
          entry.parts.map((part) => fileLabel(part)),
          entry.text && h('p', {}, entry.text),
          !entry.problem &&
            entry.parts.length > 0 &&
            h('span', { className: 'bar' }, h('span', { className: 'fill', style: { '--share': entry.share } })),
          !entry.problem &&
            entry.share < 1 &&
            entry.parts.length > 0 &&
            h(
              'button',
              {
                className: 'link',
                type: 'button',
                'aria-label': t('cancelUpload', { name: entry.parts[0].name }),
                onclick: () => entry.stop.abort(),
              },
              icon('close', 16),
              t('cancel'),
            ),
          entry.problem &&
            h(
              'p',
              { className: 'problem', role: 'alert' },
              t('notSent', { reason: entry.problem }),
              entry.again && h('button', { className: 'link', type: 'button', onclick: () => perform(entry) }, t('retry')),
              h(
                'button',
                {
                  className: 'link',
                  type: 'button',
                  onclick() {
                    entries.delete(entry.id)
                    changed()
                  },
                },
                t('discard'),
              ),
            ),
        ),
      ),
  }
}
