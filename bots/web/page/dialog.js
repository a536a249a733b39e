import { h } from './dom.js'
import { icon } from './icons.js'
import { t } from './strings.js'

/** A modal dialog that Esc, its cross and a click beside it close; focus goes back to where it was. */
export function openDialog({ className = '', label }, ...children) {
  const before = document.activeElement
  const close = h(
    'button',
    { className: 'round close', type: 'button', 'aria-label': t('close'), onclick: () => dialog.close() },
    icon('close'),
  )
  const dialog = h('dialog', { className, 'aria-label': label }, h('div', { className: 'dialog-body' }, children, close))
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close()
  }
  dialog.onclose = () => {
    dialog.remove()
    before?.focus?.()
  }
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Asks what a form asks for. `submit` gets the fields and the files; while it runs the form waits, and what it throws is shown in the form. */
export function askForm(form, submit) {
  const problem = h('p', { className: 'problem', role: 'alert' })
  const inputs = form.fields.map((field) => {
    const shared = {
      name: field.name,
      id: `field-${field.name}`,
      placeholder: field.placeholder,
      required: field.required,
      maxlength: field.maxLength,
    }
    const input = inputOf(field, shared)
    if (field.kind !== 'file') input.value = field.value ?? ''
    return { field, input }
  })
  const send = h('button', { className: 'button primary', type: 'submit' }, form.submit)
  const element = h(
    'form',
    { className: 'form', method: 'dialog' },
    h('h2', {}, form.title),
    inputs.map(({ field, input }) => h('p', { className: 'field' }, h('label', { for: input.id }, field.label), input)),
    problem,
    h(
      'div',
      { className: 'buttons' },
      send,
      h('button', { className: 'button', type: 'button', onclick: () => dialog.close() }, t('cancel')),
    ),
  )
  element.onsubmit = async (event) => {
    event.preventDefault()
    send.disabled = true
    problem.textContent = ''
    try {
      const isFile = ({ field }) => field.kind === 'file'
      const fields = Object.fromEntries(inputs.filter((one) => !isFile(one)).map(({ field, input }) => [field.name, input.value]))
      await submit(
        fields,
        inputs.filter(isFile).flatMap(({ input }) => [...input.files]),
      )
      dialog.close()
    } catch (error) {
      problem.textContent = t('notPressed', { reason: error.message })
    } finally {
      send.disabled = false
    }
  }
  const dialog = openDialog({ className: 'sheet', label: form.title }, element)
  inputs[0]?.input.focus()
}

function inputOf(field, shared) {
  if (field.kind === 'file') return h('input', { ...shared, type: 'file' })
  if (field.kind === 'choice') {
    return h(
      'select',
      shared,
      field.options.map(({ label, value }) => h('option', { value }, label)),
    )
  }
  if (field.multiline) return h('textarea', { ...shared, rows: 7 })
  return h('input', { ...shared, type: field.kind === 'secret' ? 'password' : 'text', autocomplete: 'off' })
}

/** Offers options, with a search when they are many; `choose` gets the chosen one. */
export function askChoice(title, options, choose) {
  const list = h('ul', { className: 'options' })
  const pick = (option) => {
    dialog.close()
    choose(option)
  }
  const show = (text) => {
    const found = options.filter((option) => `${option.label} ${option.description ?? ''}`.toLowerCase().includes(text.toLowerCase()))
    list.replaceChildren(
      ...(found.length > 0
        ? found.map((option) =>
            h(
              'li',
              {},
              h(
                'button',
                { type: 'button', className: 'option', onclick: () => pick(option) },
                h('span', { className: 'option-label' }, option.label),
                option.description && h('span', { className: 'quiet' }, option.description),
              ),
            ),
          )
        : [h('li', { className: 'quiet nothing' }, t('nothingFound'))]),
    )
  }
  show('')
  const filter =
    options.length > 8 &&
    h('input', {
      type: 'search',
      className: 'filter',
      placeholder: t('filter'),
      'aria-label': t('filter'),
      oninput: (event) => show(event.target.value),
    })
  const dialog = openDialog({ className: 'sheet', label: title }, h('h2', {}, title), filter, list)
  dialog.onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    const buttons = [...list.querySelectorAll('button')]
    buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length]?.focus()
    event.preventDefault()
  }
  ;(filter || list.querySelector('button'))?.focus()
}
