import { likeness } from '../../lib/nearest.ts'
import { type Style, styleNamed, styles } from '../../pipeline/styles/styles.ts'

/** Styles that few words may mean, best first: a number of the gallery, a name, an alias, a part of these, a word of the description. */
export function findStyles(words: string): Style[] {
  const wanted = fold(words)
  if (wanted === '') return []
  const numbered = /^\d{1,3}$/.test(wanted) ? styles[Number(wanted) - 1] : undefined
  if (numbered !== undefined) return [numbered]
  const exact = styles.filter((style) => namesOf(style).includes(wanted))
  if (exact.length > 0) return exact
  const partly = styles.filter((style) => namesOf(style).some((name) => name.includes(wanted)))
  const described = styles.filter((style) => descriptionsOf(style).some((text) => text.includes(wanted)))
  return [...new Set([...partly, ...described])]
}

/** Styles that a phrase names: by a number, a name, or whole words of one. What merely stands in a name or a description ("here" in "dithered") names none. */
export function namedStyles(phrase: string): Style[] {
  const wanted = fold(phrase)
  const found = findStyles(phrase)
  if (/^\d+$/.test(wanted)) return found
  // Chinese names have no spaces between their words.
  const holds = (name: string) => (/^\p{ASCII}*$/u.test(name) ? ` ${name} `.includes(` ${wanted} `) : name.includes(wanted))
  return found.filter((style) => namesOf(style).some(holds))
}

/** The name of a style that somebody typed in full. Throws UserError `settings`; a picture's id is none: a hash is no right to somebody else's. */
export function typedStyle(words: string): string {
  const { name, reference } = styleNamed(words)
  return reference === undefined ? name : styleNamed('blob').name
}

/** Whether words are a number that no style has. */
export function isBeyondStyles(words: string): boolean {
  return /^\d+$/.test(fold(words)) && findStyles(words).length === 0
}

/** How much a name has in common with a word at least to be called near. */
const NEAR = 0.3

/** The styles whose names look most like a word that names none, at most three; none where no name is near. */
export function nearestStyles(words: string): Style[] {
  const wanted = fold(words)
  const near = styles.map((style) => ({ style, nearness: Math.max(...namesOf(style).map((name) => likeness(wanted, name))) }))
  const best = near.filter(({ nearness }) => nearness >= NEAR).toSorted((one, other) => other.nearness - one.nearness)
  return best.slice(0, 3).map(({ style }) => style)
}

function namesOf({ name, aliases, label }: Style): string[] {
  return [name, ...aliases, label.en, label['zh-CN']].map(fold)
}

function descriptionsOf({ description }: Style): string[] {
  return [description.en, description['zh-CN']].map(fold)
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}
