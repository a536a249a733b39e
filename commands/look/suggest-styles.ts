import { styles } from '../../pipeline/styles/styles.ts'
import { sayIn } from '../say.ts'
import { findStyles, nearestStyles } from './find-style.ts'
import { styleLabel } from './style-views.ts'

/** Styles that may be meant by what was typed so far: all of them before the first letter. */
export function suggestStyles(typed: string, locale: string | undefined): { label: string; value: string }[] {
  const say = sayIn(locale)
  const found = typed.trim() === '' ? styles : findStyles(typed)
  const shown = found.length > 0 ? found : nearestStyles(typed)
  return shown.map((style) => ({ label: styleLabel(style, say), value: style.name }))
}
