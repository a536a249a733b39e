import { h } from './dom.js'
import { dial, icon } from './icons.js'
import { renderMedia } from './player.js'
import { fractionOf, renderProgress } from './progress.js'
import { duration, t } from './strings.js'

/**
 * Draws a View as a card. Pure: the same view gives the same elements, and data only ever becomes text.
 * `times` says since when (and until when) it has been going; `press(action, value)` and `ask(button)` answer its controls.
 */
export function renderView(view, { id, times, busy, press, ask, choose }) {
  const tone = view.tone ?? 'neutral'
  const media = view.media ?? []
  const scene = media.length > 0 && media.every((item) => item.kind === 'image' || item.kind === 'audio') && !view.progress
  const single = scene && media.filter((item) => item.kind === 'image').length === 1
  const gallery = media.length > 0 && h('div', { className: 'media' }, renderMedia(media, view.progress !== undefined))
  const words = view.text && renderText(view.text)
  const body = view.progress
    ? [words, renderProgress(view.progress), gallery, fields(view.fields)]
    : [gallery, h('div', { className: 'words' }, words, fields(view.fields))]
  return h(
    'article',
    {
      className: `card tone-${tone}${single ? ' card-scene' : ''}${view.title ? '' : ' card-plain'}`,
      'aria-labelledby': view.title ? `title-${id}` : undefined,
      'aria-busy': tone === 'active' ? 'true' : undefined,
    },
    view.title && head(view, tone, id, times),
    h('div', { className: 'card-body' }, body),
    controls(view, { busy, press, ask, choose }),
  )
}

function head(view, tone, id, times) {
  return h(
    'header',
    { className: 'card-head' },
    tone !== 'neutral' && dial(tone, fractionOf(view.progress)),
    h('h3', { id: `title-${id}` }, view.title, t(`tone_${tone}`) && h('span', { className: 'unseen' }, `, ${t(`tone_${tone}`)}`)),
    view.progress && elapsed(tone, times),
  )
}

function elapsed(tone, { since, until }) {
  const running = tone === 'active'
  const seconds = ((running ? Date.now() : until) - since) / 1000
  return h(
    'span',
    {
      className: 'code elapsed',
      title: t(running ? 'elapsed' : 'took'),
      'data-since': running ? since : undefined,
      role: 'timer',
      'aria-live': 'off',
    },
    duration(seconds),
  )
}

function fields(list = []) {
  if (list.length === 0) return ''
  return h(
    'dl',
    { className: 'fields' },
    list.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  )
}

function controls(view, { busy, press, ask, choose }) {
  const buttons = view.buttons ?? []
  if (buttons.length === 0 && !view.select) return ''
  return h(
    'div',
    { className: 'buttons' },
    buttons.map((button) => {
      const look = `button ${button.style ?? 'plain'}`
      if (button.url !== undefined) {
        return (
          /^https?:/.test(button.url) &&
          h('a', { className: look, href: button.url, target: '_blank', rel: 'noopener noreferrer' }, button.label)
        )
      }
      const pressed = busy(button.action, button.value ?? '')
      return h(
        'button',
        {
          className: look,
          type: 'button',
          'aria-busy': pressed ? 'true' : undefined,
          'aria-disabled': pressed ? 'true' : undefined,
          'aria-haspopup': button.form ? 'dialog' : undefined,
          onclick: () => pressed || (button.form ? ask(button) : press(button.action, button.value ?? '')),
        },
        button.label,
        button.form && '…',
      )
    }),
    view.select &&
      h(
        'button',
        { className: 'button plain choice', type: 'button', 'aria-haspopup': 'dialog', onclick: () => choose(view.select) },
        view.select.placeholder,
        icon('more', 16),
      ),
  )
}

/** Paragraphs with the line breaks people wrote; web addresses become links, everything else stays text. */
export function renderText(text) {
  return h(
    'div',
    { className: 'text' },
    text.split(/\n{2,}/).map((paragraph) =>
      h(
        'p',
        {},
        paragraph
          .split(/(https?:\/\/[^\s<>"，。）)]+)/)
          .map((part, index) => (index % 2 === 1 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part)),
      ),
    ),
  )
}
