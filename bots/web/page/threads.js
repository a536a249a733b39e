import { mediaUrl } from './api.js'
import { h } from './dom.js'
import { dial } from './icons.js'
import { t, when } from './strings.js'

/** The list of films: a thumbnail, the title, and how each stands. */
export function renderThreads(threads, current) {
  if (threads.length === 0) return h('p', { className: 'quiet nothing' }, t('noFilms'))
  return h(
    'ul',
    { className: 'threads' },
    threads.map((thread) =>
      h(
        'li',
        { key: thread.id },
        h(
          'a',
          { className: 'thread', href: `#/t/${thread.id}`, 'aria-current': thread.id === current ? 'page' : undefined },
          h('span', { className: 'thumb' }, thread.thumb && h('img', { src: mediaUrl(thread.thumb, 'thumb'), alt: '', loading: 'lazy' })),
          h(
            'span',
            { className: 'thread-words' },
            h('span', { className: 'thread-title' }, thread.title),
            h(
              'span',
              { className: 'thread-state' },
              thread.tone !== 'neutral' && dial(thread.tone, 0.3, 12),
              h('span', {}, t(`tone_${thread.tone}`) || ''),
              h('span', { className: 'code' }, when(thread.time)),
            ),
          ),
        ),
      ),
    ),
  )
}
