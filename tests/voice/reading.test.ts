import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingOf } from '../../pipeline/speech/reading.ts'
import { timeWords } from '../../pipeline/speech/word-times.ts'
import { writtenWords } from '../../pipeline/speech/written-words.ts'

describe('readingOf', () => {
  it.each([
    ['In 1998', 'In 19 98'],
    ['1905, 2005 and 2026', '19 oh 5, 2005 and 20 26'],
    ['the 1990s', 'the 19 nineties'],
    ['1998–2003', '19 98 to 2003'],
    ['pp. 3-9', 'pages 3 to 9'],
    ['12.5% of 1,234,567', '12.5 percent of 1234567'],
    ['5 km at 20 km/h', '5 kilometres at 20 kilometres an hour'],
    ['1 kg and -4°C', '1 kilogram and -4 degrees Celsius'],
    ['$3.5 million', '3.5 million dollars'],
    ['€20.50', '20 euros and 50 cents'],
    ['World War II', 'World War 2'],
    ['Louis XIV', 'Louis the 14th'],
    ['Dr. Smith et al. agree', 'Doctor Smith and others agree'],
    ['the CNCF’s APIs', "the C N C F’s A P I's"],
    ['NASA & UNESCO', 'nasa and unesco'],
    ['No. 5', 'number 5'],
    ['2024-03-05', 'March fifth, 20 24'],
    ['1/2 or 2/3', 'one half or 2 thirds'],
  ])('reads %s', (written, spoken) => {
    expect(readingOf(written, 'en').spoken.trim()).toBe(spoken)
  })

  it.each([
    ['2023年', '二零二三年'],
    ['20000人', '两万人'],
    ['105个', '一百零五个'],
    ['12.5%', '百分之十二点五'],
    ['3-5%', '百分之三到百分之五'],
    ['60km/h', '六十公里每小时'],
    ['20°C', '二十摄氏度'],
    ['¥35.5', '三十五点五元'],
    ['1998-03-05', '一九九八年三月五日'],
    ['10:30', '十点三十分'],
    ['2个', '两个'],
    ['2/3', '三分之二'],
    ['100000001', '一零零零零零零零一'],
    ['10010', '一万零一十'],
    ['花儿在那儿，一会儿', '花在那里，一会'],
    ['第Ⅱ章有10㎡', '第二章有十平方米'],
    ['女儿和儿子，把儿子带到那儿', '女儿和儿子，把儿子带到那里'],
    ['英雄和兄弟', "英[[S;j'ong35]]和[[S;j'ong55]]弟"],
    ['孩子长大了', '孩子zhang3da4了'],
  ])('reads %s', (written, spoken) => {
    expect(readingOf(written, 'zh').spoken.trim()).toBe(spoken)
  })

  it.each([
    ['de', 'z. B. 100 km/h, d.h. 5 °C usw.', 'zum Beispiel 100 Kilometer pro Stunde, das heißt 5 Grad Celsius und so weiter.'],
    [
      'de',
      '1990–2000 lebten 1.234,5 Menschen, 1905 12 m²',
      'neunzehnhundert 90 bis 2000 lebten 1.234,5 Menschen, neunzehnhundert 5 12 Quadratmeter',
    ],
    ['fr', 'Au XXe siècle, Louis XIV et M. Dupont, p. ex. 20 kg', 'Au vingtième siècle, Louis 14 et Monsieur Dupont, par exemple 20 kilos'],
    ['es', '20 m² en EE. UU., 1990-2000', '20 metros cuadrados en Estados Unidos, 1990 a 2000'],
    ['it', '120 km/h nel 50 a.C.', '120 chilometri all’ora nel 50 avanti Cristo.'],
    ['pt', '5 km, p. ex.', '5 quilômetros, por exemplo.'],
    ['ru', 'В XIX веке, т. е. 20 км, и т. д.', 'В девятнадцатом веке, то есть 20 километров, и так далее.'],
    ['ru', 'XXI век, в 1998 г. и III века', 'двадцать первый век, в 1998 году и третьего века'],
  ])('reads what %s writes short: %s', (language, written, spoken) => {
    expect(readingOf(written, language).spoken.trim()).toBe(spoken)
  })

  it('accounts for every character of the written text, and keeps markup from the engine', () => {
    for (const language of ['en', 'zh', 'ja', 'de', 'ru', 'ar']) {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), (text) => {
          const { pieces, spoken } = readingOf(text, language)
          return pieces.map(({ written }) => written).join('') === text && !/[<>&]/.test(spoken)
        }),
      )
    }
  })
})

describe('writtenWords', () => {
  it('keeps punctuation with its word', () => {
    expect(writtenWords('“Well,” she said — then (slowly) left.', 'en')).toEqual([
      '“Well,” ',
      'she ',
      'said — ',
      'then ',
      '(slowly) ',
      'left.',
    ])
    expect(writtenWords('他说：“走吧。”', 'zh').join('|')).toBe('他|说：|“走|吧。”')
  })

  it('loses nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => writtenWords(text, 'zh').join('') === text))
  })
})

describe('timeWords', () => {
  it('gives words without a mark their share of the time between', () => {
    const words = timeWords(
      ['One ', 'two ', 'six '],
      [
        { offset: 0, seconds: 0 },
        { offset: 8, seconds: 3 },
      ],
      4,
    )
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [0, 1.5],
      [1.5, 3],
      [3, 4],
    ])
  })
})
