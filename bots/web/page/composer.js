import { complete } from './complete.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { t } from './strings.js'

/** The line people write in, with completion of commands. `send(text)` and `pick()` (choose a file) come from the page. */
export function createComposer({ commands, send, pick }) {
  const list = h('ul', { className: 'suggestions', id: 'suggestions', role: 'listbox', 'aria-label': t('commands'), hidden: true })
  const input = h('textarea', {
    rows: 1,
    placeholder: t('compose'),
    'aria-label': t('composeLabel'),
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'suggestions',
    enterkeyhint: 'send',
  })
  const button = h('button', { className: 'round primary', type: 'submit', 'aria-label': t('send'), disabled: true }, icon('send'))
  const form = h(
    'form',
    { className: 'composer' },
    list,
    h('button', { className: 'round', type: 'button', 'aria-label': t('attach'), onclick: pick }, icon('attach')),
    input,
    button,
  )
  let offer = { from: 0, items: [] }
  let at = -1

  function suggest() {
    offer = document.activeElement === input ? complete(input.value, input.selectionStart, commands) : { from: 0, items: [] }
    at = offer.items.length > 0 ? 0 : -1
    draw()
  }

  function draw() {
    list.hidden = offer.items.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    list.replaceChildren(
      ...offer.items.map((item, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `suggestion-${index}`,
            'aria-selected': String(index === at),
            onmousedown(event) {
              event.preventDefault()
              take(item)
            },
          },
          h('span', { className: 'suggestion-label' }, item.label),
          h('span', { className: 'quiet' }, item.summary),
        ),
      ),
    )
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', `suggestion-${at}`)
      list.children[at]?.scrollIntoView({ block: 'nearest' })
    } else input.removeAttribute('aria-activedescendant')
  }

  function take(item) {
    input.setRangeText(item.insert, offer.from, input.selectionStart, 'end')
    changed()
    suggest()
  }

  function changed() {
    button.disabled = input.value.trim() === ''
    input.style.height = 'auto'
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`
  }

  function submit() {
    const text = input.value.trim()
    if (text === '') return
    input.value = ''
    changed()
    suggest()
    send(text)
  }

  input.oninput = () => {
    changed()
    suggest()
  }
  input.onblur = suggest
  input.onkeydown = (event) => {
    if (event.isComposing) return
    const open = offer.items.length > 0
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + offer.items.length) % offer.items.length
      draw()
      event.preventDefault()
    } else if (open && event.key === 'Escape') {
      offer = { from: 0, items: [] }
      draw()
      event.stopPropagation()
    } else if (open && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      const whole = offer.items.length === 1 && input.value.slice(offer.from).trim() === offer.items[0].insert.trim()
      event.preventDefault()
      if (event.key === 'Enter' && whole) submit()
      else take(offer.items[at])
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    }
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    submit()
  }

  return {
    element: form,
    focus: () => input.focus(),
    /** Says what may be written here: where no film is yet, wishes that go along with a document. */
    invite(isLobby) {
      input.placeholder = t(isLobby ? 'composeWishes' : 'compose')
    },
    /** Gives what is written and clears it: words that go along with a dropped document. */
    takeText() {
      const text = input.value.trim()
      input.value = ''
      changed()
      return text
    },
  }
}
