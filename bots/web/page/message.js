import { press as sendPress, upload } from './api.js'
import { askChoice, askForm } from './dialog.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { secondsLeft } from './progress.js'
import { size, t, when } from './strings.js'
import { joined, renderText, renderView } from './view.js'

const pressing = new Map()
const problems = new Map()
/** Messages all of whose buttons somebody wanted to see. */
const unfolded = new Set()
/** Of each message, whether and since when it is at work: one that went to work before our eyes did so now. A reload forgets nothing. */
const stints = new Map(JSON.parse(sessionStorage.getItem('stints') ?? '[]'))

function sinceWhen({ id, time, view }) {
  const last = stints.get(id)
  const isAtWork = view.tone === 'active'
  if (last?.isAtWork === isAtWork) return last.since
  const since = last === undefined ? time : isAtWork ? Date.now() : last.since
  stints.set(id, { isAtWork, since })
  sessionStorage.setItem('stints', JSON.stringify([...stints]))
  return since
}

/** What buttons each message has, and since when; it came with its first. */
const offers = new Map()
/** Between the clicks of a double click. */
const HASTE_MS = 500

function offeredSince({ id, view }) {
  const labels = (view.buttons ?? []).map(({ label }) => label).join()
  const last = offers.get(id)
  if (last?.labels === labels) return last.since
  const since = last === undefined ? -HASTE_MS : performance.now()
  offers.set(id, { labels, since })
  return since
}

/** A message as a row of the conversation. `redraw` is called when a press has begun or ended, `onPress` when one is sent. */
export function renderMessage(message, redraw, onPress) {
  const body = message.author === 'bot' ? renderView(message.view, controlsOf(message, redraw, onPress)) : person(message)
  const problem = problems.get(message.id)
  return h(
    'li',
    { className: `message from-${message.author}`, key: message.id },
    h('time', { className: 'code', datetime: new Date(message.time).toISOString() }, when(message.time)),
    body,
    problem &&
      h(
        'p',
        { className: 'problem', role: 'alert' },
        t('notPressed', { reason: problem.reason }),
        problem.again && h('button', { className: 'link', type: 'button', onclick: problem.again }, t('retry')),
      ),
  )
}

function person(message) {
  return h(
    'div',
    { className: 'said' },
    h('span', { className: 'unseen' }, t('you')),
    message.files.map((file) => fileLabel(file, `/files/${file.id}?download`)),
    message.text && renderText(message.text),
  )
}

/** A dropped document as a label on a film can. */
export function fileLabel(file, href) {
  return h(
    href ? 'a' : 'span',
    { className: 'can', href, download: href ? file.name : undefined },
    h('span', { className: 'can-kind code' }, /\.([^.]{1,5})$/.exec(file.name)?.[1]?.toUpperCase() ?? icon('document')),
    h('span', { className: 'can-name' }, file.name),
    file.bytes !== undefined && h('span', { className: 'code' }, size(file.bytes)),
  )
}

function controlsOf(message, redraw, onPress) {
  const press = (pressed) => {
    const key = `${message.id} ${pressed.action} ${pressed.value}`
    if (pressing.has(key)) return pressing.get(key)
    problems.delete(message.id)
    onPress()
    const running = sendPress(pressed).finally(() => {
      pressing.delete(key)
      redraw(message.id)
    })
    pressing.set(key, running)
    redraw(message.id)
    return running
  }
  const since = offeredSince(message)
  const pressed = (action, value) => ({ id: crypto.randomUUID(), message: message.id, action, value })
  const pressHere = (one) =>
    press(one).catch((error) => {
      problems.set(message.id, { reason: error.message, again: error.again && (() => pressHere(one)) })
      redraw(message.id)
    })
  const take = (select, option) => pressHere(pressed(select.action, joined(select, option)))
  return {
    id: message.id,
    times: {
      since: sinceWhen(message),
      until: message.edited ?? message.time,
      left: secondsLeft(message.id, message.view.progress),
    },
    folds: !unfolded.has(message.id),
    unfold() {
      unfolded.add(message.id)
      redraw(message.id)
    },
    /** Whether this press is on its way; without a value, whether any of its action is. */
    busy(action, value) {
      const key = `${message.id} ${action} ${value ?? ''}`
      return value === undefined ? [...pressing.keys()].some((one) => one.startsWith(key)) : pressing.has(key)
    },
    hasty: ({ detail }) => detail > 0 && performance.now() - since < HASTE_MS,
    press: (action, value) => pressHere(pressed(action, value)),
    ask(button) {
      const one = pressed(button.action, button.value ?? '')
      askForm(button.form, async (fields, chosen) => {
        const taken = await Promise.all(chosen.map((file) => upload(file, () => {}, new AbortController().signal)))
        await press({ ...one, fields, files: taken.map(({ id }) => id) })
      })
    },
    choose: (select) => askChoice(select.placeholder, select.options, (option) => take(select, option)),
    take,
  }
}
