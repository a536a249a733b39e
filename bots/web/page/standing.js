import { h, morph } from './dom.js'
import { dial } from './icons.js'
import { fractionOf } from './progress.js'
import { t } from './strings.js'

/** The message that tells how the film here stands: of those that show one, what is at work, else what waits for somebody, else the newest. */
export function standing(messages) {
  const tells = messages
    .filter(({ view }) => view && (view.progress || view.media?.some((item) => item.sheet || item.kind === 'video')))
    .filter(({ view }) => (view.tone ?? 'neutral') !== 'neutral')
    .sort((one, other) => other.seq - one.seq)
  return tells.find(({ view }) => view.tone === 'active') ?? tells.find(({ view }) => view.tone === 'warning') ?? tells[0]
}

/** Keeps the button beside the heading in step with it; a press leads to the card, wherever in the conversation that is. */
export function createStanding(button) {
  let shown
  button.setAttribute('aria-label', t('showFilm'))
  button.onclick = () => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    document.querySelector(`[data-key="${CSS.escape(shown)}"]`)?.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' })
  }
  return function show(message) {
    shown = message?.id
    button.hidden = message === undefined
    if (message === undefined) return
    const { tone, progress } = message.view
    const share = fractionOf(progress)
    const words = [t(`tone_${tone}`), tone === 'active' && `${Math.round(share * 100)}%`].filter(Boolean).join(' ')
    const fresh = h('span', { className: 'standing' }, dial(tone, share, 16), h('span', {}, words))
    if (button.firstElementChild) morph(button.firstElementChild, fresh)
    else button.append(fresh)
  }
}
