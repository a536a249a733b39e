import { firstSense, openWordNet } from '../../../../lib/wordnet.ts'

/** Endings of nouns that tell of no thing, by language: what is told is rather the soup than its popularity. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  en: /(?:ness|ity|ism|ance|ence|ship|hood|tion|ment)$/u,
  de: /(?:heit|keit|ung|schaft|tum|nis)(?:en|s)?$/u,
  ru: /(?:ость|ение|ание|ство|изм)$/u,
  ...Object.fromEntries(
    ['fr', 'es', 'it', 'pt', 'ca', 'gl'].map((language) => [
      language,
      /(?:idade?s?|ités?|ità|[cç]i[óo]n|[cs]iones|[çs]ão|[çs]ões|sión|zione|tions?|sions?|mentos?|ments?|ancia|ência|[ae]nces?|e[zs]a)$/u,
    ]),
  ),
}
/** The files of WordNet's nouns that can be seen: animals, artefacts, bodies, food, places, objects, people, phenomena, plants, substances. */
const SEEN: ReadonlySet<number> = new Set([5, 6, 8, 13, 15, 17, 18, 19, 20, 27])
/** Acts, attributes, what is thought, motives, quantities, relations, states and times. */
const THOUGHT: ReadonlySet<number> = new Set([4, 7, 9, 16, 23, 24, 26, 28])

/**
 * How far a noun tells of something that can be seen, from -1 to 1: of an English one by its most frequent sense in WordNet, else by its
 * ending, which only tells what can't.
 */
export function concreteness(noun: string, language: string): number {
  const wordnet = language === 'en' ? openWordNet() : undefined
  const sense = wordnet && firstSense(wordnet, noun)
  if (wordnet === undefined || sense === undefined) return ENDINGS[language]?.test(noun) === true ? -1 : 0
  const domain = wordnet.domainOf(sense)
  return SEEN.has(domain) ? 1 : THOUGHT.has(domain) ? -1 : 0
}
