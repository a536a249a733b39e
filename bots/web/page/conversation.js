import { h, morph } from './dom.js'
import { icon } from './icons.js'
import { renderLeader } from './leader.js'
import { renderMessage } from './message.js'
import { createStanding, standing } from './standing.js'
import { t } from './strings.js'

const NEAR_PX = 120
const MARGIN_PX = 24
/** What comes so soon after somebody said or pressed something is the answer to it. */
const ANSWER_MS = 10_000

/** Strips that somebody scrolled: they stay where they were left. */
const touched = new WeakSet()
for (const event of ['pointerdown', 'wheel', 'keydown']) {
  addEventListener(event, ({ target }) => target.closest?.('.strip') && touched.add(target.closest('.strip')), { passive: true })
}
// On the document, because the window never sees the load of a picture.
document.addEventListener('load', ({ target }) => target.closest?.('.strip') && showNewest(target.closest('.card')), true)

/** A strip that grows shows its newest picture. */
function showNewest(within) {
  for (const strip of within.parentElement.querySelectorAll('.tone-active .strip'))
    if (!touched.has(strip)) strip.scrollLeft = strip.scrollWidth
}

function renderThinking() {
  return h(
    'li',
    { className: 'message thinking', key: 'thinking', role: 'status', 'aria-label': t('thinking') },
    h('span', {}),
    h('span', { className: 'dots', 'aria-hidden': 'true' }, h('span', {}), h('span', {}), h('span', {})),
  )
}

/** The middle of the page: the messages of where we are, what is on its way, and in the lobby the drop zone. */
export function createConversation({ state, outbox, here, session, pick, tryExample }) {
  const heading = document.getElementById('heading')
  const scroller = document.getElementById('scroller')
  const holder = document.getElementById('conversation')
  const newest = h(
    'button',
    { className: 'button newest', type: 'button', hidden: true, onclick: () => toEnd('smooth') },
    icon('down', 16),
    t('newest'),
  )
  scroller.after(newest)
  const showStanding = createStanding(document.getElementById('to-film'))
  let content = h('div')
  holder.append(content)
  let failure = ''
  let queued = false
  let settled = false
  let asked = 0

  /** The end, but never past the beginning of the last message: a tall card is read from its top. */
  function end() {
    const last = holder.querySelector('.message:last-child')
    const bottom = scroller.scrollHeight - scroller.clientHeight
    return last === null ? bottom : Math.min(bottom, last.offsetTop - MARGIN_PX)
  }
  function toEnd(behavior = 'auto') {
    scroller.scrollTo({ top: end(), behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : behavior })
  }
  let stick = true
  scroller.addEventListener('scroll', () => {
    stick = scroller.scrollTop > end() - NEAR_PX
    if (stick) newest.hidden = true
  })
  // A picture that arrives makes the conversation longer after it was drawn.
  new ResizeObserver(() => {
    if (stick && here() !== null) toEnd()
  }).observe(holder)

  const uploads = () => outbox.list(null).filter((entry) => entry.parts.length > 0 && !entry.problem)

  function leader() {
    const going = uploads()
    return renderLeader({
      share: going.length > 0 ? going.reduce((sum, entry) => sum + entry.share, 0) / going.length : undefined,
      names: going.flatMap((entry) => entry.parts.map((part) => part.name)).join(', '),
      stop() {
        for (const entry of going) entry.stop.abort()
      },
      ...{ examples: session.examples, formats: session.formats, pick, tryExample },
    })
  }

  function paint() {
    queued = false
    const thread = here()
    const messages = state.messages(thread)
    const known = new Set(messages.map((message) => message.id))
    // A single upload in the lobby is shown by the leader alone.
    const counted = thread === null && uploads().length === 1 ? uploads()[0] : undefined
    const entries = outbox.list(thread)
    if (entries.length > 0) asked = Date.now()
    const pending = entries.filter((entry) => entry !== counted && (!known.has(entry.id) || entry.problem))
    const fresh = h(
      'div',
      { className: thread === null ? 'lobby' : 'talk', key: `place ${thread}` },
      thread === null && leader(),
      failure && h('p', { className: 'problem', role: 'alert' }, failure),
      state.hasEarlier(thread) &&
        h('button', { className: 'button earlier', type: 'button', onclick: () => state.load(thread, messages[0]?.number) }, t('earlier')),
      h(
        'ol',
        { className: 'messages' },
        messages.map((message) =>
          renderMessage(message, draw, () => {
            asked = Date.now()
          }),
        ),
        pending.map(outbox.render),
        // Said and heard, not yet answered.
        entries.some((entry) => known.has(entry.id) && !entry.problem) && renderThinking(),
      ),
    )
    const before = content.querySelectorAll('.message:not(.thinking)').length
    const wasThinking = content.querySelector('.thinking') !== null
    const card = document.activeElement?.closest('.card')
    content = morph(content, fresh)
    if (document.activeElement === document.body) card?.focus({ preventScroll: true })
    showNewest(content)
    // What is said in the lobby stands below the drop zone, where it could be missed.
    const count = messages.length + pending.length
    const isMore = count > before || (!wasThinking && content.querySelector('.thinking') !== null)
    if (thread === null && settled && isMore) content.querySelector('.message:last-child')?.scrollIntoView({ block: 'nearest' })
    settled = state.isLoaded(thread)
    const title = thread === null ? t('newFilm') : (state.thread(thread)?.title ?? '')
    if (heading.textContent !== title) heading.textContent = title
    showStanding(thread === null ? undefined : standing(messages))
    if (stick || before === 0 || count <= before || thread === null) return
    // Who asked wants to see the answer; who reads on is only told.
    if (Date.now() - asked < ANSWER_MS) toEnd()
    else newest.hidden = false
  }

  /** Draws at most once a frame, however much changes. */
  function draw() {
    if (queued) return
    queued = true
    requestAnimationFrame(paint)
    // A hidden tab has no frames, yet must be right when it is shown.
    if (document.hidden) paint()
  }

  return {
    draw,
    fail(message) {
      failure = message
      draw()
    },
    enter() {
      failure = ''
      settled = false
      newest.hidden = true
      stick = here() !== null
      paint()
      if (here() === null) scroller.scrollTop = 0
      else toEnd()
      if (document.activeElement === document.body || !document.activeElement?.checkVisibility()) heading.focus({ preventScroll: true })
    },
  }
}
