import { announce } from './announce.js'
import { session as askSession } from './api.js'
import { createComposer } from './composer.js'
import { createConversation } from './conversation.js'
import { askChoice } from './dialog.js'
import { morph } from './dom.js'
import { pickFiles, takeDrops } from './drop.js'
import { createOutbox } from './outbox.js'
import { fractionOf, nowDoing } from './progress.js'
import { listenForShortcuts, showShortcuts } from './shortcuts.js'
import { createState } from './state.js'
import { follow } from './stream.js'
import { duration, locale, t } from './strings.js'
import { listenForTheme } from './theme-toggle.js'
import { renderThreads } from './threads.js'

const $ = (id) => document.getElementById(id)

history.replaceState(null, '', `/${location.hash}`) // the token has done its work
document.documentElement.lang = locale
for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t)
for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label))

const session = await askSession().catch((error) => {
  $('banner').textContent = error.message
  $('banner').hidden = false
  throw error
})
const state = createState(session)
const here = () => /^#\/t\/([\w-]+)$/.exec(location.hash)?.[1] ?? null
/** Messages of this tab that open a thread, to be followed into it. */
const following = new Set()

const outbox = createOutbox({
  uploadLimit: session.uploadLimit,
  changed: () => conversation?.draw(),
  sent: (entry) => entry.parts.length > 0 && entry.thread === null && goTo(state.threadFrom(entry.id)),
})
const pick = () => pickFiles(session.formats, take)
const composer = createComposer({ commands: session.commands, send: (text) => outbox.say(here(), text), pick })
$('composer').append(composer.element)

const tryExample = () => {
  const start = (name) => following.add(outbox.example(name))
  if (session.examples.length === 1) start(session.examples[0])
  else
    askChoice(
      t('example'),
      session.examples.map((name) => ({ label: name, value: name })),
      (option) => start(option.value),
    )
}
const conversation = createConversation({ state, outbox, here, session, pick, tryExample })

function take(files) {
  const before = new Set(outbox.list(null).map((entry) => entry.id))
  outbox.files(here(), files, composer.takeText())
  const added = outbox.list(null).filter((entry) => !before.has(entry.id))
  if (here() === null && added.length === 1) following.add(added[0].id)
  announce(t('uploading', { name: files.map((file) => file.name).join(', ') }))
}

function goTo(thread) {
  if (thread === undefined || !following.has(thread.root)) return
  following.delete(thread.root)
  if (here() === null) location.hash = `#/t/${thread.id}`
}

function drawThreads() {
  const list = renderThreads(state.threads(), here())
  const shown = $('threads').firstElementChild
  if (shown) morph(shown, list)
  else $('threads').append(list)
}

async function route() {
  const thread = here()
  document.body.dataset.place = thread === null ? 'lobby' : 'thread'
  composer.invite(thread === null)
  drawThreads()
  conversation.enter()
  if (!state.isLoaded(thread))
    await state.load(thread).catch((error) => conversation.fail(error.status === 404 ? t('gone') : error.message))
  tell()
}

/** The window's title and the screen reader follow the card that moves. */
function tell(changes) {
  const thread = state.thread(here())
  const card = state.messages(here()).findLast((message) => message.view?.progress)
  const working = card?.view.tone === 'active'
  document.title = [working && `${Math.round(fractionOf(card.view.progress) * 100)}%`, thread?.title, 'docreel'].filter(Boolean).join(' · ')
  const news = changes?.messages.findLast(
    (message) => message.author === 'bot' && state.messages(here()).some((one) => one.id === message.id),
  )
  if (news) announce([news.view.title, nowDoing(news.view.progress), news.view.progress ? '' : news.view.text].filter(Boolean).join('. '))
}

state.onChange((changes) => {
  drawThreads()
  conversation.draw()
  for (const thread of changes.threads) goTo(thread)
  tell(changes)
})

/** A server that starts anew is back sooner, and nothing need be said. */
const PATIENCE_MS = 2_000
let wasLost
follow(session.seq, {
  changed: state.apply,
  reset: () => location.reload(),
  status(now) {
    if (now === 'live') {
      clearTimeout(wasLost)
      wasLost = undefined
      if (!$('banner').hidden) announce(t('reconnected'))
      $('banner').hidden = true
      document.body.dataset.live = ''
      outbox.retry()
    } else {
      delete document.body.dataset.live
      wasLost ??= setTimeout(() => {
        $('banner').textContent = t('reconnecting')
        $('banner').hidden = false
      }, PATIENCE_MS)
    }
  },
})

takeDrops({
  over(hanging) {
    if (hanging) document.body.dataset.drag = ''
    else delete document.body.dataset.drag
  },
  take,
})
// Whoever is in the lobby already goes back up to its drop zone.
const home = () => {
  if (here() === null) conversation.enter()
  else location.hash = '#/'
}
for (const link of document.querySelectorAll('[href="#/"]')) link.addEventListener('click', home)
listenForTheme($('theme'))
listenForShortcuts({
  home,
  compose: composer.focus,
  step(by) {
    const ids = state.threads().map((thread) => thread.id)
    const next = ids[Math.max(0, Math.min(ids.length - 1, ids.indexOf(here()) + by))]
    if (next) location.hash = `#/t/${next}`
  },
})
addEventListener('beforeunload', (event) => {
  if (outbox.busy()) event.preventDefault()
})
$('keys').onclick = showShortcuts
addEventListener('hashchange', route)
setInterval(() => {
  for (const element of document.querySelectorAll('[data-since]'))
    element.textContent = duration((Date.now() - Number(element.dataset.since)) / 1000)
}, 1_000)
await route()
