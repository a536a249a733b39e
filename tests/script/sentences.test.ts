import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../pipeline/speech/sentences.ts'

const trimmed = (text: string, language: string) => splitSentences(text, language).map((sentence) => sentence.trim())

describe('splitSentences', () => {
  it('keeps abbreviations, initials and brackets together', () => {
    expect(trimmed('Dr. J. Smith came at 10 a.m. with Mr. Brown. They left (see Fig. 3. for why). Fine.', 'en')).toEqual([
      'Dr. J. Smith came at 10 a.m. with Mr. Brown.',
      'They left (see Fig. 3. for why).',
      'Fine.',
    ])
  })

  it('knows abbreviations of two letters and German ordinals, and leaves a French quotation its closing mark', () => {
    expect(trimmed('Man nehme Obst, z. B. Birnen oder Quitten. Dann rühren.', 'de')).toEqual([
      'Man nehme Obst, z. B. Birnen oder Quitten.',
      'Dann rühren.',
    ])
    expect(trimmed('Erst am 1. April 1893 galt sie. Im 19. Jahrhundert ging jede Stadt anders. Es waren 12. Alle gingen.', 'de')).toEqual([
      'Erst am 1. April 1893 galt sie.',
      'Im 19. Jahrhundert ging jede Stadt anders.',
      'Es waren 12.',
      'Alle gingen.',
    ])
    expect(trimmed('« Passez-moi, dit-elle. Ma mère est malade. » Le fleuve montait. « Quand ? » demanda-t-il.', 'fr')).toEqual([
      '« Passez-moi, dit-elle. Ma mère est malade. »',
      'Le fleuve montait.',
      '« Quand ? » demanda-t-il.',
    ])
  })

  it('splits Chinese and keeps a quotation whole', () => {
    expect(trimmed('他说：“走吧。我们去看海。”然后他笑了。天亮了！', 'zh')).toEqual([
      '他说：“走吧。我们去看海。”',
      '然后他笑了。',
      '天亮了！',
    ])
    expect(trimmed('从一个冬至到下一个冬至，就是一年。《尚书》里已经有记载。“圭”是尺子。', 'zh')).toEqual([
      '从一个冬至到下一个冬至，就是一年。',
      '《尚书》里已经有记载。',
      '“圭”是尺子。',
    ])
  })

  it('loses nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => splitSentences(text, 'en').join('') === text))
  })
})
