import { h } from './dom.js'
import { dial, icon } from './icons.js'
import { renderMedia } from './player.js'
import { fractionOf, renderProgress } from './progress.js'
import { duration, t } from './strings.js'

/**
 * Draws a View as a card. Pure: the same view gives the same elements, and data only ever becomes text.
 * `times` says since when (and until when) it has been going; `press(action, value)`, `ask(button)` and `take(select, option)` answer its
 * controls, `hasty(event)` says of a click that it was for what stood there before, `unfold` shows those that there was no room for.
 */
export function renderView(view, { id, times, folds, busy, hasty, press, ask, choose, take, unfold }) {
  const tone = view.tone ?? 'neutral'
  const media = view.media ?? []
  const scene = media.length > 0 && media.every((item) => item.kind === 'image' || item.kind === 'audio') && !view.progress
  const images = media.filter((item) => item.kind === 'image')
  const single = scene && images.length === 1 && !images[0].sheet
  const { select } = view
  const pick = select && {
    options: select.options,
    busy: (option) => busy(select.action, joined(select, option)),
    take: (option) => take(select, option),
  }
  const gallery = media.length > 0 && h('div', { className: 'media' }, renderMedia(media, view.progress !== undefined, pick))
  const words = view.text && renderText(view.text)
  const body = view.progress
    ? [h('div', { className: 'doing' }, words, left(times.left)), renderProgress(view.progress), gallery, fields(view.fields)]
    : [gallery, h('div', { className: 'words' }, words, fields(view.fields))]
  return h(
    'article',
    {
      className: `card tone-${tone}${single ? ' card-scene' : ''}${view.title ? '' : ' card-plain'}`,
      'aria-labelledby': view.title ? `title-${id}` : undefined,
      'aria-busy': tone === 'active' ? 'true' : undefined,
      // It takes the focus of a button that goes.
      tabindex: '-1',
    },
    view.title && head(view, tone, id, times),
    h('div', { className: 'card-body' }, body),
    controls(view, { folds, busy, hasty, press, ask, choose, unfold }),
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

function left(seconds) {
  if (seconds === undefined) return ''
  const words = seconds < 50 ? t('secondsLeft') : t('minutesLeft', { minutes: Math.ceil(seconds / 60) })
  return h('p', { className: 'quiet' }, words)
}

function fields(list = []) {
  if (list.length === 0) return ''
  return h(
    'dl',
    { className: 'fields' },
    list.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  )
}

/** What choosing an option sends. */
export function joined(select, option) {
  return [select.value, option.value].filter(Boolean).join('/')
}

/** More buttons than anybody looks through: those that lead are shown, the rest when they are asked for. */
const MANY = 8
const LEADING = 6

function controls(view, { folds, busy, hasty, press, ask, choose, unfold }) {
  const all = view.buttons ?? []
  const folded = folds && all.length > MANY
  const buttons = folded ? all.slice(0, LEADING) : all
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
          // Another button never takes the place of one that is being pressed.
          key: `${button.action} ${button.label}`,
          type: 'button',
          'aria-busy': pressed ? 'true' : undefined,
          'aria-disabled': pressed ? 'true' : undefined,
          'aria-haspopup': button.form ? 'dialog' : undefined,
          onclick(event) {
            if (pressed || (button.style === 'danger' && hasty(event))) return
            if (button.form) ask(button)
            else press(button.action, button.value ?? '')
          },
        },
        button.label,
        button.form && !button.label.endsWith('…') && '…',
      )
    }),
    folded && h('button', { className: 'button plain', type: 'button', onclick: unfold }, t('more'), icon('more', 16)),
    view.select &&
      h(
        'button',
        {
          className: 'button plain choice',
          type: 'button',
          'aria-haspopup': 'dialog',
          'aria-busy': busy(view.select.action) ? 'true' : undefined,
          onclick: () => busy(view.select.action) || choose(view.select),
        },
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
