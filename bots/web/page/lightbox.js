import { mediaUrl } from './api.js'
import { openDialog } from './dialog.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { t } from './strings.js'

/** Shows pictures large, one at a time, with the arrow keys or buttons to walk through them. */
export function lightbox(images, start) {
  let at = start
  const img = h('img', { alt: '' })
  const text = h('p', { className: 'lightbox-text' })
  const step = (by) => {
    at = (at + by + images.length) % images.length
    const item = images[at]
    img.src = mediaUrl(item.blob, item.name)
    img.alt = item.alt
    text.textContent = images.length > 1 ? `${at + 1}/${images.length}  ${item.alt}` : item.alt
  }
  const walk = (by, label, name) =>
    h('button', { className: `round walk walk-${name}`, type: 'button', 'aria-label': label, onclick: () => step(by) }, icon(name, 26))
  const dialog = openDialog(
    { className: 'lightbox', label: t('pictures') },
    img,
    text,
    images.length > 1 && walk(-1, t('previous'), 'back'),
    images.length > 1 && walk(1, t('next'), 'next'),
  )
  dialog.onkeydown = (event) => {
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  }
  step(0)
}
