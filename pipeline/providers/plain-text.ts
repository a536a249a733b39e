const MARKUP: [RegExp, string][] = [
  [/<\s*(script|style)\b[\s\S]*?(<\s*\/\s*\1\s*>|$)/gi, ' '],
  // Chat mentions and custom emoji: <@123>, <#123>, <@&123>, <:name:123>, </command:123>.
  [/<(?:[@#][!&]?|a?:\w+:|\/[\w-]+:|t:|id:)[\w:-]*>/g, ' '],
  [/<\/?[a-z][^<>]*>/gi, ' '],
  [/!?\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/(?:[a-z][a-z\d+.-]{0,20}:\/\/|mailto:|data:|javascript:|www\.)\S+/gi, ' '],
  [/[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/g, ' '],
  [/\b(?:[a-z\d-]+\.)+(?:com|net|org|io|gg|me|ly|co|app|dev|xyz|info|cn|ru)\b(?:\/\S*)?/gi, ' '],
  [/[@＠](?:everyone|here|channel|all)\b/gi, ' '],
  [/[@＠](?=[\p{L}\p{N}_])/gu, ''],
  [/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|```\w*)/gm, ''],
  [/(\*{1,3}|_{2,3}|~~|\|\||`{1,3})(?=\S)([\s\S]*?\S)\1/g, '$2'],
  [/(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])/gu, '$1'],
]

// Format characters hide links and turn lines around; the two joiners belong to the spelling of several scripts.
const UNSEEN = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu
const MOST_ROUNDS = 8

/**
 * One line of words: no markup, links, addresses, mentions, control or direction characters, at most `most` characters
 * (cut after a sentence or a word). Whatever a model wrote passes here before people see or hear it.
 */
export function plainText(text: string, most: number): string {
  // Twice the room is enough for what gets stripped, and keeps a megabyte of junk away from the patterns.
  let plain = text
    .slice(0, most * 2 + 500)
    .normalize('NFC')
    .replace(UNSEEN, '')
  // What is left after one round may spell a link anew.
  for (let round = 0, before = ''; round < MOST_ROUNDS && plain !== before; round++) {
    before = plain
    for (const [pattern, replacement] of MARKUP) plain = plain.replace(pattern, replacement)
  }
  plain = plain.replace(/\s+/g, ' ').trim()
  return plain.length <= most ? plain : cut(plain, most)
}

function cut(text: string, most: number): string {
  const head = text.slice(0, most)
  const sentence = Math.max(...['. ', '! ', '? ', '。', '！', '？'].map((mark) => head.lastIndexOf(mark)))
  if (sentence > most / 2) return head.slice(0, sentence + 1)
  const word = head.lastIndexOf(' ')
  return `${head.slice(0, word > most / 2 ? word : most - 1).trimEnd()}…`
}
