import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'
import { isInstalled } from '../../../../../lib/is-installed.ts'
import { isStopWord } from '../terms.ts'
import type { Part, Tagged } from './tagged.ts'

/** The npm package of Pangu's dictionary, 4 MB, which tells nouns better than jieba's. Optional; without it a noun is a guess. */
export const chinesePackage = 'segment'

let jieba: Jieba | undefined
let pangu: ReadonlyMap<string, boolean> | undefined

// Its dictionary is 11 MB, which only Chinese need pay.
function loadJieba(): Jieba {
  const require = createRequire(import.meta.url)
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
  return Jieba.withDict(dict)
}

/** Nouns and names among Pangu's parts of speech, which are flags: "拖鞋|0x100000|14816". */
const NOUNS = 0x1000f8

/** By word, whether it may be a noun. */
function loadPangu(): ReadonlyMap<string, boolean> {
  if (!isInstalled(chinesePackage)) return new Map()
  const path = createRequire(import.meta.url).resolve(`${chinesePackage}/dicts/dict.txt`)
  const lines = readFileSync(path, 'utf8').matchAll(/^(\p{sc=Han}+)\|(0x[0-9a-f]+)/gimu)
  return new Map(Array.from(lines, ([, word = '', flags = '']) => [word, (Number(flags) & NOUNS) !== 0]))
}

/** Glyphs that are a thing's whole name, 一只猫; most others are a part of one. */
const THINGS = new Set(
  '猫狗马牛羊猪鸡鸭鱼鸟虎狼熊猴蛇龙鹰蜂蝶虫树花草叶山河江海湖岛云雨雪风雷月星火灯烛门窗墙桥路船车床桌椅碗刀剑枪箭弓锅壶杯酒茶饭面米肉糖盐书信画笔纸墨琴鼓钟衣帽鞋伞钱金银玉铁石沙泥冰井城村庙塔坟骨血手眼脚',
)

/** Tags Chinese: jieba cuts it into words, and a noun is what Pangu's dictionary has as one too. */
export function tagChinese(text: string): Tagged[] {
  jieba ??= loadJieba()
  pangu ??= loadPangu()
  const tokens = jieba.tag(text)
  return tokens.map(({ word: whole, tag }, at) => {
    // 墙上 is where, and the wall is the thing.
    const word = whole.replace(/(?<=\p{sc=Han}{2})[上下里中内外]$/u, '')
    const part = partOf(word, tag)
    const isListed = pangu?.get(word)
    if (part !== 'noun' && part !== 'name') return { word, lemma: word, part }
    const [before, after] = [tokens[at - 1], tokens[at + 1]]
    const isCut = word.length === 1 ? !THINGS.has(word) || !standsAlone(before?.tag, after?.tag) : isDenied(word, before?.word)
    if (isCut || isListed === false) return { word, lemma: word, part: 'other' }
    return {
      word,
      lemma: word,
      part,
      ...(isListed === undefined && word.length > 1 && !/^n[st]/.test(tag) ? { guess: 'word' as const } : {}),
    }
  })
}

function partOf(word: string, tag: string): Part {
  if (/^[\p{P}\p{S}\s]+$/u.test(word)) return 'mark'
  if ((isStopWord(word) && !THINGS.has(word)) || /^所|[我你您他她它们]|\p{sc=Han}地$/u.test(word)) return 'other'
  if (/^n[rst](?!fg)/.test(tag) || tag === 'nz') return 'name'
  if (tag === 'eng') return /^\p{Lu}\p{L}/u.test(word) ? 'name' : 'other'
  if (tag.startsWith('n')) return 'noun'
  if (tag.startsWith('m')) return 'number'
  return tag.startsWith('v') ? 'verb' : tag.startsWith('p') ? 'preposition' : 'other'
}

// 非物质文化 is nothing material; of 黑黑地 the tagger sees two words.
function isDenied(word: string, before = ''): boolean {
  return /^[非无不未]$/u.test(before) || (before.length === 1 && word.startsWith(before))
}

// A glyph alone is a thing after what leads to one (一只猫, 的猫): 奈良岛 is a name that was cut.
function standsAlone(before = 'x', after = 'x'): boolean {
  return /^(?:[xwmqrpcd]|u)/.test(before) && !/^(?:n|a)/.test(after)
}
