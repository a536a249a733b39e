// Control and private characters, marks of direction, soft hyphens; not the joiners that Persian and Hindi need.
const INVISIBLE = /[\p{Cc}\p{Co}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/gu
const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }
// Letters by how they look: Arabic in its joined forms, radicals in place of Chinese characters, marks of upright lines.
const SHAPES = /[\u2f00-\u2fdf\ufb50-\ufdff\ufe10-\ufe19\ufe30-\ufe44\ufe70-\ufefc]+/g
const RADICALS: Record<string, string> = Object.fromEntries(
  [
    ...'⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙⻳龟'.matchAll(/(.)(.)/g),
  ].map(([, radical = '', character = '']) => [radical, character]),
)
// One glyph of a lam and an alef, which a PDF's reader turns round: no Arabic word begins with two alefs, but many with an article and one.
const TURNED = /(?<![\p{L}\p{M}])([وفبك]?)ا([اأإآ])ل(?=\p{L})/gu
const SPACED_MARK =
  /(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[、。，．！？：；」』）])|(?<=[、。，．！？：；「『（]) (?=[\u3040-\u30ff\u3400-\u9fff])/g
// Keys, hashes, pictures in letters: 300 characters without a space are no word, in scripts that part words by one. Who looks for patterns in
// such a thing would take the square of its length.
const NO_WORD =
  /[^\s\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Yi}]{300,}/gu
const SECTION_NUMBER = /^(?:\d{1,3}(?:\.\d{1,3})*\.?|[A-Z](?:\.\d{1,3})+\.?|[IVXL]{1,6}\.|§\s*\d+)\s+(?=\p{L}|\p{P}\p{L})/u

/**
 * Text for people: ligatures taken apart, soft hyphens, bidi marks, control characters and what is longer than any word gone, white space single,
 * lone surrogates replaced.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\ud800-\udfff](?![\udc00-\udfff])/gu, '')
    .replace(/[\u2028\u2029\t\n\v\f\r]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(NO_WORD, ' ')
    .replace(SHAPES, (shapes) => shapes.normalize('NFKC'))
    .replace(TURNED, '$1ال$2')
    .replace(/[\u2e80-\u2eff]/g, (radical) => RADICALS[radical] ?? radical)
    .replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .replace(/[\p{Zs}\s]+/gu, ' ')
    .replace(SPACED_MARK, '')
    .trim()
    .normalize('NFC')
}

/** A heading without its number: "2.1 The tides" is spoken as "The tides". */
export function cleanHeading(text: string): string {
  return cleanText(text).replace(SECTION_NUMBER, '')
}

/** English words that are joined to another by a hyphen of their own, and what is only an ending after them. */
const COMPOUND = /(?<![\p{L}-])(?:half|self|well|high|low|long|short|full|part|cross|ill|two|three|four|five|six|ten|all)[-\u2010]$/iu
const SUFFIX = /^(?:ness|less|ing|ish|ways?|ment|ward|time|hood|land|life|ible|able|ened|ening|owed|owing|ally|over|well|tion)/u

/** Two lines of a paragraph as one: a word broken at the line's end is mended, CJK joins without a space. */
export function joinLines(above: string, below: string): string {
  const head = above.trimEnd()
  const tail = below.trimStart()
  if (head === '' || tail === '') return head + tail
  if (/\u00ad$/.test(head)) return head.slice(0, -1) + tail
  if (COMPOUND.test(head) && /^\p{Ll}{4}/u.test(tail) && !SUFFIX.test(tail)) return head + tail
  if (/\p{L}[-\u2010]$/u.test(head) && /^\p{Ll}/u.test(tail)) return head.slice(0, -1) + tail
  if (/[\p{L}\p{N}][-\u2010\u2013/]$/u.test(head)) return head + tail
  return isWide(head.at(-1)) && isWide(tail[0]) ? head + tail : `${head} ${tail}`
}

const WIDE = /[\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u

function isWide(character: string | undefined): boolean {
  return character !== undefined && (WIDE.test(character) || /[\ud840-\udfff]/.test(character))
}

/** A dropped file's name as it may be shown: one line, no control or bidi characters, at most 120 characters. */
export function displayName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? ''
  const clean = cleanText(last).slice(0, 120)
  return clean === '' ? 'document' : clean
}

/** The lower-case extension of a dropped name, at most 8 letters or digits, or an empty string. */
export function extensionOf(filename: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(cleanText(filename))?.[1]?.toLowerCase() ?? ''
}
