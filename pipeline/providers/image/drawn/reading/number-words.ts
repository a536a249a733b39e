import { functionWords } from '../../../llm/offline/noun-phrases.ts'

/**
 * Words that stand around numbers, as fragments of regular expressions by language. The patterns below look for those of all languages at once:
 * a document quotes others, its own is not always known, and hardly any of these is a word of another language.
 */
type ByLanguage = Readonly<Record<string, readonly string[]>>

const anyOf = (words: ByLanguage): string => `(?:${Object.values(words).flat().join('|')})`
const wholeWord = (words: ByLanguage): RegExp => new RegExp(`^${anyOf(words)}$`, 'iu')

/** A word that multiplies the number before it. */
export const SCALES: readonly { factor: number; word: RegExp }[] = [
  {
    factor: 1e3,
    word: wholeWord({
      ...{ en: ['thousand'], de: ['tausend'], fr: ['mille'], es: ['mil'], it: ['mila'], nl: ['duizend'] },
      ...{ ru: ['тысяч[аи]?'], uk: ['тис\\.?'] },
    }),
  },
  {
    factor: 1e6,
    word: wholeWord({
      ...{ en: ['million'], de: ['millionen'], fr: ['millions?'], es: ['millón', 'millones'], it: ['milione', 'milioni'] },
      ...{ pt: ['milhão', 'milhões'], nl: ['miljoen'], ru: ['миллион(?:а|ов)?', 'млн'] },
    }),
  },
  {
    factor: 1e9,
    word: wholeWord({
      ...{ en: ['billion'], de: ['milliarden?'], fr: ['milliards?'], it: ['miliardo', 'miliardi'], nl: ['miljard'] },
      ...{ ru: ['миллиард(?:а|ов)?', 'млрд'] },
    }),
  },
  { factor: 1e12, word: wholeWord({ en: ['trillion'], de: ['billionen'], es: ['billón', 'billones'], ru: ['триллион(?:а|ов)?'] }) },
]

const PERCENT_WORDS = anyOf({
  ...{ en: ['percent', 'per cent'], de: ['prozent'], es: ['por ciento'], fr: ['pour cent'], it: ['per cento'], pt: ['por cento'] },
  ...{ nl: ['procent'], ru: ['процент(?:а|ов)?'] },
})
/** After a number: it is a percentage. */
export const PERCENT = new RegExp(`^(?:\\s?[%٪]|\\s${PERCENT_WORDS}(?!\\p{L}))`, 'iu')

const CHANGE_VERBS = anyOf({
  en: [
    '\\b(?:rose|fell|grew|increased?|decreased?|climbed|dropped|declined|gained|lost|risen|fallen|grown|growth|rise|increase|drop|fall' +
      '|(?<!\\b(?:made|makes?|making) )up|down|cut|raised|shrank|changes?|swing)(?: (?:by|of))?',
    '\\bby',
  ],
  de: ['\\bum'],
  fr: ['(?:hausse|baisse|augment\\p{L}+|progress\\p{L}+|recul\\p{L}*|diminu\\p{L}+) de'],
  // Spanish, Portuguese and Italian share their stems.
  es: [
    '(?:creci\\p{L}+|aument\\p{L}+|subi\\p{L}+|baj\\p{L}+|cay\\p{L}+|disminuy\\p{L}+|cresc\\p{L}+|diminu\\p{L}+|caiu|calat\\p{L}) ' +
      '(?:en |in |em )?(?:un |del |de )?',
  ],
  ru: ['(?<!\\p{L})на'],
})
const ABOUT_SO_MUCH = anyOf({
  en: ['about ', 'around ', 'nearly ', 'almost ', 'some ', 'roughly ', 'only ', 'just ', 'over ', 'more than '],
  de: ['rund ', 'etwa ', 'fast ', 'knapp ', 'mehr als ', 'nur '],
  fr: ['environ ', 'près de '],
  es: ['casi ', 'más de '],
})
/** Before a percentage: it says how much something changed, and is no share of a whole. */
export const CHANGED_BY = new RegExp(`${CHANGE_VERBS}\\s${ABOUT_SO_MUCH}?$`, 'iu')
/** After a percentage: it says how much two things differ, and is no share of a whole. */
export const DIFFERS = new RegExp(
  `^\\s${anyOf({
    en: ['more', 'less', 'fewer', 'higher', 'lower', 'faster', 'slower', 'cheaper'],
    de: ['mehr', 'weniger', 'höher', 'niedriger', 'teurer', 'billiger'],
    fr: ['de plus', 'de moins'],
    es: ['más', 'menos'],
  })}(?!\\p{L})`,
  'iu',
)

// The first three letters are enough, and are shared: "mar" begins March in English, Spanish, Portuguese, Italian and Dutch.
const MONTHS =
  '(?:jan|jän|feb|fév|mar|mär|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic)'
/** After a number: it is the day of a month, and counts nothing. */
export const OF_MONTH = new RegExp(`^(?:st|nd|rd|th|er|\\.)?\\s(?:of |de |di )?${MONTHS}(?:[a-zäéûç]{0,8})\\.?(?!\\p{L})`, 'iu')

/** Between a unit and what it is a unit of: "metres of steel", "Stunden am Tag", "litros de gazpacho". */
export const UNIT_LINKS = wholeWord({
  ...{ en: ['of', 'per', 'a', 'an'], es: ['de', 'por'], fr: ['pour', 'par'], it: ['di', 'al'], pt: ['do', 'da'], de: ['pro', 'am', 'im'] },
  ...{ ru: ['в', 'на', 'за'] },
})
/** Between a scale and what is counted: "60 millones de litros". */
export const SCALE_LINK = /^\s(?:de|di|of)\s/iu
/** Units of one letter: "150 g". */
export const UNIT_SYMBOL = /^[gmlLhtVWAJN]$/u
/** English words that are a unit only with the word after them. */
export const UNIT_ADJECTIVES = /^(?:square|cubic|nautical|light|metric)$/iu

/** Between a share and what it is a share of. */
export const SHARE_LINKS = wholeWord({
  ...{ en: ['of'], de: ['der', 'des', 'aller', 'von', 'vom'], es: ['de', 'del'], fr: ['du', 'd'], pt: ['do', 'da', 'dos', 'das'] },
  ...{ it: ['di', 'della', 'dello', 'dei', 'degli', 'delle'], nl: ['van'] },
})
/** Articles and possessives that may follow a share's link. */
export const DETERMINERS = wholeWord({
  en: ['the', 'all', 'its', 'their', 'his', 'her', 'our', 'your'],
  fr: ['la', 'les', 'le', 'l', 'sa', 'son', 'ses', 'leurs?'],
  es: ['las', 'los', 'su', 'sus'],
  pt: ['seus?', 'suas?'],
  de: ['ihrer', 'seiner', 'unserer'],
  nl: ['de', 'het'],
})

/** Whether a word has no content of its own: no unit and no thing that is counted. Missing and one-letter words have none either. */
export function isEmpty(word: string | undefined, language: string): boolean {
  if (word === undefined || word.length < 2) return true
  return language === 'en' || language === 'und' ? ENGLISH_FUNCTION_WORDS.test(word) : functionWords(language).has(word.toLowerCase())
}

// Shorter than a list of stop words: such lists hold words that can be units, as "hundred" or "case".
const ENGLISH_FUNCTION_WORDS =
  /^(of|in|to|by|from|and|or|the|a|an|for|at|on|as|with|is|was|were|are|had|has|have|that|than|more|per|through|after|before|but|so|when|until|while|did|do|be|it|he|she|they|we|into|over|its|his|her|their|all|our|your|this|these|those)$/i
