import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'
import { isStopWord } from '../terms.ts'
import type { Part, Tagged } from './tagged.ts'

let loaded: Jieba | undefined

// Its dictionary is 11 MB, which only Chinese need pay.
function load(): Jieba {
  const require = createRequire(import.meta.url)
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
  return Jieba.withDict(dict)
}

/** Words of other parts that its dictionary lists as nouns. */
const NO_NOUNS = new Set('全都 起码 总算 统统 好歹 多半 大半 反正 无法 未免 大都 令人 有些 有人 从此 至今 如今 事儿 一番'.split(' '))

/** Tags Chinese by jieba's dictionary. */
export function tagChinese(text: string): Tagged[] {
  loaded ??= load()
  const tokens = loaded.tag(text)
  return tokens.map(({ word: whole, tag }, at) => {
    // 墙上 is where, and the wall is the thing.
    const word = whole.replace(/(?<=\p{sc=Han}{2})[上下里中内外]$/u, '')
    const before = tokens[at - 1]
    const part = partOf(word, tag)
    const isThing = part === 'noun' || part === 'name'
    const isCut = word.length === 1 ? !standsAlone(before?.tag, tokens[at + 1]) : isDenied(word, before?.word)
    return { word, lemma: word, part: isThing && isCut ? 'other' : part }
  })
}

function partOf(word: string, tag: string): Part {
  if (/^[xw]/.test(tag) && /^[\p{P}\p{S}\s]+$/u.test(word)) return 'mark'
  if (isStopWord(word) || NO_NOUNS.has(word) || /^所|[我你您他她它们]|\p{sc=Han}地$/u.test(word)) return 'other'
  if (/^n[rstz]/.test(tag)) return 'name'
  if (tag === 'eng') return /^\p{Lu}/u.test(word) && word.length > 1 ? 'name' : 'other'
  if (tag.startsWith('n')) return 'noun'
  if (tag.startsWith('m')) return 'number'
  if (tag.startsWith('q')) return 'unit'
  if (tag.startsWith('a')) return 'adjective'
  return tag.startsWith('v') ? 'verb' : tag.startsWith('p') ? 'preposition' : 'other'
}

// 非物质文化 is nothing material; of 黑黑地 the tagger sees two words.
function isDenied(word: string, before = ''): boolean {
  return /^[非无不未]$/u.test(before) || (before.length === 1 && word.startsWith(before))
}

// A glyph alone is a thing after what leads to one (一只猫, 的猫): 奈良岛 is a name that was cut.
function standsAlone(before = 'x', after: { word: string; tag: string } | undefined): boolean {
  return /^(?:[xwmqrp]|u[jv])/.test(before) && (after === undefined || !/^(?:n|f|a)/.test(after.tag))
}
