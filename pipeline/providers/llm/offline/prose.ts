import { SILENCED } from './clean-for-voice.ts'

const BACK_MATTER = new RegExp(
  '^(?:\\W|\\d)*(?:' +
    [
      '(?:authors? (?:and|&) )?references?( cited)?|references? (?:and|&) (?:sources|links|authors?)|bibliography|citations|sources|works cited|literature( cited)?|acknowledge?ments?|table of contents|contents|index|glossary|copyright.*|licen[cs]e|' +
        'forward[- ]looking statements|safe harbou?r(?: statement)?|legal notices?|financial calendar|(?:press|media|investor) contacts?|contacts?|contact us|investor relations|credits|colophon|imprint|about the authors?|author contributions|conflicts? of interest|competing interests|funding|data availability.*|footnotes|endnotes|' +
        'notes|further reading|see also|external links|list of (?:figures|tables)|revision history|contributors|dedication|disclaimer|abbreviations|(?:review |study |comprehension |discussion )?questions|exercises|problems|self[- ]test|homework',
      '参考文献|引用文献|致谢|鸣谢|目录|目次|索引|版权.*|贡献者|作者简介|术语表|附注|注释|相关链接|练习题?|习题|思考题|课后.{0,4}题|問題集|谢辞|謝辞|參考文獻|目錄|版權.*',
      'литература|список литературы|содержание|оглавление|благодарности|указатель|примечания|библиография',
      '(?:presse)?kontakt|ansprechpartner(?:in)?|literatur(?:verzeichnis)?|inhalt(?:sverzeichnis)?|danksagung(?:en)?|impressum|register|anmerkungen|quellen|abbildungsverzeichnis|aufgaben|übungen|übungsaufgaben',
      'contacts? (?:de )?presse|références|bibliographie|remerciements|table des matières|sommaire|exercices|ejercicios|esercizi|referencias|bibliografía|agradecimientos|índice(?: general| geral)?|contenido|riferimenti|bibliografia|indice',
      'المراجع|المحتويات|شكر|참고 ?문헌|목차|감사의 글|색인',
    ].join('|') +
    ')\\W*$',
  'iu',
)

/** True for sections that are not told: references, contents, thanks, legal matter. */
export function isBackMatter(heading: string): boolean {
  return BACK_MATTER.test(heading.trim())
}

const CONTENTS =
  /^(?:table of contents|contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice(?: general| geral)?|contenido|indice|目录|目次|目錄|содержание|оглавление|المحتويات|목차)$/iu

/** True for the heading of a table of contents. */
export function isContents(heading: string): boolean {
  return CONTENTS.test(heading.trim())
}

/** True for a paragraph of sentences; false for captions, tables, code, formulas, lists of names and running heads. */
export function isProse(text: string): boolean {
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0
  const digits = text.match(/\p{N}/gu)?.length ?? 0
  const marks = text.match(/[^\p{L}\p{M}\p{N}\s.,;:!?'"’“”()（），。；：！？、—–-]/gu)?.length ?? 0
  if (letters < 6 || letters / text.length < 0.6 || digits > letters * 0.2 || marks > text.length * 0.06) return false
  if (isCaption(text)) return false
  if (/(?:©|\(c\)|copyright|all rights reserved|isbn|版权所有|licensed under|creative commons)/i.test(text) && text.length < 400)
    return false
  if (/(?:\.\s?){5,}|…{2,}|_{4,}/.test(text)) return false
  return !/[{};]\s*$|=>|\$\{|<\/\w+>|::|\(\);|^\s*(?:\$|>)\s/.test(text)
}

/** True for a figure's or table's caption. */
export function isCaption(text: string): boolean {
  return CAPTION.test(text)
}

const CAPTION =
  /^(?:figure|fig\.|table|tab\.|listing|algorithm|source|photo|abb(?:ildung)?\.?|tabelle|рис(?:унок)?\.?|таблица|图|表|圖|그림|표|شكل|جدول)(?:\s*[\d一二三四五六七八九十][\d.-]*|\s+(?:[A-Z]|[IVXL]{2,4})(?!\p{L})[\d.-]*)\s*[:.—–：。]?\s/iu

/** True where most letters are of the script the language is written in: a Russian text's English footnote is not, nor the reverse. */
export function isInScript(text: string, language: string): boolean {
  const script = SCRIPTS[language]
  if (script === undefined) return true
  return (text.match(script)?.length ?? 0) >= (text.match(/\p{L}/gu)?.length ?? 0) * 0.45
}

const SCRIPTS: Record<string, RegExp> = {
  zh: /\p{sc=Han}/gu,
  ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/gu,
  ko: /\p{sc=Hangul}/gu,
  ar: /\p{sc=Arabic}/gu,
  fa: /\p{sc=Arabic}/gu,
  he: /\p{sc=Hebrew}/gu,
  el: /\p{sc=Greek}/gu,
  hi: /\p{sc=Devanagari}/gu,
  th: /\p{sc=Thai}/gu,
  ...Object.fromEntries(['ru', 'uk', 'bg', 'be', 'mk'].map((language) => [language, /\p{sc=Cyrillic}/gu])),
  ...Object.fromEntries(
    ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sv', 'da', 'no', 'fi', 'hu', 'tr', 'vi', 'id'].map((language) => [
      language,
      /\p{sc=Latin}/gu,
    ]),
  ),
}

/**
 * True for a line that says who wrote a text, where to reach them or when it was published, in any of the languages of documents: it is for the
 * eye, names nothing in the text, and is neither told nor shown.
 */
export function isByline(text: string): boolean {
  const line = text.trim()
  return (
    line.length <= 120 && ((LABELLED.test(line) && !/[?？]$/.test(line)) || SIGNED.test(line) || ADDRESS.test(line) || PUBLISHED.test(line))
  )
}

// "作者：Docreel", "Author: Ada Reed", "Автор: …"
const LABELLED =
  /^[\s*_•·—–-]*(?:authors?|written by|edited by|editors?|contact|e-?mails?|published|posted|updated|last (?:updated|modified)|date|autor(?:in|en|es|a|as|i)?|verfasser(?:in)?|stand|datum|veröffentlicht(?: am)?|kontakt|auteurs?|rédigé par|publié(?: le)?|courriel|escrito por|publicado(?: el| em)?|correo(?: electrónico)?|fecha|scritto da|pubblicato(?: il)?|data|autor[ae]?|автор(?:ы)?|дата(?: публикации)?|опубликовано|почта|作者|撰文|文字?|编辑|責任編集|责任编辑|记者|来源|日期|发布(?:时间|日期|于)?|更新(?:时间|日期)?|邮箱|电子邮件|著者|筆者|執筆者?|公開日|更新日|投稿日|発行日|저자|글쓴이|작성자|작성일|게시일|이메일|기자|الكاتب|المؤلف|بقلم|تاريخ(?: النشر)?|נכתב על ידי|מחבר(?:ת)?|תאריך|פורסם(?: ב)?)\s*[:：]\s*\S/iu
// "By Ada Reed", with nothing after the name
const SIGNED =
  /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Dd]oor)\s+(?:[Tt]he\s+)?\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:van|von|de|der|da|di|and|und|et|y|e)\s+)?\p{Lu}[\p{L}.'’-]*){1,5}\s*$|^(?:文|图文|撰文|بقلم|מאת)\s*[/／|｜\s]\s*\S{2,20}\s*$/u
const ADDRESS = /^\S{0,24}\s*[:：]?\s*<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?[\s.]*$/u
const PUBLISHED =
  /^(?:(?:published|posted|updated|veröffentlicht|publié|publicado|pubblicato|опубликовано|发布于|发表于)\b.{0,12}?)?\s*(?:\p{L}+,?\s+)?(?:\d{1,2}\.?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?\d{4}(?:\s*г(?:ода|\.)?)?|\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,2}\s?[日일]?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\s*\.?$/iu

/** True for a list of people's names: in prose's place, it begins an entry of the references. "Ann B Zeller, Kevin McGarigal, and Andrew Whiteley." */
export function isNameList(sentence: string): boolean {
  if (!sentence.endsWith('.')) return false
  const people = sentence
    .slice(0, -1)
    .split(/,? (?:and|&) |, /u)
    .map((person) => person.split(/\s+/u))
  const isName = (words: string[]) =>
    words.length > 1 && words.every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word)) && isSurname(words.at(-1))
  // Without a comma two names are four words.
  return people.every(isName) && (people.length > 1 || (people[0]?.length ?? 0) > 3)
}

const isSurname = (word = ''): boolean => /^\p{Lu}[\p{L}'’-]+$/u.test(word)

// "-n, --native": what is typed, not said.
const COMMAND_LINE = /(?:^|[\s“"'(])--[a-z][a-z\d]+(?:[-=][a-z\d]+)*(?![\p{L}\d])|^-\p{L}[\s,]/u

// "The following table shows ...": it leads to what stands on the page, and a listener never comes to.
const LEADS_TO_PAGE =
  /\bfollowing (?:tables?|lists?|figures?|charts?|diagrams?|images?|examples?|listings?|code)\b|\b(?:table|list|figure|chart|diagram|image|example|listing|code) (?:below|above)\b|folgenden? (?:Tabelle|Liste|Abbildung|Übersicht)|[上下][表图圖図]|[上下次]の[図表]/iu

// "Amounts in NOK million unless stated otherwise.": how a table is to be read.
const READS_TABLE =
  /\bunless (?:otherwise )?(?:stated|noted|indicated|specified)|^(?:all )?(?:amounts|figures|numbers|values) (?:are )?in\b|sofern nicht anders|soweit nicht anders|sauf (?:indication|mention) contraire|salvo (?:que se )?indi|除非另有|^单位/iu

/** "Was kann man tun?" is a sentence; that it has words enough is asked below. */
const FEWEST_LETTERS = 12

/** "1 Así, cuando …": a note's number stands before it. */
const NOTE = /^\d{1,2}\s\p{Lu}\p{Ll}+,\s/u
/** を follows what it belongs to: a Japanese sentence that begins with it has lost its beginning. */
const PARTICLE_FIRST = /^を/u

/** True for one sentence that can be said and understood by itself: of sensible length, ended, not mostly numbers, marks or capitals. */
export function isTellable(sentence: string, leastWords: number): boolean {
  const letters = sentence.match(/[\p{L}\p{M}]/gu)?.length ?? 0
  const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(sentence)
  if (letters < (wide ? 6 : FEWEST_LETTERS) || sentence.length > (wide ? 160 : 420)) return false
  if (
    isNameList(sentence) ||
    COMMAND_LINE.test(sentence) ||
    LEADS_TO_PAGE.test(sentence) ||
    READS_TABLE.test(sentence) ||
    sentence.includes(SILENCED)
  )
    return false
  if (!/[.!?。！？…؟।۔][\s"'”’»」』）)]*$/u.test(sentence)) return false
  if (/[.:]{2,}|[|\\=^~_#@]/.test(sentence) && !/\.\.\.|…/.test(sentence)) return false
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0
  if (capitals > letters * (letters > 20 ? 0.3 : 0.6)) return false
  if (!wide && sentence.split(/\s+/).length < leastWords) return false
  if (PARTICLE_FIRST.test(sentence) || NOTE.test(sentence)) return false
  if (/^\p{Ll}/u.test(sentence) || isNumbers(sentence, letters)) return false
  return count(sentence, /[(（]/g) === count(sentence, /[)）]/g) && count(sentence, /["“”]/g) % 2 === 0
}

// A short sentence may tell a sum or two; a row of a table is hardly more than numbers.
function isNumbers(sentence: string, letters: number): boolean {
  const numbers = sentence.match(/\p{N}[\p{N}.,:/-]*/gu) ?? []
  const digits = numbers.join('').match(/\p{N}/gu)?.length ?? 0
  if (digits <= letters * 0.15) return false
  return numbers.length > 3 || digits > letters * 0.3
}

/** True where a text, or what ends it, is asked. */
export function isQuestion(text: string): boolean {
  return /[?？]["'”’»」』）)]*\s*$/u.test(text)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
