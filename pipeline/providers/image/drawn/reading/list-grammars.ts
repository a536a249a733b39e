/** What tells the items of a list from other words in a language that puts "and" or "or" before the last. */
export interface ListGrammar {
  /** Conjunctions before the last item, as alternatives of a regular expression. */
  conjunctions: string
  /** Adverbs that may stand before an item: "e até a Estável Antiga". */
  adverb?: RegExp
  /** Words that tell what one does and so begin no item: "опустил в котёл, налил воды". */
  verb?: RegExp
  /** Participles, which alone are no item: "firmado y cifrado". */
  participle?: RegExp
  /** Nouns have capitals, and what precedes one belongs to it. */
  hasNounCapitals?: true
}

/** By primary language subtag. */
export const grammars: Readonly<Record<string, ListGrammar>> = {
  en: {
    conjunctions: 'and|or',
    adverb: /^(?:even|also|finally|perhaps|\p{L}{3,}ly)$/iu,
    verb: /^(?:resulting|arising|coming|stemming|caused|ranging|consisting|made)$/iu,
  },
  de: {
    conjunctions: 'und|oder|sowie',
    adverb: /^(?:sogar|auch|schließlich|vielleicht|vor|allem|meist|oft)$/iu,
    hasNounCapitals: true,
  },
  nl: { conjunctions: 'en|of' },
  sv: { conjunctions: 'och|eller' },
  da: { conjunctions: 'og|eller' },
  fr: { conjunctions: 'et|ou', adverb: /^(?:même|aussi|enfin|surtout|parfois|généralement|principalement|souvent)$/iu },
  es: { conjunctions: 'y|e|o|u', adverb: /^(?:incluso|hasta|también|\p{L}{3,}mente)$/iu, participle: /(?:ad|id)[oa]s?$/u },
  pt: { conjunctions: 'e|ou', adverb: /^(?:até|também|inclusive|\p{L}{3,}mente)$/iu, participle: /(?:ad|id)[oa]s?$/u },
  it: { conjunctions: 'e|ed|o', adverb: /^(?:anche|perfino|infine|\p{L}{3,}mente)$/iu, participle: /(?:at|it|ut)[oaie]$/u },
  ca: { conjunctions: 'i|o' },
  pl: { conjunctions: 'i|lub|oraz' },
  cs: { conjunctions: 'a|nebo' },
  ru: {
    conjunctions: 'и|или',
    adverb: /^(?:даже|также|иногда|обычно|часто)$/iu,
    verb: /^\p{L}+(?:[аеиоуыя]л[аои]?|лся|лась|лось|лись|ть|ться|[уаяею]т|ешь|ишь|ите|йте)$/iu,
  },
  uk: { conjunctions: 'і|та|або' },
  el: { conjunctions: 'και|ή' },
  tr: { conjunctions: 've|veya' },
}
