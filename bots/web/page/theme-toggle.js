import { icon } from './icons.js'
import { t } from './strings.js'

const ORDER = ['auto', 'light', 'dark']
const LABELS = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' }

/** A button that walks through as the system, light, dark; the choice stays in this browser. */
export function listenForTheme(button) {
  let theme = document.documentElement.dataset.theme ?? 'auto'
  const show = () => {
    button.replaceChildren(icon(theme))
    button.setAttribute('aria-label', t(LABELS[theme]))
    button.title = t(LABELS[theme])
  }
  button.onclick = () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length]
    if (theme === 'auto') {
      localStorage.removeItem('theme')
      delete document.documentElement.dataset.theme
    } else {
      localStorage.setItem('theme', theme)
      document.documentElement.dataset.theme = theme
    }
    show()
  }
  show()
}
