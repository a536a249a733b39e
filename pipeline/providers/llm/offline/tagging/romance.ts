import { createRequire } from 'node:module'
import { isInstalled } from '../../../../../lib/is-installed.ts'
import { functionWords } from '../function-words.ts'
import type { Tagged } from './tagged.ts'
import { type Written, wordsOf } from './words-of.ts'

/** A dictionary's nouns and adjectives by their forms, each with its dictionary form. */
interface Lexicon {
  getNoun(form: string): string | null | undefined
  getAdj(form: string): string | null | undefined
  /** By form; the second is true for a past participle. Empty until one is asked for. */
  adjectives?: Readonly<Record<string, readonly [string, boolean]>>
}

/** The npm packages of the dictionaries: LEFFF, 5 MB, and Morph-it, 3 MB. Optional; without them, as for Spanish and Portuguese, an article and an ending tell. */
export const romancePackages: Readonly<Record<string, { name: string; type: string }>> = {
  fr: { name: 'lefff-helper', type: 'LefffHelper' },
  it: { name: 'morph-it-helper', type: 'MorphItHelper' },
}

const split = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const perLanguage = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([language, list]) => [language, split(list)]))

/** Before a noun and its adjectives. */
const DETERMINERS: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "le la les l' un une des du au aux d' ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes chaque quelques plusieurs",
  es: 'el la los las un una unos unas del al su sus mi este esta estos estas ese esa esos esas aquel aquella nuestro nuestra nuestros nuestras mis tus cada',
  it: "il lo la l' i gli le un uno una un' del dei degli delle dello della dell' nel nello nella nei nelle negli nell' sul sullo sulla sui sulle sugli sull' al allo alla ai alle agli all' dal dallo dalla dai dalle dagli dall' questo questa questi queste ogni",
  pt: 'o os a as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos pelas seu sua seus suas nosso nossa nossos nossas este esta estes estas esse essa esses essas cada num numa',
  ca: "el la l' els les un una uns unes del dels al als pel pels seu seva seus seves aquest aquesta",
  gl: 'o os a as un unha uns unhas do da dos das no na nos nas ao aos seu súa seus súas este esta',
})
const PREPOSITIONS: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "de d' à en dans sur sous par pour avec sans entre vers chez contre",
  es: 'de a en con sin por para sobre entre desde hasta contra hacia',
  it: 'di d a in con su per tra fra da senza verso contro',
  pt: 'de a em com sem por para sobre entre desde até contra',
  ca: "de d' a en amb sense per sobre entre des fins",
  gl: 'de a en con sen por para sobre entre desde ata',
})
/** Pronouns, numerals, adverbs and the like that the list of function words leaves out and a dictionary calls nouns. */
const CLOSED: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "travers ailleurs dessus dessous environ environs malgré selon quelque deuxième troisième quatrième ça cela ceci rien tout tous toute toutes certain certaine certains certaines plus moins bien mal très trop peu beaucoup deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille quoi qu' m' t' s' j' n' c' lui eux moi toi soi celui celle ceux celles là ici hier demain toujours jamais avant après durant depuis lors ainsi aussi encore déjà autant tant tel telle tels telles assez surtout parfois est sont fait être avoir",
  es: 'algunos algunas algún ninguno ninguna ningún casi mejor peor esto eso mis tus tan sólo solo dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil ello ellos ella ellas él cual cuales quien quienes alguien algo nada nadie menos más mucho mucha muchos muchas poco poca pocos pocas varios varias tal tales cierto cierta ciertos ciertas todo toda todos todas otro otra otros otras ambos ambas aquellos aquellas entonces después antes mientras durante ser haber estar tener hacer ver además siempre nunca aquí allí ahora hoy ayer mañana suficiente suficientes',
  it: "due tre quattro cinque sei sette otto nove dieci dodici venti trenta quaranta cinquanta cento mille ciò cui quale quali quel quell' quello quella quelli quelle quei quegli tutto tutta tutti tutte molto molta molti molte poco poca pochi poche tanto tanti troppo più meno così sotto sopra prima dopo avanti solo soltanto ancora sempre mai oggi ieri domani po far fare essere avere stato stata lui lei loro sé qualche maggior maggiore minor peggior miglior parte tra ben bene",
  pt: 'apenas lá quantas quantos ela elas eles ele são foi era foram tinha tinham dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta cem mil milhão milhões bilhão bilhões tudo nada algo alguém ninguém mim ti si isso isto aquilo onde quando como quão durante antes depois mais menos muito muita muitos muitas pouco pouca poucos poucas vários várias tal tais certo certa certos certas todo toda todos todas ambos ambas alguma algumas algum alguns nenhum nenhuma qualquer ser estar ter haver hoje ontem amanhã sempre nunca aqui ali',
})
/** After these an article is a pronoun, and a verb follows it: "qui les entoure", "no lo evita". */
const BEFORE_VERBS =
  /^(?:qui|il|elle|on|ne|n['’]|je|j['’]|tu|nous|vous|ils|elles|se|s['’]|no|non|não|che|quien|quem|chi|si|me|te|lo|ya|já|y|ci|vi|cada|chaque|ogni)$/iu
/** The adjectives of the Romance languages that stand before their nouns: size, age, beauty, order, sameness. */
const BEFORE_NOUNS =
  /^(?:grande?s?|petite?s?|bel|beau|beaux|belles?|bonn?e?s?|nouvel|nouvelles?|nouveaux?|vieux|vieille?s?|jeunes?|premi[eè]re?s?|derni[eè]re?s?|longue?s?|hauts?|hautes?|gros|grosses?|même|autres?|anciens?|anciennes?|seuls?|seules?|larges?|vastes?|différente?s|divers|diverses|mau|vraie?s?|propre?s?|seconde?s?|meilleure?s?|buen[oa]?s?|nuev[oa]s?|viej[oa]s?|primer[oa]?s?|últim[oa]s?|antigu[oa]s?|gran|únic[oa]s?|mism[oa]s?|mayor|mayores|menor|menores|mejor|mejores|verdader[oa]s?|propi[oa]s?|segund[oa]s?|tercer[oa]?|pequeñ[oa]s?|piccol[oaie]|grandi|nuov[oaie]|vecchi[oae]?|prim[oaie]|ultim[oaie]|bell[oaie]|antic[oaie]|antichi|antiche|buon[oaie]?|vero|vera|vere|divers[oaie]|stess[oaie]|altr[oaie]|prossim[oaie]|scors[oaie]|nov[oa]s?|velh[oa]s?|primeir[oa]s?|pequen[oa]s?|antig[oa]s?|principal|principales|principais|principaux|maior|maiores|melhor|melhores|bom|boas?|bons|verdadeir[oa]s?|própri[oa]s?|outr[oa]s?|otr[oa]s?|mesm[oa]s?|vári[oa]s|vari[oa]s|hermos[oa]s?|bonit[oa]s?|lind[oa]s?|enormes?|inmens[oa]s?|imens[oa]s?|futur[oa]s?|próxim[oa]s?|anterior|anteriores|siguientes?|recientes?|actual|actuales|mal[oa]?s?|plen[oa]s?|simples?|semplici|terz[oaie]|long[oa]s?|larg[oa]s?|alt[oa]s?|baix[oa]s?)$/iu
/** Endings of adjectives that are hardly a noun's, where no dictionary tells. */
const LIKE =
  /(?:[aáií][bv]e[li]s?|[ií]veis|áveis|ables?|ibles?|[ií]c[oa]s?|os[oa]s?|[ei]an[oa]s?|iv[oa]s?|ari[oa]s?|ári[oa]s?|esas?|ês|al|ales|ais)$/iu
/** Endings of verbs and adverbs, where no dictionary tells: what they lead to is done, or how it is done. */
const DONE = /(?:mente|[aei]ndo|[aei]rse|[aei]rlo|[aei]rl[ao]s?|aron|ieron|aram|eram|iram|aban|avam|aba|ava|ían|iam)$/iu
/** "Acres appartenant à": of French participles the dictionary lists one as an adjective. */
const PARTICIPLE = /ant$/u
const INFINITIVE: Record<string, RegExp> = {
  fr: /^\p{Ll}+(?:er|ir|oir|re)$/u,
  it: /^\p{Ll}+(?:are|ere|ire|rre|arsi|ersi|irsi)$/u,
  es: /^\p{Ll}+(?:ar|er|ir|ír)$/u,
  pt: /^\p{Ll}+(?:ar|er|ir|ôr)$/u,
}

const lexicons = new Map<string, Lexicon | undefined>()

function lexiconOf(language: string): Lexicon | undefined {
  if (!lexicons.has(language)) lexicons.set(language, load(language))
  return lexicons.get(language)
}

// Some 30 ms and 20 MB each.
function load(language: string): Lexicon | undefined {
  const found = romancePackages[language]
  if (found === undefined || !isInstalled(found.name)) return undefined
  const classes = createRequire(import.meta.url)(found.name) as Record<string, new () => Lexicon>
  const Type = classes[found.type]
  return Type === undefined ? undefined : new Type()
}

/**
 * Tags a Romance language: a noun is what a determiner or a preposition introduces and the dictionary, where there is one, lists; its
 * adjective stands next to it. What nothing introduces is none, so that few verbs are taken for nouns.
 */
export function tagRomance(text: string, language: string): Tagged[] {
  const lexicon = lexiconOf(language)
  const words = wordsOf(text, { elides: true })
  const tagged: Tagged[] = []
  for (const [at, written] of words.entries()) tagged.push(tagWord(written, { tagged, words, at, language, lexicon }))
  return tagged
}

interface Place {
  /** What was tagged before. */
  tagged: readonly Tagged[]
  words: readonly Written[]
  at: number
  language: string
  lexicon: Lexicon | undefined
}

function tagWord({ word, isMark, isFirst, isCut }: Written, place: Place): Tagged {
  const { tagged, words, at, language, lexicon } = place
  const lower = word.toLowerCase().replace('’', "'")
  const tag = (part: Tagged['part'], lemma = lower): Tagged => ({ word, lemma, part })
  if (isMark) return tag('mark')
  if (/^\p{N}/u.test(word)) return tag('number')
  if (PREPOSITIONS[language]?.has(lower)) return tag('preposition')
  if (DETERMINERS[language]?.has(lower) || isEmpty(lower, language) || isCut) return tag('other')
  // "Dit-elle", "tornou-se" say who and whom.
  if (/-(?:t-)?(?:ils?|elles?|on|nous|vous|je|tu|ce|ci|là|se|l[oa]s?|lhes?|me)$/u.test(lower)) return tag('verb')
  if (/^\p{Lu}/u.test(word) && (!isFirst || /^\p{Lu}\p{Ll}/u.test(words[at + 1]?.word ?? ''))) return tag('name')
  const introduced = introducedBy(place)
  if (introduced === 'nothing') return tag('other')
  const [noun, adjective] = [lexicon?.getNoun(lower) ?? undefined, lexicon?.getAdj(lower) ?? undefined]
  const next = words[at + 1]?.word.toLowerCase() ?? ''
  const isBefore = BEFORE_NOUNS.test(lower)
  if (introduced === 'noun') {
    // "Un centre consacré à": what was done to it says less than what it is like.
    const isLike =
      lexicon === undefined
        ? LIKE.test(lower) && !DONE.test(lower)
        : adjective !== undefined && !isBefore && lexicon.adjectives?.[lower]?.[1] !== true && !PARTICIPLE.test(lower)
    return isLike ? tag('adjective', adjective) : tag('other')
  }
  if (INFINITIVE[language]?.test(lower) && (tagged[at - 1]?.part === 'preposition' || (lexicon !== undefined && noun === undefined)))
    return tag('verb')
  if (isBefore && (lexicon === undefined ? !isEmpty(next, language) : (lexicon.getNoun(next) ?? undefined) !== undefined))
    return tag('adjective')
  if (isBefore || (lexicon !== undefined && noun === undefined && adjective !== undefined)) return tag('other')
  if (lexicon === undefined && DONE.test(lower)) return tag('verb')
  // What is in no dictionary may be a thing after its article; after a preposition it is rather none.
  if (introduced === 'preposition' && (lexicon === undefined ? LIKE.test(lower) : noun === undefined)) return tag('other')
  return tag('noun', noun)
}

function introducedBy({ tagged, words, at, language }: Place): 'determiner' | 'preposition' | 'noun' | 'nothing' {
  const before = tagged[at - 1]
  if (before === undefined) return 'nothing'
  if (before.part === 'noun') return 'noun'
  if (before.part === 'adjective') return tagged[at - 2]?.part === 'noun' ? 'nothing' : 'determiner'
  if (before.part === 'number') return 'determiner'
  // "A" and "d'" are both in some languages; an article is no preposition.
  if (DETERMINERS[language]?.has(before.lemma)) return BEFORE_VERBS.test(words[at - 2]?.word ?? '') ? 'nothing' : 'determiner'
  return before.part === 'preposition' ? 'preposition' : 'nothing'
}

function isEmpty(word: string, language: string): boolean {
  return (
    !/^\p{L}{2}/u.test(word) ||
    functionWords(language).has(word) ||
    DETERMINERS[language]?.has(word) === true ||
    CLOSED[language]?.has(word) === true
  )
}
