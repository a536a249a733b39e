import { createRequire } from 'node:module'

// Sixty lists, which a cached film need not load.
const require = createRequire(import.meta.url)
const stopword = () => require('stopword') as typeof import('stopword')

/** Things that a text names, with how likely each is one, where no tagger knows the language. */
type Phrases = Map<string, number>

/**
 * Noun phrases by what gives nouns away in a language: a capital, an article, a script, a particle; none where a text has no such nouns. Undefined
 * for a language of which nothing is known.
 */
export function nounPhrasesOf(text: string, language: string): Phrases | undefined {
  return readers[language]?.(text, language)
}

const readers: Record<string, (text: string, language: string) => Phrases> = {
  ...{ de: capitalised, lb: capitalised },
  ...{ fr: afterArticles, es: afterArticles, it: afterArticles, pt: afterArticles, ca: afterArticles, gl: afterArticles },
  ...{ ru: slavic, uk: slavic, be: slavic, bg: slavic },
  ...{ ar: withArticle, he: hebrew, ja: kanji, ko: withParticles },
}

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

/** Runs between marks that end a clause, as words. */
function clausesOf(text: string): string[][] {
  return text
    .split(/[.,;:!?()"“”„«»—–…،؛؟]+|\s-\s/u)
    .map((clause) => clause.match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? [])
    .filter((words) => words.length > 0)
}

function add(found: Phrases, words: readonly string[], weight: number): void {
  const phrase = words.join(' ')
  if (phrase.length > 1) found.set(phrase, (found.get(phrase) ?? 0) + weight)
}

const isCapital = (word = ''): boolean => /^\p{Lu}\p{Ll}/u.test(word)

// Nouns have capitals; at a sentence's start anything has.
function capitalised(text: string, language: string): Phrases {
  const found: Phrases = new Map()
  for (const words of clausesOf(text)) {
    for (let at = 0; at < words.length; at++) {
      const run = []
      while (isCapital(words[at]) && !functionWords(language).has(words[at]?.toLowerCase() ?? '')) run.push(words[at++] as string)
      if (run.length > 0) add(found, run.slice(0, 3), at === run.length ? 0.7 : 1 + 0.3 * (run.length - 1))
    }
  }
  return found
}

const articles: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    fr: 'le la les l un une des du au aux de d ce cet cette ces son sa ses leur leurs notre nos mon ma mes',
    es: 'el la los las un una unos unas del al de su sus este esta estos estas aquel aquella',
    it: 'il lo la l i gli le un uno una di d del dei degli delle dello della dell nel nello nella nell sul sulla alla allo all dal dalla',
    pt: 'o os a as um uma uns umas de do da dos das no na nos nas pelo pela seu sua seus suas este esta',
    ca: 'el la l els les un una uns unes del dels al als de d seu seva',
    gl: 'o a os as un unha uns unhas de do da dos das no na nos nas seu súa',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)
/** Adjectives that stand before their nouns. */
const BEFORE_NOUNS =
  /^(?:grande?s?|petite?s?|bel|beau|belles?|bonn?e?s?|nouvelles?|nouveaux?|vieux|vieille|jeunes?|premi[eè]re?s?|derni[eè]re?s?|longue?s?|hauts?|haute|buen[oa]?s?|nuev[oa]s?|viej[oa]s?|primer[oa]?s?|últim[oa]s?|piccol[oaie]|grandi|nuov[oaie]|vecchi[oae]?|prim[oaie]|ultim[oaie]|bell[oaie]|nov[oa]s?|velh[oa]s?|primeir[oa]s?|pequen[oa]s?|pequeñ[oa]s?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dos|tres|cuatro|siete|due|tre|quattro|sette|dois|três|sete|même|autre|antigu[oa]s?|antig[oa]s?|anciens?|anciennes?|antic[oaie]|antichi|únic[oa]s?|seuls?|seules?|mism[oa]s?|mesm[oa]s?|principal|principales|principais|principaux|mayor|mayores|maior|maiores|menor|menores|mejor|mejores|melhor|melhores|larges?|vastes?|différente?s|divers|diverses|toute?s?|tous|grandes|gran|bom|boas?|bons|mau|verdader[oa]s?|verdadeir[oa]s?|vraie?s?|propi[oa]s?|própri[oa]s?|propre?s?|segund[oa]s?|tercer[oa]?|seconde?s?)s?$/iu
/** Weigh less, as English ones do: what is told is rather the soup than its popularity. */
const ABSTRACT =
  /(?:idad|idades|idade|ités?|ità|ción|ciones|ção|ções|sión|são|zione|zioni|tions?|mento|mentos|menti|ments?|ancia|ência|ance|ence|eza)$/iu

const ADJECTIVES =
  /(?:ique|iques|ales?|aux|euse?s?|eux|iennes?|iens?|oises?|aises?|ives?|ifs?|aires?|[aáií][bv]e[li]s?|ables?|ibles?|ic[oa]s?|ici|iche|os[oaie]s?|an[oa]s?|ív[oa]s?|iv[oaie]s?|ári[oa]s?|ari[oae]s?|esas?|esi|és|ês)$/iu

// An article is followed by a noun, and that by its adjective.
function afterArticles(text: string, language: string): Phrases {
  const found: Phrases = new Map()
  const theirs = articles[language] ?? new Set()
  // "qui les entoure": before a verb, an article is a pronoun.
  // "Cada uma corresponde", "un peu": nor does "each one" lead to a noun.
  const isVerbAfter = (word = '') =>
    (language !== 'fr' && /^que$/iu.test(word)) ||
    /^(?:qui|il|elle|on|ne|n|je|tu|nous|vous|ils|elles|se|no|non|não|che|cada|chaque|chacun|chacune|ogni)$/iu.test(word)
  const isEmpty = (word = '') => word === '' || theirs.has(word.toLowerCase()) || functionWords(language).has(word.toLowerCase())
  for (const words of clausesOf(text.replace(/(?<=\p{L})['’](?=\p{L})/gu, ' '))) {
    words.forEach((word, at) => {
      const before = words[at - 1]?.toLowerCase() ?? ''
      // "L'a-t-il découvert" asks, and "dit-elle" tells who said it.
      if (isEmpty(word) || /^\p{N}|-(?:ils?|elles?|on|nous|vous|je|tu|ce)$/u.test(word)) return
      if (isCapital(word) && at > 0 && !isCapital(words[at - 1])) {
        const name = words.slice(at, at + 3)
        const end = name.findIndex((part) => !isCapital(part))
        add(found, end < 0 ? name : name.slice(0, end), 1.3)
      } else if (theirs.has(before) && !isVerbAfter(words[at - 2])) {
        const first = BEFORE_NOUNS.test(word) ? at + 1 : at
        if (isEmpty(words[first])) return
        const tail = words[first + 1]
        const last = !isEmpty(tail) && (ADJECTIVES.test(tail ?? '') || isCapital(tail)) ? first + 2 : first + 1
        // What only "of" leads to is there for another noun.
        add(
          found,
          words.slice(at, last),
          (/^(?:de|d|du|des|del|dell|della|dei|do|da|dos|das)$/.test(before) ? 0.8 : 1) +
            0.3 * (last - first - 1) -
            (ABSTRACT.test(words[first] ?? '') ? 0.3 : 0),
        )
      }
    })
  }
  return found
}

const SLAVIC_OTHER =
  /(?:ть|ться|тся|ться|[аеиоуыя]л[аои]?|лся|лась|лось|лись|[еёи]т|[ую]т|[ая]т|[еи]шь|[еи]те|вши[йе]|вшая|ый|ий|ая|яя|ое|ее|ые|[кгхшщчж]ие|ых|их|ого|его|ому|ему|ыми|ими|ую|юю|ій|ої|ому|ими|ась|ись|но|ски|[ую]чи|ив|ав|ше|(?:ова|ожо|оже|азва|ела|ече|еде|ыва|иса|лече)н[аоы]?|шл[аои]|ш[ёе]л|[ёе]с|[ёе]г|льшом|йся|йтесь|[её]м[сш]я|авай|евай|ывай|\p{L}{3}аю|\p{L}{3}яю|\p{L}{3}ым)$/iu
const SLAVIC_EMPTY = new Set(
  (
    'скоро снова туда сюда сама само сами сам тотчас быстро легко хорошо плохо поскольку подчас чуток жаль нечем нечего незачем вдоволь ' +
    'будем будет будут буду бери берите дай дайте давай давайте возьми смотри гляди готова готов готово готовы хороша хорош хороши рада ' +
    'рад рады нужна нужен нужны должна вдвоём вдвоем втроём едва опять вдруг здесь тогда всегда никогда иногда теперь сейчас потом затем ' +
    'везде всюду сразу совсем почти вместе рядом далеко близко высоко низко глубоко долго рано поздно тихо громко ясно просто трудно ' +
    'можно нельзя надо дома домой вниз вверх вперёд вперед вокруг мимо сквозь вдоль напротив кроме вместо благодаря согласно именно лишь ' +
    'даже разве неужели пожалуйста конечно наверно наверное кстати значит чтобы хотя если пока пусть когда-то вслух наконец снаружи ' +
    'внутри помощью помощь целью целях один одна одно одни одну одного одной два две двух три трёх много любой любая любое какой какая ' +
    'такой такая весь вся всё самый самая каждый каждая очень назад своей своего своих свой сорок сорока году года годах год лет время ' +
    'времени также около часть который которые'
  ).split(' '),
)
/** After these a noun is one of many, and stands in their case. */
const SLAVIC_NUMERALS =
  /^(?:\d+|дв(?:а|е|ух|умя)|тр(?:и|ёх|емя)|четыре|пят|шест|сем|восем|девят|десят|одиннадцат|двенадцат|пятнадцат|двадцат|тридцат|сорок|пятьдесят|шестидесят|сто|двест|трист|тысяч|миллион|процент|много|мало|несколько|больше|меньше|сколько)/iu
const SLAVIC_PREPOSITIONS = new Set(
  'в во на о об обо к ко из от до с со для без под над при про через между у по за після від до з із зі та і'.split(' '),
)

// Neither verb nor adjective by its ending; what stands in no other word's case makes the better title.
function slavic(text: string, language: string): Phrases {
  const found: Phrases = new Map()
  for (const words of clausesOf(text)) {
    for (let at = 0; at < words.length; at++) {
      // "Соль-то": the particle is no part of it.
      const word = (words[at] ?? '').replace(/-(?:то|ка|таки)$/iu, '')
      const before = words[at - 1]?.toLowerCase() ?? ''
      if (
        word.length < 4 ||
        /-(?:нибудь|либо)$|^кое-/iu.test(word) ||
        !/^\p{sc=Cyrillic}/u.test(word) ||
        functionWords(language).has(word.toLowerCase())
      )
        continue
      if (SLAVIC_EMPTY.has(word.toLowerCase())) continue
      // A name that is an adjective stands before the noun that is meant.
      const isName = at > 0 && isCapital(word) && !/(?:ск|цк)(?:ий|ая|ое|ие|ую|ой|ого|ому|им|их|ом)$/iu.test(word)
      if (!isName && SLAVIC_OTHER.test(word)) continue
      const run = [word]
      while (isName && isCapital(words[at + 1])) run.push(words[++at] as string)
      const isBound = SLAVIC_PREPOSITIONS.has(before) || (before.length > 3 && !SLAVIC_OTHER.test(before) && !isName)
      const isOblique = !isName && /(?:ами|ями|ах|ях|ов|ев|ей|ом|ем|ию|ени|ой|е|ю)$/iu.test(word)
      const isCounted = SLAVIC_NUMERALS.test(before) || /^(?:много|мало)$/iu.test(words[at + 1] ?? '')
      add(found, run.slice(0, 3), (isBound ? 0.6 : 1) * (isOblique ? 0.6 : 1) * (isCounted ? 0.3 : 1) + (isName ? 0.3 : 0))
    }
  }
  return found
}

const RELATIVE = /^[وفبك]?ال(?:تي|ذي|ذين|لذان|لتان|لواتي|آن|يوم)$/u

// A word with the article, the bare noun that it belongs to, and its adjective.
function withArticle(text: string): Phrases {
  const found: Phrases = new Map()
  const definite = (word = '') => /^(?:[وفبك]?ال|لل)\p{L}{2,}/u.test(word) && !RELATIVE.test(word)
  for (const words of clausesOf(text)) {
    for (let at = 0; at < words.length; at++) {
      if (!definite(words[at])) continue
      const before = words[at - 1] ?? ''
      // After "and" or "in" begins another thing, and what has an article is nobody's.
      const isJoined = !/^ال/u.test(words[at] ?? '') || definite(before)
      const owner =
        !isJoined && before.length > 2 && !functionWords('ar').has(before) && !/^[يتنأسولب]/u.test(before) && !/[هن]ا?$|[ىو]$/u.test(before)
      const run = [...(owner ? [before] : []), (words[at] ?? '').replace(/^[وفبك](?=ال)/u, '').replace(/^لل/u, 'ال')]
      while (run.length < 3 && /^ال/u.test(words[at + 1] ?? '') && definite(words[at + 1])) run.push(words[++at] as string)
      add(found, run, 1 + 0.25 * (run.length - 1))
    }
  }
  return found
}

// A word with the article, the bare noun that it belongs to, and its adjective; "and" and "that" may be written in one with it.
function hebrew(text: string): Phrases {
  const found: Phrases = new Map()
  const empty = functionWords('he')
  const bareOf = (word = '') => word.replace(/^[וש](?=ה\p{L}{2})/u, '')
  const definite = (word = '') => /^ה\p{L}{2,}/u.test(bareOf(word)) && !empty.has(bareOf(word)) && !HEBREW_OTHER.test(bareOf(word))
  for (const words of clausesOf(text)) {
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? ''
      const before = words[at - 1] ?? ''
      if (!definite(word)) continue
      const isOwned = before.length > 2 && !empty.has(before) && !HEBREW_OTHER.test(before) && bareOf(word) === word && !definite(before)
      const run = [...(isOwned ? [before.replace(/^ו(?=\p{L}{4})/u, '')] : []), bareOf(word)]
      while (run.length < 3 && /^ה/u.test(words[at + 1] ?? '') && definite(words[at + 1])) run.push(words[++at] as string)
      add(found, run, (before === 'את' ? 1.2 : 1) + 0.25 * (run.length - 1))
    }
  }
  return found
}

/** Verbs, pronouns and joints by their beginnings and endings, as far as these give them away. */
const HEBREW_OTHER =
  /^(?:הוא|היא|הם|הן|היה|היו|הייתה|האם|הזה|הזאת|הזו|האלה|האלו|הללו|היום|הרבה|הבא|הבאה|הבאים|הבאות|האחרים|האחרות|היחיד|הרוצה|הנדרש|הכולל|הכוללת|הקפידו|התאימו|צריכה?|צריכים|אפשר|ניתן|נדרשים|שאינ\p{L}*|ייתכנו?|ולכן|בין|לפי|לאחר|לפני|כאשר|אשר|שבו|שבה|שבהם|בלבד|ואילו|שאר|הסיבה|שאת|ו?מה[וין]?|ו?כולל|כמה|אחת?|ב?כל|מאחת|ש?לא|אחרי|מאד|[יתנ]\p{L}{3,}ו)$/u

const PALE_KANJI = new Set(
  '以下 以上 以前 以降 以外 場合 同様 関連 目的 最初 最後 今日 現在 当時 多数 一部 全体 部分 自分 様々 非常 必要 可能 結果 理由 方法 問題 一般 基本的 側面 例 時代 一方 本書 次第 一番 一人 何度 私達 番目 同時 同様 比較 大量 少量 最大 最小 最高 最低 最終 最近 最後 最終的 理論 不思議 豊富 十分 近年 本来 全部 多く 無数 直接 間接 途中 特別 重要 重要性 大切 有名 簡単 複雑 独自 自身 自体 意外 無視 想像 存在 以来 今回 前回 数年 数日 結局 突然 普段 一度 二度 先日 状況 今度 直前 直後 特定 両者 皆 突然 一定 通常 影響 正常 午前 午後 昨日 明日 今年 去年 来年 昔 際'.split(
    ' ',
  ),
)

/** What may follow a noun; after any other kana a run's last kanji is the stem of a verb or an adjective: 置き場, 短い. */
const AFTER_NOUN =
  /^(?:$|[^\p{sc=Hiragana}]|[をがはにとのもやへかよねぞ]|で(?!き)|な(?:の|ど|ら|く|どの|[^\p{sc=Hiragana}])|から|まで|より|だ|です|でし|でも|でき|など|ら(?![れ])|たち|さん|さま|ごと|ほど|だけ|しか|ばかり|こそ|って(?=[何など]|いう|の)|という|といっ|し|さ(?:れ|せ)|す|せ|ずつ|として|における|によ)/u

// Runs of kanji or of katakana; one that takes "suru" is a verb, and what ends with 的 says only what something is like.
function kanji(text: string): Phrases {
  const found: Phrases = new Map()
  for (const match of text.matchAll(/[\p{sc=Han}々]{0,6}[\p{sc=Katakana}ー]{3,12}|[\p{sc=Han}々]{2,8}/gu)) {
    const [whole] = match
    const after = text.slice(match.index + whole.length)
    const noun = AFTER_NOUN.test(after) ? whole : whole.slice(0, -1)
    const run = noun
      .replace(/(?<=\p{sc=Han}{2})[上下中内外]$/u, '')
      .replace(/^.*的/u, '')
      .replace(/^(?:毎|同|各|数|約|全)(?=\p{sc=Han}{2})/u, '')
    if (run.length < 2 || run.length > (/\p{sc=Katakana}/u.test(run) ? 12 : 6) || PALE_KANJI.has(run)) continue
    if (/^(?:毎[年月日]|約|第|数)?[一二三四五六七八九十百千万億何]+(?:[つ個人年月日回本章部度以台円冊後前間]|$)/u.test(run)) continue
    const isVerb = /^(?:し|さ[せれ]|す|せ|でき)/u.test(after)
    add(found, [run], (isVerb ? 0.4 : 1) + 0.1 * Math.min(3, run.length - 2))
  }
  return found
}

const PARTICLES = /(?:에서는|에서|에게|으로|까지|부터|처럼|보다|은|는|이|가|을|를|의|와|과|로|에|도)$/u

// What carries a particle is a noun.
function withParticles(text: string): Phrases {
  const found: Phrases = new Map()
  for (const words of clausesOf(text)) {
    for (const word of words) {
      const noun = word.replace(PARTICLES, '')
      if (noun === word || noun.length < 2 || functionWords('ko').has(noun) || /(?:하|되|있|없|같|많|했|됐)$/u.test(noun)) continue
      add(found, [noun], 1 + 0.1 * Math.min(3, noun.length - 2))
    }
  }
  return found
}
