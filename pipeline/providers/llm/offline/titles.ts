import type { Document } from '../../../schema.ts'
import { cleanForVoice, SILENCED } from './clean-for-voice.ts'
import { isBackMatter, isByline } from './prose.ts'
import type { Sentence } from './tellable.ts'

const JUNK =
  /^(?:untitled|document\d*|无标题|未命名|新建.*文档|title|book|presentation\d*|slide \d+|powerpoint presentation|microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|pdf|txt|indd|tex|dvi|pptx?|qxd|html?|rtf|md|ps)|[\w-]*_[\w-]*|[\d\s._-]+|\P{sc=Han}{0,2}|.?)$/iu

const GENERIC =
  /^(?:(?:chapter|part|section) [\dIVX]+\b.*|introduction|abstract|(?:executive )?summary|overview|preface|foreword|conclusions?|discussion|results|methods?|background|metadata|purpose|proceedings of .*|journal of .*|引言|执行摘要|内容提要|目录|目的|宗旨|简介|介绍|问题分析|摘要|前言|概述|总结|结论|第.{1,3}[章节部]|введение|заключение|einleitung|zusammenfassung|fazit|はじめに|まとめ)$/iu

/** What a text is, and not what it is about; a name only with more words. */
const KIND =
  /^(?:(?:user|owner['’]s|instruction|quick start|press|news)?\s?(?:manual|guide|handbook|instructions|flyer|flier|leaflet|brochure|pamphlet|booklet|newsletter|report|minutes|protocol|transcript|letter|memo(?:randum)?|press release|release|article|paper|essay|thesis|draft|form|faq|notes?|handout|agenda|invitation|resume|cv)|bedienungsanleitung|gebrauchsanweisung|anleitung|handbuch|faltblatt|prospekt|broschüre|rundbrief|bericht|protokoll|pressemitteilung|brief|entwurf|einladung|mode d['’]emploi|manuel|notice|dépliant|prospectus|brochure|rapport|compte[- ]rendu|procès-verbal|communiqué(?: de presse)?|lettre|manual(?: de(?:l)? usuario)?|folleto|informe|acta|comunicado(?: de prensa)?|nota de prensa|carta|comunicato stampa|manuale|说明书|使用说明书?|用户手册|手册|传单|宣传册|简报|新闻稿|报告|会议纪要|会议记录|通知|信)$/iu

/** A date stands above a text, with the place or without, but names nothing in it. */
const DATE =
  /^(?:\p{Lu}[\p{L} .’'-]{1,30}, (?:le |den |the )?)?(?:\d{1,2}(?:st|nd|rd|th|\.)? )?(?:(?:jan|feb|fév|mär|mar|apr|avr|abr|mai|may|jun|juin|jul|juil|aug|aoû|ago|sep|oct|okt|nov|dec|dez|déc|dic)\p{L}{0,6}\.? ?(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?\d{4}|\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年.{0,6})$/iu

const ACCOUNT = /\d|[_@\\/<>]|^[a-z]+$|^\p{L}{2,}\.\p{L}+$/u

/** "The Harbour Guide contributors": who wrote a work, named by the work. */
const GROUP = /\b(?:authors|contributors|developers|maintainers|editors|team)$|(?:作者|编者|贡献者|貢獻者|团队|團隊|編集部)(?:们|們)?$/iu

/** The document's own title, cleaned, or the best of its headings, or the start of its first sentence; at most 90 characters. */
export function titleOf(document: Document, sentences: Sentence[]): string {
  const headings = document.sections.slice(0, 12).filter(({ heading }) => isNaming(heading))
  const top = document.sections.find(({ heading, level }) => level === 1 && isNaming(heading)) ?? headings[0]
  const first = firstText(document)
  const line = first.length <= 90 && !/[.。!?！？]$/.test(first) ? first : ''
  // "Press release" above a headline, "Manual" above what it is of.
  const isKind = KIND.test(cleanTitle(document.title)) || KIND.test(cleanTitle(document.sections[0]?.heading ?? ''))
  const named = [document.title, ...(isKind ? [headlineOf(document)] : []), top?.heading ?? '', line].map(cleanTitle).find(isTitle)
  return named ?? (spacedName(document.title) || firstWords(sentences[0]?.text ?? '') || firstWords(first) || 'Document')
}

/** True for words that can stand as a work's title; false for file names, codes, parts of a book and word processors' leavings. */
export function isTitle(title: string): boolean {
  const clean = cleanTitle(title)
  const isCode = !/\s/.test(clean) && /[/\d].*[/\d]|^[\p{L}\d]+(?:[-_.][\p{L}\d]+)+$/u.test(clean)
  return clean !== '' && !isCode && !isNameless(clean)
}

function isNameless(clean: string): boolean {
  return JUNK.test(clean) || GENERIC.test(clean) || KIND.test(clean) || DATE.test(clean)
}

// The first of a document's words that names something: its heading, else the line below it, where that ends as no sentence does.
function headlineOf({ sections: [first] }: Document): string {
  const words = [first?.heading ?? '', ...(first?.paragraphs ?? []).slice(0, 3).map(({ text }) => text)]
  return words.find((text) => text.length <= 140 && !/[.。:：]$/.test(text) && !isByline(text) && isTitle(text)) ?? ''
}

/** The author where it is a person's or body's name: not an account's, and not a group that only the work gives a name. */
export function authorOf(author: string | undefined): string | undefined {
  const name = author?.trim() ?? ''
  return name.length < 2 || name.length > 80 || ACCOUNT.test(name) || GROUP.test(name) ? undefined : name
}

/** Headings that say something, without numbers, in order, each once. */
export function namingHeadings(headings: string[]): string[] {
  return [...new Set(headings.map(cleanTitle))].filter(isNaming)
}

/** True for a heading that names a matter and not a part of a book. */
export function isNaming(heading: string): boolean {
  const clean = cleanTitle(heading)
  return clean !== '' && !isNameless(clean) && !isBackMatter(clean) && clean.length <= 90
}

/** A heading or title without number, markup and shouting: "2.1 THE TIDES." is "The Tides". */
export function cleanTitle(title: string): string {
  const clean = cleanForVoice(title.replace(/\s+/g, ' '))
    .replaceAll(SILENCED, '')
    .trim()
    .replace(
      /^(?:(?:\d+|[IVX]+)(?:\.\d+)*[.)]?\s+(?=\p{L})|第?[一二三四五六七八九十\d]+[、.．]\s*|[A-Z][.)]\s+|(?:TOP|(?:[Aa]genda )?[Ii]tem|Tagesordnungspunkt|Punkt|Point)\s+\d+[.:]?\s+)/u,
      '',
    )
    .replace(/\s+[|–—-]\s+(?:Wikip.*|维基百科.*|ウィキ.*|Википеди.*)$/u, '')
    // "e. V." keeps its point.
    .replace(/(?<!\b\p{L}\.\s?\p{L})[\s.:：;,—–-]+$/u, '')
    .trim()
  const capitals = clean.match(/\p{Lu}/gu)?.length ?? 0
  const isShouted = capitals > 8 && !/\p{Ll}/u.test(clean)
  const calm = isShouted ? titleCase(clean) : clean
  if (calm.length <= 90) return calm
  return /^.{20,86}?(?=\s*[:：—–(（]|[.。])/u.exec(calm)?.[0] ?? `${calm.slice(0, 86).replace(/\s+\S*$/u, '')}…`
}

const SMALL =
  /^(?:a|an|and|as|at|but|by|for|from|in|into|nor|of|on|or|per|the|to|via|with|und|der|die|das|von|de|la|le|les|et|du|des|el|los|las|y|del|и|в|на|о|с|к|по|для)$/u

function titleCase(shouted: string): string {
  return shouted
    .toLowerCase()
    .replace(/[\p{L}\p{M}'’]+/gu, (word, at: number) =>
      at > 0 && SMALL.test(word) ? word : word.replace(/^\p{L}/u, (letter) => letter.toUpperCase()),
    )
    .replace(/(?<=[:.!?] )\p{L}/gu, (letter) => letter.toUpperCase())
}

// A file's name is better than nothing once it reads as words.
function spacedName(title: string): string {
  const words = title
    .replace(/\.\w{2,5}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words.length < 3 || /^[\d\s/.]+$|\/.*\//.test(words) ? '' : words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

function firstText(document: Document): string {
  return (
    document.sections
      .flatMap(({ paragraphs }) => paragraphs.filter(({ aside }) => aside === undefined).slice(0, 1))
      .find(({ text }) => text.trim() !== '' && !isByline(text))?.text ?? ''
  )
}

function firstWords(text: string): string {
  const clause = /^.{8,70}?(?=[,，;；:：.。!！?？]|$)/u.exec(text)?.[0] ?? text.slice(0, 60).replace(/\s+\S*$/u, '')
  return clause.trim()
}
