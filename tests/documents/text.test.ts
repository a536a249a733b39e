import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { PDFPageProxy } from 'pdfjs-dist'
import { expect, test } from 'vitest'
import { chaptersOf, chooseChapters } from '../../pipeline/documents/chapters.ts'
import { cleanHeading, cleanText, displayName, joinLines } from '../../pipeline/documents/clean.ts'
import { decodeText } from '../../pipeline/documents/encoding.ts'
import { languageOf } from '../../pipeline/documents/language.ts'
import { withoutRunningHeads } from '../../pipeline/documents/pdf/running-heads.ts'
import { segmentsOf } from '../../pipeline/documents/pdf/segments.ts'

test('cleaning leaves one line of visible, well-formed text, and cleaning again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      expect(clean).not.toMatch(/[\p{Cc}\u00ad\u202a-\u202e]|\s\s|^\s|\s$/u)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})

test('ligatures, soft hyphens and section numbers are not spoken', () => {
  expect(cleanText('e\ufb03cient\u00adly ﬁne\u00a0words')).toBe('efficiently fine words')
  expect(cleanHeading('2.1 The tides')).toBe('The tides')
  expect(cleanHeading('IV. The brass computer')).toBe('The brass computer')
  expect(cleanHeading('1984')).toBe('1984')
})

test('letters by their looks become the letters that they are', () => {
  expect(cleanText('\ufee3\ufeee\ufe9f')).toBe('موج')
  expect(cleanText('األدوات واإلنتاج، اال')).toBe('الأدوات والإنتاج، اال')
  expect(cleanText('\u2f54\u2faf\u8d77\u843d \ufe12 \u2ea0')).toBe('水面起落。民')
})

test('a heading in capitals at the head of its pages, cut or whole, is none', () => {
  const heading = (text: string) => ({ kind: 'heading' as const, text, level: 2 })
  const blocks = ['1.1 Where do packages come from?', 'WHERE DO PACKAGES …', 'WHERE DO PACKAGES COME FROM?', 'GNU AND LINUX'].map(heading)
  expect(withoutRunningHeads(blocks).map((block) => 'text' in block && block.text)).toEqual([blocks[0]?.text, blocks[3]?.text])
})

test('a control character as wide as a blank is one, and others are nothing', async () => {
  const pieces: [string, number, number][] = [
    ['high', 0, 20],
    ['\b', 20, 3],
    ['water', 23, 25],
    ['\u0002', 48, 9],
    ['mark', 57, 20],
  ]
  const items = pieces.map(([str, x, width]) => ({ str, width, transform: [10, 0, 0, 10, x, 50], fontName: 'f', dir: 'ltr' }))
  const page = {
    getViewport: () => ({ width: 200, height: 100, transform: [1, 0, 0, -1, 0, 100] }),
    getTextContent: async () => ({ items, styles: {} }),
  }
  const { segments } = await segmentsOf(page as unknown as PDFPageProxy)
  expect(cleanText(segments.map(({ text }) => text).join('|'))).toMatch(/^high water\s?mark$/)
})

test('lines join as they were written', () => {
  expect(joinLines('the light-', 'house')).toBe('the lighthouse')
  expect(joinLines('well-', 'Known')).toBe('well-Known')
  expect(joinLines('潮水涨了', '又退了')).toBe('潮水涨了又退了')
  expect(joinLines('one', 'two')).toBe('one two')
})

test('a shown name is one short line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      expect(displayName(name)).toMatch(/^[^\p{Cc}\u202a-\u202e]{1,120}$/u)
    }),
  )
})

const chinese =
  '二十四节气是中国古代订立的一种用来指导农事的补充历法。太阳从春分点出发，每前进十五度为一个节气；运行一周又回到春分点，为一回归年。'
const texts: [string, string, string][] = [
  ['gb18030', chinese, 'zh'],
  [
    'big5',
    '本指南同時提供了許多打包範例，使用可讀的程式碼風格，這些範例可以幫助讀者理解整個流程。潮水每天漲落兩次，港口裡的船隨著水面升起又落下。',
    'zh',
  ],
  ['shift_jis', '潮の満ち引きは一日に二度くりかえされる。港の船は水面とともに上がり、また下がる。このことは昔からよく知られている。', 'ja'],
  [
    'euc-kr',
    '조수는 하루에 두 번 밀려오고 물러간다. 항구의 배들은 수면과 함께 떠올랐다가 다시 내려간다. 이 사실은 오래전부터 잘 알려져 있다.',
    'ko',
  ],
  [
    'koi8-r',
    'Прилив приходит дважды в день, и лодки, лежавшие всё утро на боку, одна за другой поднимаются на воде. Об этом знали ещё древние мореходы.',
    'ru',
  ],
  [
    'windows-1251',
    'Прилив приходит дважды в день, и лодки, лежавшие всё утро на боку, одна за другой поднимаются на воде. Об этом знали ещё древние мореходы.',
    'ru',
  ],
  [
    'windows-1250',
    'Příliv přichází dvakrát denně a lodě, které celé ráno ležely na boku, se jedna po druhé zvedají. Věděli to už dávní mořeplavci. Žádný přístav není stejný.',
    'cs',
  ],
  [
    'windows-1252',
    'Die Flut kommt zweimal am Tag, und die Boote, die den ganzen Morgen auf der Seite lagen, richten sich nacheinander auf. Das wussten schon die frühen Seefahrer.',
    'de',
  ],
  [
    'windows-1253',
    'Η παλίρροια έρχεται δύο φορές την ημέρα και οι βάρκες που κείτονταν όλο το πρωί στο πλάι σηκώνονται η μία μετά την άλλη.',
    'el',
  ],
  ['windows-1255', 'הגאות באה פעמיים ביום, והסירות ששכבו כל הבוקר על צדן מתרוממות זו אחר זו. הדבר היה ידוע כבר ליורדי הים הקדמונים.', 'he'],
  [
    'windows-1256',
    'يأتي المد مرتين في اليوم، والقوارب التي كانت مستلقية على جانبها طوال الصباح ترتفع واحدا بعد الآخر. وقد عرف ذلك البحارة القدماء.',
    'ar',
  ],
  [
    'koi8-u',
    'Приплив приходить двічі на день, і човни, що весь ранок лежали на боці, один за одним піднімаються на воді. Це знали ще давні мореплавці.',
    'uk',
  ],
  ['cp866', 'Прилив приходит дважды в день, и лодки, лежавшие всё утро на боку, одна за другой поднимаются на воде.', 'ru'],
  ['windows-874', 'น้ำขึ้นวันละสองครั้ง และเรือที่นอนตะแคงอยู่ตลอดเช้า ก็ลอยขึ้นทีละลำ ในท่าเรือเก่า ชาวเรือ รู้เรื่องนี้ มานานแล้ว', 'th'],
  ['utf-16le', chinese, 'zh'],
  ['utf-16be', 'The tide comes in twice a day, and the boats rise one after another.', 'en'],
]

test.each(texts)('%s is found out, and its language', async (encoding, text, language) => {
  const long = `${text}\r\n`.repeat(4)
  expect(decodeText(iconv.encode(long, encoding))).toBe(long)
  expect(await languageOf(long)).toBe(language)
})

test('Japanese mail of seven bits is no ASCII', () => {
  const bytes = Buffer.from('\x1b$BD,$,K~$A$k\x1b(B', 'latin1')
  expect(decodeText(bytes)).toBe('潮が満ちる')
})

test('a language that can’t be told is und, and a short text believes the file', async () => {
  expect(await languageOf('1234 -- 5678')).toBe('und')
  expect(await languageOf('Ok, taxi', 'de-AT')).toBe('de')
})

test('names in other letters do not say what language a text is in', async () => {
  const text = 'Dra, Δράκων, der Drache, nur der Kopf und eine Windung sind dargestellt. Arg, Ἀργώ, das Schiff: es ist nur halb zu sehen. '
  expect(await languageOf(text.repeat(6), 'de')).toBe('de')
  const prose = '中国传统星空文化把天空分成三垣和二十八宿，每一宿都有自己的名字和故事。'.repeat(20)
  const table = 'Jiao Kang Di Fang Xin Wei Ji Dou Niu Nu Xu Wei Shi Bi Kui Lou Wei Mao Bi Zi Shen Jing Gui Liu Xing Zhang Yi Zhen. '.repeat(
    200,
  )
  expect(await languageOf(`${prose} ${table}`, 'zh-CN')).toBe('zh')
})

test('chapters are counted, chosen and refused', () => {
  const section = (heading: string, level = 1) => ({ heading, level, paragraphs: [] })
  const document = {
    format: 'txt',
    title: 'T',
    language: 'en',
    pages: 0,
    sections: [section(''), section('A'), section('A1', 2), section('B'), section('C')],
  }
  expect(chaptersOf(document).map(({ heading }) => heading)).toEqual(['A', 'B', 'C'])
  const chosen = chooseChapters({ document, figures: [{ section: 2 }, { section: 4 }] }, '1, 3')
  expect(chosen.document.sections.map(({ heading }) => heading)).toEqual(['A', 'A1', 'C'])
  expect(chosen.figures).toEqual([{ section: 1 }, { section: 2 }])
  for (const wrong of ['0', '4', 'x', '1-', ''])
    expect(() => chooseChapters({ document, figures: [] }, wrong)).toThrow('Choose from 1 to 3')
})
