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

  it('splits Chinese and keeps a quotation whole', () => {
    expect(trimmed('他说：“走吧。我们去看海。”然后他笑了。天亮了！', 'zh')).toEqual([
      '他说：“走吧。我们去看海。”',
      '然后他笑了。',
      '天亮了！',
    ])
  })

  it('loses nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => splitSentences(text, 'en').join('') === text))
  })
})
