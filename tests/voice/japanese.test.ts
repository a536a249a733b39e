import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phonemesOf } from '../../pipeline/providers/voice/espeak/japanese/kana-phonemes.ts'
import { readWords } from '../../pipeline/providers/voice/espeak/japanese/read-words.ts'
import { transcribe } from '../../pipeline/providers/voice/espeak/japanese/transcribe.ts'
import { espeakVoice } from '../../pipeline/providers/voice/espeak.ts'
import { readingOf } from '../../pipeline/speech/reading.ts'

/** A text as it is said: words of a phrase joined, phrases apart. */
function said(text: string): string {
  return readWords(readingOf(text, 'ja').spoken)
    .map(({ said, opens, kind }) => (opens && kind !== 'mark' ? ` ${said}` : said))
    .join('')
    .trim()
}

describe('numbers', () => {
  it.each([
    ['1,234,567', 'ヒャクニジューサンマンヨンセンゴヒャクロクジューナナ'],
    ['300、600、800、3000、8000', 'サンビャク、 ロッピャク、 ハッピャク、 サンゼン、 ハッセン'],
    ['1兆2,000億円', 'イッチョーニセンオクエン'],
    ['8.5%', 'ハッテンゴパーセント'],
    ['0.25と2.5', 'レーテンニゴト ニーテンゴ'],
    ['1本、3本、6本', 'イッポン、 サンボン、 ロッポン'],
    ['1分、3分、4分', 'イップン、 サンプン、 ヨンプン'],
    ['4時、7時、9時', 'ヨジ、 シチジ、 クジ'],
    ['1人、2人、4人', 'ヒトリ、 フタリ、 ヨニン'],
    ['5月1日は1日だけ', 'ゴガツ ツイタチワ イチニチダケ'],
    ['20日、10日間、84日間', 'ハツカ、 トーカカン、 ハチジューヨッカカン'],
    ['20歳と8歳', 'ハタチト ハッサイ'],
    ['3分の1', 'サンブンノイチ'],
    ['10〜20人', 'ジューカラ ニジューニン'],
    ['¥1,000と$5億', 'センエント ゴオクドル'],
    ['60km/hで5km²', 'ロクジュッキロメートルマイジデ ゴヘーホーキロメートル'],
    ['-5℃', 'マイナスゴド'],
    ['2024/3/1', 'ニセンニジューヨネン サンガツ ツイタチ'],
    ['２０２４年、ＮＨＫ', 'ニセンニジューヨネン、 エヌエイチケー'],
    ['三百人が二十一世紀に六百年', 'サンビャクニンガ ニジューイッセーキニ ロッピャクネン'],
    ['四月一日から九月二十日', 'シガツ ツイタチカラ クガツ ハツカ'],
    ['二〇一六年', 'ニセンジューロクネン'],
    ['十分な時間、十分後', 'ジューブンナ ジカン、 ジュップンゴ'],
  ])('says %s', (written, spoken) => {
    expect(said(written)).toBe(spoken)
  })
})

describe('kanji', () => {
  it.each([
    ['彼は東京大学へ行った。', 'カレワ トーキョーダイガクエ イッタ。'],
    ['会議を行った。', 'カイギヲ オコナッタ。'],
    ['吾輩は猫である。名前はまだ無い。', 'ワガハイワ ネコデアル。 ナマエワ マダ ナイ。'],
    ['国境の長いトンネルを抜けると雪国であった。', 'コッキョーノ ナガイ トンネルヲ ヌケルト ユキグニデアッタ。'],
    ['何を、何と言った', 'ナニヲ、 ナント イッタ'],
    ['他の国の人の間で', 'ホカノ クニノ ヒトノ アイダデ'],
    ['日本人の方と、方法の方', 'ニホンジンノカタト、 ホーホーノホー'],
    ['今日は今日では', 'キョーワ コンニチデワ'],
    ['言う事は、ため息', 'ユーコトワ、 タメイキ'],
    ['令和の葉緑体', 'レーワノ ヨーリョクタイ'],
    ['世界中で、中国中部', 'セカイジューデ、 チューゴクチューブ'],
    ['昔々、様々な人々', 'ムカシムカシ、 サマザマナ ヒトビト'],
    ['厩戸皇子（うまやどのおうじ）は「太子」…', 'ウマヤドノオージワ タイシ、'],
    ['太子（たいし）は', 'タイシワ'],
  ])('reads %s', (written, spoken) => {
    expect(said(written)).toBe(spoken)
  })

  it('hands the engine no kanji and no kana, whatever the text', () => {
    const signs = fc.constantFrom(...'日本は東京々〆ヶ龘一二三、。「」（）〜ーっゃンアＡ１a %km年月😀\n')
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 30 }), (text) => {
        const { pieces, spoken } = readingOf(text.join(''), 'ja')
        expect(transcribe(spoken).text).not.toMatch(/[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u)
        return pieces.map(({ written }) => written).join('') === text.join('')
      }),
    )
  })
})

it.each([
  [['リョーリ', 'ヲ'], "r`_j'o:r`i o"],
  [['シンブン', 'ガ'], "s\\'imbuN ga"],
  [['イッポン', 'ノ'], "'ippon no"],
  [['アリ', 'マシ', 'タ'], "ar`'i mas\\ ta"],
  [['トシ', 'デス'], "tos\\'i des"],
  [['ティー'], "t'i:"],
  [['キャッチ'], "k_j'att_s\\i"],
  [['センエン'], "s'eu~eN\\"],
])('says the kana %s', (words, phonemes) => {
  expect(phonemesOf(words).join(' ')).toBe(phonemes)
})

it('times each word of a sentence by its own beginning', async () => {
  const text = '潮の満ち引きは、月と太陽の引力によって起こる。'
  const {
    words = [],
    warnings,
    audio,
  } = await espeakVoice.speak({ text, language: 'ja', speed: 1, loudness: 1, voice: undefined }, {
    signal: new AbortController().signal,
  } as Parameters<typeof espeakVoice.speak>[1])
  expect(warnings).toEqual([])
  expect(words.map(({ text }) => text).join('')).toBe(text)
  const seconds = (audio.length - 44) / 2 / 22_050
  // Japanese goes by beats of one length: a word begins after as many as went before it, and the pause at its comma.
  const beats = words.map(({ text }) => said(text).replace(/[ャュョ、。 ]/g, '').length)
  const pause = 0.3
  const beat = (seconds - pause) / beats.reduce((sum, each) => sum + each, 0)
  let expected = 0
  words.forEach(({ text, start }, index) => {
    expect(Math.abs(start - expected)).toBeLessThan(0.35)
    expected += (beats[index] ?? 0) * beat + (text.includes('、') ? pause : 0)
  })
})
