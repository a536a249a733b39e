import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../pipeline/providers/plain-text.ts'

describe('plain text', () => {
  it.each([
    ['**The** _ice_ broke', 'The ice broke'],
    ['# A title', 'A title'],
    ['see [the map](https://x.example/a?b=c) here', 'see the map here'],
    ['go to https://evil.example/x now', 'go to now'],
    ['write to jane.doe@mail.example.org today', 'write to today'],
    ['@everyone wake up, @here too', 'wake up, too'],
    ['hello <@123456> and <#42> <:smile:99>', 'hello and'],
    ['thanks @anna', 'thanks anna'],
    ['<b>bold</b> <script>alert(1)</script>end', 'bold end'],
    ['a\u202eb\u200bc\u0007d', 'abcd'],
    ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
    ['价格是 3.5 元，共 2 件。', '价格是 3.5 元，共 2 件。'],
    ['It cost 3.50 in 1998, e.g. in May.', 'It cost 3.50 in 1998, e.g. in May.'],
  ])('%j reads %j', (raw, plain) => {
    expect(plainText(raw, 200)).toBe(plain)
  })

  it('ends after a sentence where it has to be cut', () => {
    expect(plainText('One is here. Two is there. Three is gone.', 30)).toBe('One is here. Two is there.')
    expect(plainText('wordwithoutend'.repeat(10), 20)).toHaveLength(20)
  })

  it('never holds a mention, a link or a control character, whatever goes in, and never takes long', () => {
    const scraps = [
      '@everyone',
      '@',
      '<@1>',
      'https://a.b',
      '<b>',
      '<',
      '>',
      '**',
      '_',
      '[x](y)',
      '\u0007',
      '\u202e',
      '\u200b',
      ' ',
      'a',
      '1',
    ]
    const nasty = fc.array(fc.constantFrom(...scraps), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(nasty, (raw) => {
        const plain = plainText(raw, 300)
        expect(plain).not.toMatch(/@(everyone|here)\b|<@\d|https?:\/\/\S|\p{Cc}|[\u202a-\u202e]/u)
      }),
      { numRuns: 500 },
    )
    const started = performance.now()
    plainText('[<*_@'.repeat(200_000), 3_000)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
