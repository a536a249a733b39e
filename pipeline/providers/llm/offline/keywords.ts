import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'
import { z } from 'zod'
import { withoutAsides } from './asides.ts'
import { CURRENCIES } from './currencies.ts'
import { functionWords, nounPhrasesOf } from './noun-phrases.ts'
import { isStopWord, termsOf } from './terms.ts'

const MONEY = new RegExp(`(?<!\\p{L})(?:${CURRENCIES})(?!\\p{L})`, 'gu')
const ABSTRACT_ENDINGS = /(?:ness|ity|ism|ance|ence|ship|hood)$/
const VERBS =
  /^(?:\w+(?:ize|ise|ify)s?|is|are|was|were|become|becomes|became|grows?|gets?|stays?|remains?|longer|shorter|include|includes|provide|provides|allow|allows|show|shows|need|needs|help|helps|take|takes|come|comes|goes|went|see|seen|known|called|said|says)$/

/**
 * Up to five things a scene speaks of, concrete noun phrases first; `all` are the film's texts, to tell the special from the common. None where it
 * names nothing but ways, parts, times and the like, or only in passing.
 */
export function keywordsOf(text: string, all: string[], language: string): string[] {
  const said = withoutAsides(text, language).replace(MONEY, ' ')
  const phrases = language === 'zh' ? chineseNouns(said) : language === 'en' ? englishNouns(said) : otherNouns(said, language)
  const commonness = (phrase: string) => all.filter((other) => other.toLowerCase().includes(phrase.toLowerCase())).length / all.length
  // What a number stands before is its unit, and pale as a unit is.
  const counted = new Set(Array.from(text.matchAll(/\d[\d.,]*\s(\p{L}+)/gu), ([, unit = '']) => unit))
  const scored = [...phrases]
    .filter(([phrase]) => !isPale(phrase, language) && !counted.has(phrase) && !isVerb(phrase, said, language))
    .map(([phrase, weight], order) => ({ phrase, score: weight * (1.2 - 0.6 * commonness(phrase)) - order * 0.01 }))
  const chosen: string[] = []
  for (const { phrase } of scored.toSorted((a, b) => b.score - a.score)) {
    const lower = phrase.toLowerCase()
    if (chosen.some((other) => other.toLowerCase().includes(lower) || lower.includes(other.toLowerCase()))) continue
    chosen.push(phrase)
    if (chosen.length === 5) break
  }
  return SLAVIC.has(language) ? [...new Set(chosen.map((phrase) => nominative(phrase, all)))] : chosen
}

const SLAVIC: ReadonlySet<string> = new Set(['ru', 'uk', 'be'])
/** What a noun may end with in its own case, by how it ends in another, likeliest first. */
const CASES: readonly [ending: RegExp, own: readonly string[]][] = [
  [/(?:ами|ями|ах|ях|ам|ям)$/u, ['ы', 'и', 'а', 'я']],
  [/(?:ов|ев)$/u, ['ы', 'и', '']],
  [/(?:ой|ою)$/u, ['а']],
  [/(?:ей|ею)$/u, ['я', 'ь', 'а']],
  [/(?:ом|ем|ём)$/u, ['', 'о', 'е', 'ь', 'й']],
  [/[ую]$/u, ['а', 'я', '', 'о', 'ь', 'й']],
  [/[ыи]$/u, ['', 'ь', 'а', 'я']],
  [/[ая]$/u, ['', 'о', 'е', 'ь', 'й']],
  [/е$/u, ['а', '', 'о', 'я']],
]

/** A Slavic noun as the film's texts name it in its own case elsewhere; as it is where they don't. */
function nominative(phrase: string, all: readonly string[]): string {
  const lower = phrase.toLowerCase()
  const [ending, own] = CASES.find(([one]) => one.test(lower)) ?? []
  if (ending === undefined || own === undefined || phrase.includes(' ')) return phrase
  const stem = lower.replace(ending, '')
  if (stem.length < 3) return phrase
  const said = new Set(all.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []))
  // "Файлы" are no feminine "файла".
  const isFeminine = !/[ыи]$/u.test(lower) || ['у', 'ю', 'ой', 'ей'].some((one) => said.has(stem + one))
  const found = own
    .filter((one) => isFeminine || !/[ая]/u.test(one))
    .map((one) => stem + one)
    .find((word) => word !== lower && said.has(word))
  return found === undefined ? phrase : phrase.slice(0, 1) + found.slice(1)
}

/** French infinitives after what leads to one, and imperfects: no noun has these endings and no article. */
const INFINITIVE = /^\p{Ll}+(?:er|ir|oir|re)$/u
const IMPERFECT = /^\p{Ll}{4,}(?:ait|aient)$/u
const IMPERATIVE = /(?<!\p{L})(?!(?:chez|assez|nez|rez)(?!\p{L}))\p{L}{2,}ez(?!\p{L})/giu
const NO_IMPERFECT = /^(?:portrait|retrait|extrait|bienfait|souhait|forfait|parfait|attrait)$/u

/** Spanish, Portuguese and Italian ones, the nouns apart that look like them. */
const INFINITIVES: Record<string, RegExp> = {
  es: /^(?!(?:lugar|hogar|mar|azúcar|mujer|alquiler|taller|poder|ayer|bar|par|altar|collar|pilar|placer|deber|amanecer|ser|lunar|militar|familiar|ejemplar|hangar|paladar|alfiler|militar|pulgar|telar)$)\p{Ll}{2,}(?:ar|er|ir|arse|erse|irse)$/u,
  pt: /^(?!(?:lugar|lar|mar|açúcar|mulher|aluguer|poder|bar|par|altar|colar|pilar|prazer|dever|ser|lunar|militar|familiar|exemplar|talher|colher|andar|ar|polegar|luar|celular|paladar)$)\p{Ll}{2,}(?:ar|er|ir)$/u,
  it: /^(?!(?:mare|altare|piacere|potere|dovere|carattere|genere|cantiere|quartiere|mestiere|bicchiere|cameriere|ingegnere|parere|sapere|essere|carcere|cellulare|militare|pari)$)\p{Ll}{2,}(?:are|ere|ire)$/u,
}

/** "Geralmente" says how often, and is no thing. */
const MENTE = /^\p{L}{3,}mente$/iu

function isVerb(phrase: string, text: string, language: string): boolean {
  if (language in INFINITIVES && MENTE.test(phrase)) return true
  if (INFINITIVES[language]?.test(phrase) === true) return true
  if (language !== 'fr') return false
  if (IMPERFECT.test(phrase)) return !NO_IMPERFECT.test(phrase)
  return (
    INFINITIVE.test(phrase) &&
    new RegExp(`(?<!\\p{L})(?:de|d['’]|à|sans|pour|faut|peut|peuvent|doit|doivent|laissez|faire)\\s?${phrase}(?!\\p{L})`, 'iu').test(text)
  )
}

function otherNouns(text: string, language: string): Map<string, number> {
  const told = language === 'fr' ? text.replace(IMPERATIVE, ',') : text
  return nounPhrasesOf(told, language) ?? phrasesOf(told, functionWords(language))
}

// Runs of content words without a function word or a verb between them; names and longer runs weigh more.
function phrasesOf(text: string, empty: ReadonlySet<string> = new Set()): Map<string, number> {
  const found = new Map<string, number>()
  for (const clause of text.split(/[.,;:!?()"“”«»—–]+|\s-\s/u)) {
    let run: string[] = []
    const close = () => {
      const words = run.slice(-3)
      run = []
      const last = words.at(-1)
      if (last === undefined || words.join('').length < 3) return
      const phrase = words.join(' ')
      const name = words.filter((word) => /^\p{Lu}/u.test(word)).length
      const weight =
        1 +
        0.5 * (words.length - 1) +
        0.5 * Math.min(2, name) -
        (ABSTRACT_ENDINGS.test(last) ? 0.6 : 0) -
        (/(?:ing|ed|ly)$/.test(last) ? 0.8 : 0)
      found.set(phrase, (found.get(phrase) ?? 0) + weight)
    }
    for (const word of clause.trim().split(/\s+/)) {
      const bare = word.replace(/^['’]+|['’]s?$/gu, '')
      if (
        bare === '' ||
        isStopWord(bare) ||
        COUNTS.test(bare) ||
        empty.has(bare.toLowerCase()) ||
        VERBS.test(bare.toLowerCase()) ||
        !/^[\p{L}\p{M}\p{N}'’-]+$/u.test(bare) ||
        /^\p{N}/u.test(bare) ||
        termsOf(bare, 'en').length === 0
      )
        close()
      else if (/(?:ly|ed)$/.test(bare) && /^\p{Ll}/u.test(bare)) close()
      else run.push(bare)
    }
    close()
  }
  return found
}

// Nouns that carry a sentence's grammar more often than its picture.
const PALE: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    en:
      'way ways time times day days night nights year years hour hours minute minutes century end thing things part parts side sides kind kinds sort sorts number ' +
      'numbers lot lots case cases half piece pieces reason reasons people one ones others example examples same rest nobody percent metres meters miles kilometres ' +
      'kilometers pounds dollars something anything everything nothing situation situations morning mornings evening evenings afternoon noon week weeks month months ' +
      'moment moments last next bit deal fact facts place places order use turn means sense purpose purposes term terms result results addition instance aspect aspects ' +
      'sake share shares proportion item items today tomorrow yesterday less more most answer manner matter matters point points sight less travels onward while area areas type types form forms ' +
      'level levels amount amounts set sets course extent degree need needs start beginning distance length name names member members right left',
    de:
      'prozent kilometer meter liter gramm kilo sekunde sekunden viertelstunde stock minute minuten stunde stunden tag tage tagen jahr jahre jahren jahrhundert hälfte fast teil teile teilen mal ende anfang euro cent weise seite ' +
      'art arten ding dinge dingen fall falls fälle fällen sache sachen situation lage punkt form formen bitte lassen grund gründe beispiel ergebnis stelle dank zeit zeiten ' +
      'name namen mitglied mitglieder mitgliedern',
    es:
      'metro metros litro litros kilo kilos mejor peor otra otro otras otros cada casi once doce quince veinte treinta cien originales vez veces año años día días dia hora horas minuto minutos siglo siglos parte partes final fin menos más forma formas manera maneras ciento grado grados mitad ' +
      'cosa cosas caso casos tipo tipos situación punto lugar ejemplo resultado algo modo nombre nombres miembro miembros actualidad popularidad elaboración propiedades propiedad función funciones único mayoría cantidad serie cuenta hecho tiempo todo toda todos todas tal tales cierto cierta ciertos ciertas',
    fr:
      'mètre mètres litre litres gramme grammes kilo kilos fois an ans année années jour jours heure heures minute minutes siècle siècles partie parties fin moins plus façon manière cent moitié chose choses cas milieu morceau morceaux bord côté ' +
      'situation sorte sortes type genre point lieu exemple résultat quelque nom noms membre membres abord peu tous tout toute toutes différents différentes temps sens sujet ensemble suite besoin effet plupart fait trop voient ailleurs reste',
    it:
      'volta volte anno anni giorno giorni ora ore minuti secolo secoli parte parti fine meno più modo modi cento metà cosa cose caso casi tipo tipi situazione punto ' +
      'luogo esempio risultato qualcosa nome nomi membro membri',
    pt:
      'vez vezes ano anos dia dias hora horas minutos século séculos parte partes fim menos mais forma maneira cento metade coisa coisas caso casos tipo situação ponto ' +
      'lugar exemplo resultado algo modo pouco muito qualquer cada seis sete oito nove dez corresponde olhada entendimento risco tempo maioria quantidade série conta fato nome nomes tal tais todo toda todos todas certo certa certos certas nenhum nenhuma',
    ru:
      'день дня дней неделя недели недель месяц месяца месяцев год года лет час часа часов раз раза процент процента процентов тысяча тысячи тысяч часть части частей ' +
      'способ образом вещь вещи случай случаи случаев случае ситуация вид виды видов начало конец место пример результат дело должны должен должна должно несмотря которой ' +
      'которого которым которому наряду этим исходя например полностью заново вообще принято мнению другим достаточно возможно глава',
    zh:
      '情况 起点 部分 方式 方法 过程 条件 问题 东西 事情 时候 地方 现象 结果 原因 作用 程度 大量 情形 方面 一般 内容 全部 其中 建议 做法 接下来 说明 时分 二者 种类 类型 例子 ' +
      '事物 一部分 大家 注意 地步 样子 办法 目的 基础 整体 意思 作者 开始 刚刚开始 向前走 做人 在世 易主 时时 标记 记录 移动 走动 动弹 定义 制作 产生 中心',
    ja: 'もの こと 場所 種類 状況 意味 内容 大抵 本当 普通 実際 記述 対応 詳細 注意',
    ko: '것으로 경우 부분 방법 문제 상황 종류 지금 필요 가능성',
    ar: 'الوقت الحالة الحالات الطريقة الشيء الأشياء الجزء النوع الظروف العكس الحاجة الحاجات',
    he: 'דבר דברים מקרה חלק דרך סוג מצב',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)

/** Languages in which the thing stands before or after what it is like: "gros morceaux", "partie nord". */
const ROMANCE: ReadonlySet<string> = new Set(['fr', 'es', 'it', 'pt'])

/** True for a phrase whose thing is a pale one: a calm morning is a morning. */
function isPale(phrase: string, language: string): boolean {
  const pale = PALE[language]
  const words = phrase.toLowerCase().split(' ')
  if (pale === undefined) return false
  return (
    pale.has(phrase.toLowerCase()) ||
    (language === 'en' && pale.has(words.at(-1) ?? '')) ||
    (ROMANCE.has(language) && words.some((word) => pale.has(word)))
  )
}

// Its lexicon takes a third of a second to unfold, which a cached film need not pay.
const require = createRequire(import.meta.url)
const english = () => require('compromise/three') as typeof import('compromise/three').default

const Noun = z.object({
  noun: z.object({ root: z.string(), adjectives: z.array(z.string()).default([]) }),
  terms: z.array(z.object({ tags: z.array(z.string()) })),
})

/** What the tagger takes for a noun, but is the verb of the one before: "revenue rose by", "the contract ends in". */
const VERB_TAILS =
  /^(?:rose|rises|fell|falls|ends|begins|starts|lies|drops|grew|costs|totals|weighs|spans|describes|shows|says|writes|explains)$/

/** Verbs like their nouns: between a noun in the plural and another, a verb. */
const VERBAL =
  /^(?:cost|use|need|show|change|drive|shape|share|help|cause|process|store|feed|supply|power|force|move|release|answer|control)$/
/** "Inside each chloroplast lie stacks": the thing comes after it. */
const STANDS = /^(?:lies?|stands?|sits?|hangs?)$/
/** "Holds a plant back": the verb's, not the noun's. */
const PARTICLES = /^(?:back|away|apart|together|aside)$/
/** Adjectives that say how much of it, and not what it is like. */
const HOW_MUCH = /^(?:little|less|enough|whole|entire|various|several|additional|former|typical|certain)$/i

/** "Two thousandths of a second": how many, and nothing that is counted. */
const COUNTS = /^(?:halves|thirds|quarters|tenths|hundredths|thousandths|millionths|dozens?|hundreds?|thousands?|millions?|billions?)$/i

// "Nature: Shear waves" names nobody: after its colon a label's explanation begins with a capital, as a sentence does.
function withoutLabels(text: string): string {
  return text.replace(/\s?[()]/gu, ',').replace(/(?<=: )\p{Lu}(?=\p{Ll}+[ ,-]+\p{Ll})/gu, (letter) => letter.toLowerCase())
}

/** "Our day grows longer": from the verb on, nothing is its noun's. */
const GROWS = /^(?:grows|becomes|gets|turns|stays|remains|looks|feels)$/

// Each noun with its nearest adjective ("fossil corals"), no articles, no pronouns, no verbs.
function englishNouns(text: string): Map<string, number> {
  const found = new Map<string, number>()
  const nouns = Noun.array().parse(
    english()(withoutLabels(text))
      .nouns()
      .json({ terms: { tags: true } }),
  )
  for (const { noun, terms } of nouns) {
    const words = noun.root
      .replace(/[.,;:!?]+(?=\s|$)/gu, '')
      .split(/\s+/)
      .filter((word) => /^[\p{L}'’-]{2,}$/u.test(word) && !/^the$/i.test(word))
    words.splice(0, words.findLastIndex((word) => STANDS.test(word)) + 1)
    const verb = words.findIndex((word, at) => at > 0 && GROWS.test(word))
    if (verb > 0) words.splice(verb)
    // "Tides cost energy": the subject is told before it, and no noun's adjective.
    if (words.length > 1 && VERBAL.test(words[0] ?? '') && new RegExp(`\\p{L}s ${words.join(' ')}`, 'u').test(text)) words.shift()
    if (words.length > 1 && PARTICLES.test(words.at(-1) ?? '')) words.pop()
    const head = words.at(-1)
    if (head === undefined || words.length > 3 || isStopWord(head) || terms.some(({ tags }) => tags.includes('Pronoun'))) continue
    const tags = new Set(terms.flatMap((term) => term.tags))
    if (tags.has('Date') || tags.has('Unit') || COUNTS.test(head)) continue
    if (
      VERB_TAILS.test(head) &&
      words.length > 1 &&
      new RegExp(`\\b${words.join(' ')}(?: (?:by|to|from|in|at|on|the|an?|how|that|\\d)|[,.;]| ?$)`, 'u').test(text)
    )
      words.pop()
    const adjective = noun.adjectives.findLast((word) => /^[\p{L}'’-]+$/u.test(word) && text.includes(`${word} ${words[0]}`))
    // Any word has a capital at a sentence's start.
    const name = /^\p{Lu}/u.test(head) && tags.has('ProperNoun')
    const phrase = [
      ...(adjective === undefined || name || isStopWord(adjective) || HOW_MUCH.test(adjective) ? [] : [adjective]),
      ...words,
    ].join(' ')
    const weight = 1 + 0.4 * (phrase.split(' ').length - 1) + (name ? 0.6 : 0) - (ABSTRACT_ENDINGS.test(head) ? 0.5 : 0)
    if (weight > 0.2) found.set(phrase, (found.get(phrase) ?? 0) + weight)
  }
  return found.size > 0 ? found : phrasesOf(text.replace(VERBS_AFTER, ','))
}

const VERBS_AFTER = /\b(?:to|will|can|could|may|might|must|shall|should|would|I|you|we|they|he|she|it) \p{L}+/giu

let jieba: Jieba | undefined

// Its dictionary is 11 MB, which only Chinese need pay.
function segmenter(): Jieba {
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
  return Jieba.withDict(dict)
}

/** Single glyphs that are a thing's whole name: 一只猫. */
const CHINESE_THINGS = new Set(
  '猫狗马牛羊猪鸡鸭鱼鸟虎狼熊猴蛇龙鹰蜂蝶虫树花草叶山河江海湖岛云雨雪风雷月星火灯烛门窗墙桥路船车床桌椅碗刀剑枪箭弓锅壶杯酒茶饭面米肉糖盐书信画笔纸墨琴鼓钟衣帽鞋伞钱金银玉铁石沙泥冰井城村庙塔坟骨血手眼脚',
)
/** Adverbs, verbs and the like that its dictionary takes for nouns. */
const CHINESE_OTHER =
  /^(?:全都|起码|令人|总算|统统|题外|凭栏|事儿|敏捷地|好容易|大都|早已|从此|至今|如今|当下|顷刻|霎时|片刻|须臾|不禁|不觉|不免|未免|未免太|未必|竟然|居然|果然|忽然|突然|偶然|自然而然|毕竟|终究|究竟|到底|索性|干脆|反正|好歹|多半|大半|泰半|无非|无不|莫不|莫非|倘若|假若|何况|况且|尚且|姑且|暂且|等候|等待|动静|有人|有些|有的|那样|这样|怎样|聊天|串门|开花|上桌|入秋|入冬|入夜|天黑|回家|出门|过来|过去|起来|下来|上来|出去|进去)$|^(?:[无令使凭被让]\p{sc=Han}|\p{sc=Han}+地)$/u

function chineseNouns(text: string): Map<string, number> {
  jieba ??= segmenter()
  const found = new Map<string, number>()
  let before = ''
  let isFree = true
  for (const { word: segment, tag } of jieba.tag(text)) {
    const word = segment.replace(/(?<=\p{sc=Han}{2})[上下里中内外]$/u, '')
    // 非物质文化遗产 is nothing material; 黑黑地 is cut in two by the tagger.
    const isDenied = /^[非无不未]$/u.test(before) || (before.length === 1 && word.startsWith(before))
    // 奈良岛 is a name, and no island: a thing of one glyph stands after a word of one, or after what leads to it.
    const stoodFree = isFree
    isFree = word.length < 2 || /^[uxmqrpcdt]/.test(tag)
    before = word
    const isThing = word.length === 1 && stoodFree && CHINESE_THINGS.has(word) && /^[nz]/.test(tag)
    if (isDenied || (word.length < 2 && !isThing) || (isStopWord(word) && !isThing)) continue
    if (/^所|面$/u.test(word) || /^[a-z]{1,2}$/.test(word) || /[我你您他她它们]/u.test(word) || CHINESE_OTHER.test(word)) continue
    const weight = isThing ? 0.9 : /^n[rsztg]/.test(tag) ? 1.4 : tag.startsWith('n') ? 1.2 : /^(?:eng|vn)/.test(tag) ? 0.8 : 0
    if (weight > 0) found.set(word, (found.get(word) ?? 0) + weight)
  }
  return found
}
