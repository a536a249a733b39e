import { createRequire } from 'node:module'

// Sixty lists, which a cached film need not load.
const require = createRequire(import.meta.url)
const stopword = () => require('stopword') as typeof import('stopword')

/** By primary language, the name of its list. */
const lists: Record<string, Exclude<keyof typeof import('stopword'), 'removeStopwords'>> = {
  ...{ de: 'deu', fr: 'fra', es: 'spa', it: 'ita', pt: 'por', nl: 'nld', sv: 'swe', da: 'dan', no: 'nob', nb: 'nob', pl: 'pol', cs: 'ces' },
  ...{ ru: 'rus', uk: 'ukr', bg: 'bul', ar: 'ara', he: 'heb', hi: 'hin', el: 'ell', tr: 'tur', fi: 'fin', hu: 'hun', ro: 'ron', ko: 'kor' },
  ...{ ca: 'cat', gl: 'glg', fa: 'fas', th: 'tha', vi: 'vie', id: 'ind', hr: 'hrv', sk: 'slk', sl: 'slv', lt: 'lit', lv: 'lav', et: 'est' },
}

const known = new Map<string, ReadonlySet<string>>()

/** Words of a language without content of their own; empty for a language of which no list is known. */
export function functionWords(language: string): ReadonlySet<string> {
  const before = known.get(language)
  if (before !== undefined) return before
  const name = lists[language]
  const words = new Set<string>(name === undefined ? [] : stopword()[name])
  known.set(language, words)
  return words
}
