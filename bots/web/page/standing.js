import { h, morph } from './dom.js'
import { dial } from './icons.js'
import { fractionOf } from './progress.js'
import { t } from './strings.js'

/** The message that tells how the film here stands: of those that show one, the one that changed last. */
export function standing(messages) {
  const tells = ({ view }) =>
    view && (view.tone ?? 'neutral') !== 'neutral' && (view.progress || view.media?.some((item) => item.sheet || item.kind === 'video'))
  return messages.filter(tells).reduce((last, one) => ((last?.seq ?? -1) < one.seq ? one : last), undefined)
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
