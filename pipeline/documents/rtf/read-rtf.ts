import iconv from 'iconv-lite'
import type { Aside, Block, Image } from '../format.ts'
import { charsetEncoding, codePageEncoding } from './charset.ts'

// Groups that hold no text of the document.
const SILENT = new Set(
  'colortbl object objdata objclass objname pict shppict nonshppict themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr header headerl headerr headerf footer footerl footerr footerf fldinst bkmkstart bkmkend filetbl revtbl template passwordhash userprops docvar private comment annotation atnid atnauthor atntime atnicn atnref atndate pgptbl sp picprop blipuid falt panose do tc xe'.split(
    ' ',
  ),
)
const SIGNS: Record<string, string> = {
  tab: ' ',
  line: '\n',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
}
const INFO = new Set(['title', 'author'])
const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)/gy

interface Group {
  silent: boolean
  /** What the group's text is for. */
  purpose: 'text' | 'fonts' | 'styles' | 'title' | 'author' | 'picture'
  font: number
  /** Characters that stand for a `\u` where Unicode isn't known. */
  skip: number
  note: boolean
  hidden: boolean
}

/** The text of an RTF file as blocks. Groups are counted, not recursed into, and a lost brace ends at the end. */
export function readRtf(bytes: Uint8Array): { title: string; author: string; blocks: Block[] } {
  const source = Buffer.from(bytes).toString('latin1')
  const fonts = new Map<number, string>()
  const styles = new Map<number, number>()
  const about = { title: '', author: '' }
  const blocks: Block[] = []
  const notes: Block[] = []
  let group: Group = { silent: false, purpose: 'text', font: -1, skip: 1, note: false, hidden: false }
  const open: Group[] = []
  let page = 'windows-1252'
  let raw: number[] = []
  let text = ''
  let noteText = ''
  let outline = 0
  let inTable = false
  let cells: string[] = []
  let toSkip = 0
  let style = -1
  let styleName = ''
  let picture = ''

  const settle = () => {
    if (raw.length === 0) return
    const decoded = iconv.decode(Buffer.from(raw), fonts.get(group.font) ?? page)
    raw = []
    write(decoded)
  }
  const write = (data: string) => {
    if (group.purpose === 'title' || group.purpose === 'author') about[group.purpose] += data
    else if (group.purpose === 'styles') styleName += data
    else if (group.silent || group.hidden || group.purpose !== 'text') return
    else if (group.note) noteText += data
    else text += data
  }
  const endParagraph = () => {
    settle()
    if (group.note) {
      noteText += ' '
      return
    }
    const found = text.trim()
    text = ''
    if (found !== '') {
      if (outline > 0) blocks.push({ kind: 'heading', text: found, level: outline })
      else blocks.push({ kind: 'paragraph', text: found })
    }
    blocks.push(...notes.splice(0))
  }
  const endRow = () => {
    const full = cells.filter((cell) => cell !== '')
    const aside: Aside | undefined = full.length > 1 && full.every((cell) => cell.length <= 200) ? 'table' : undefined
    if (aside === 'table') blocks.push({ kind: 'paragraph', text: full.join(' · '), aside })
    else for (const cell of full) blocks.push({ kind: 'paragraph', text: cell })
    cells = []
  }
  const endPicture = () => {
    const image: Image = { bytes: Buffer.from(picture, 'hex') }
    if (picture.length > 200) blocks.push({ kind: 'figure', image, caption: '' })
    picture = ''
  }

  const control = (word: string, value: number | undefined): number => {
    const on = value !== 0
    if (word === 'u') {
      settle()
      write(String.fromCharCode((value ?? 0) & 0xffff))
      toSkip = group.skip
      return 0
    }
    if (word === 'bin') return Math.max(0, value ?? 0)
    if (word !== 'uc' && word !== 'f') settle()
    if (word in SIGNS) write(SIGNS[word] ?? '')
    else if (word === 'par' || word === 'sect' || word === 'page') {
      if (inTable) write(' ')
      else endParagraph()
    } else if (word === 'cell' || word === 'nestcell') {
      cells.push(text.trim())
      text = ''
    } else if (word === 'row' || word === 'nestrow') endRow()
    else if (word === 'pard') {
      inTable = false
      outline = 0
    } else if (word === 'intbl') inTable = true
    else if (word === 'outlinelevel') outline = value !== undefined && value < 6 ? value + 1 : 0
    else if (word === 's') {
      if (group.purpose === 'styles') style = value ?? -1
      else outline = styles.get(value ?? -1) ?? outline
    } else if (word === 'uc') group.skip = value ?? 1
    else if (word === 'f' || word === 'af') {
      if (word === 'f') {
        settle()
        group.font = value ?? 0
      }
    } else if (word === 'fcharset') {
      const encoding = charsetEncoding(value ?? 0)
      if (group.purpose === 'fonts' && encoding !== undefined) fonts.set(group.font, encoding)
    } else if (word === 'ansicpg') page = codePageEncoding(value ?? 1252)
    else if (word === 'mac') page = 'macintosh'
    else if (word === 'pc') page = 'cp437'
    else if (word === 'v') group.hidden = on
    else if (word === 'fonttbl') Object.assign(group, { purpose: 'fonts', silent: true })
    else if (word === 'stylesheet') Object.assign(group, { purpose: 'styles', silent: true })
    else if (word === 'pict') Object.assign(group, { purpose: 'picture', silent: true })
    else if (word === 'footnote') group.note = true
    else if (word === 'info') group.silent = true
    else if (INFO.has(word) && group.silent) group.purpose = word as 'title' | 'author'
    else if (SILENT.has(word)) group.silent = true
    return 0
  }

  TOKEN.lastIndex = 0
  for (let at = 0; at < source.length; ) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(source)
    if (token === null) {
      at += 1
      continue
    }
    at = TOKEN.lastIndex
    const [, word, value, hex, symbol, brace, plain] = token
    if (plain !== undefined) {
      const kept = plain.slice(toSkip)
      toSkip = Math.max(0, toSkip - plain.length)
      if (group.purpose === 'picture') picture += kept.replace(/[^0-9a-fA-F]/g, '')
      else for (let index = 0; index < kept.length; index++) raw.push(kept.charCodeAt(index))
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip -= 1
      else raw.push(Number.parseInt(hex, 16))
    } else if (word !== undefined) {
      const binary = control(word, value === undefined ? undefined : Number(value))
      // More than is left is a lie, or the file was cut: what stands there is read as text.
      if (at + binary <= source.length) at += binary
    } else if (brace === '{') {
      settle()
      open.push(group)
      group = { ...group }
      toSkip = 0
    } else if (brace === '}') {
      settle()
      closeGroup()
    } else if (symbol === '*') {
      // An extension that readers may not know: only those we know are read.
      if (!/^\\(?:shppict|footnote|ud|upr)\b/.test(source.slice(at, at + 12))) group.silent = true
    } else if (symbol === '~') raw.push(0x20)
    else if (symbol === '_') raw.push(0x2d)
    else if (symbol === '\n' || symbol === '\r') endParagraph()
    else if (symbol === '\\' || symbol === '{' || symbol === '}') raw.push(symbol.charCodeAt(0))
  }
  settle()
  endRow()
  endParagraph()
  return { ...about, blocks }

  function closeGroup(): void {
    const parent = open.pop()
    if (parent === undefined) return
    if (group.note && !parent.note) {
      if (noteText.trim() !== '') notes.push({ kind: 'paragraph', text: noteText, aside: 'note' })
      noteText = ''
    }
    if (group.purpose === 'picture' && parent.purpose !== 'picture') endPicture()
    if (group.purpose === 'styles' && parent.purpose === 'styles') {
      const level = /heading\s*([1-6])/i.exec(styleName)?.[1]
      if (level !== undefined) styles.set(style, Number(level))
      styleName = ''
      style = -1
    }
    group = parent
    toSkip = 0
  }
}
