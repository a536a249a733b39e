import { openDialog } from './dialog.js'
import { h } from './dom.js'
import { t } from './strings.js'

const typing = (target) => target.closest?.('input, textarea, select, video, audio, [contenteditable], dialog')

/** Single keys while nothing is being typed: n new film, / write, j and k through the films, ? the list of them. */
export function listenForShortcuts({ home, compose, step }) {
  const keys = {
    n: home,
    '/': compose,
    j: () => step(1),
    k: () => step(-1),
    '?': showShortcuts,
  }
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}

/** The list of shortcuts, as a dialog. */
export function showShortcuts() {
  const row = (key, text) =>
    h(
      'div',
      {},
      h(
        'dt',
        {},
        key.map((one) => h('kbd', {}, one)),
      ),
      h('dd', {}, text),
    )
  openDialog(
    { className: 'sheet', label: t('shortcuts') },
    h('h2', {}, t('shortcuts')),
    h(
      'dl',
      { className: 'keys' },
      row(['N'], t('keyNew')),
      row(['/'], t('keyCompose')),
      row(['J', 'K'], t('keyNext')),
      row(['Esc'], t('keyClose')),
      row(['?'], t('keyHelp')),
    ),
  )
}
