import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limits, View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { keyboardOf } from '../../bots/telegram/keyboard.ts'
import { CAPTION } from '../../bots/telegram/messages.ts'
import { ADDED, wordsOf } from '../../bots/telegram/words.ts'
import { limitFaults } from './call-limits.ts'

const TEXT = 4_096
const limits: Limits = {
  ...{ text: TEXT - ADDED, caption: CAPTION - ADDED, uploadBytes: 1, downloadBytes: 1, actionBytes: 64 },
  ...{ editMs: 1, buttons: 40, buttonsPerRow: 3, selectOptions: 50, media: 1 },
}

const odd = ['👩‍👩‍👧', '🏳️‍🌈', 'שלום', '\u200b', '\u202e', '<b>', '&amp;', '*_`[](){}', '@everyone', '/cancel', '汉字', '\n', '🇨🇳']
const text = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(...odd)), { minLength: 1, maxLength })
    .map((parts) => parts.join(''))
const view: fc.Arbitrary<View> = fc.record({
  title: fc.option(text(80), { nil: undefined }),
  tone: fc.constantFrom('neutral', 'active', 'success', 'warning', 'danger', 'stopped'),
  text: text(600),
  progress: fc.option(
    fc.array(
      fc.record({
        label: fc.constantFrom('Pictures', '画面', 'Voice'),
        state: fc.constantFrom('waiting', 'active', 'done', 'failed'),
        done: fc.integer({ min: 0, max: 50 }),
        total: fc.constant(50),
      }),
      { maxLength: 6 },
    ),
    { nil: undefined },
  ),
  fields: fc.option(fc.array(fc.record({ label: text(3), value: text(30) }), { maxLength: 8 }), { nil: undefined }),
  media: fc.option(fc.constant([{ kind: 'image' as const, blob: 'b', name: 'n', alt: 'a' }]), { nil: undefined }),
  mention: fc.option(fc.record({ id: fc.constant('501'), name: fc.constant('Ann 👩‍👩‍👧') }), { nil: undefined }),
})

test('whatever stands in a view is what a person reads, within the limits, and only our parts are bold', () => {
  fc.assert(
    fc.property(view, (asked) => {
      const fitted = fitView(asked, limits)
      const { text: words, entities } = wordsOf(fitted)
      const room = fitted.media === undefined ? TEXT : CAPTION
      expect(words.length).toBeLessThanOrEqual(room)
      for (const part of [fitted.title, fitted.text]) if (part !== undefined) expect(words).toContain(part)
      const method = fitted.media === undefined ? 'sendMessage' : 'sendPhoto'
      const params = fitted.media === undefined ? { text: `x${words}`.slice(1), entities } : { caption: words, caption_entities: entities }
      if (words.trim() !== '') expect(limitFaults(method, params, new Map())).toEqual([])
      const bold = entities.filter(({ type }) => type === 'bold').map(({ offset, length }) => words.slice(offset, offset + length))
      expect(bold).toEqual([...(fitted.title === undefined ? [] : [fitted.title]), ...(fitted.fields ?? []).map(({ label }) => label)])
    }),
    { numRuns: 500 },
  )
})

test('a keyboard shows all of a select, a page at a time, and every payload fits', () => {
  const options = Array.from({ length: 30 }, (_, index) => ({ label: `${index} ${'風'.repeat(index * 4)}👩‍👩‍👧`, value: `${index}` }))
  const select = { action: 'style.show', value: 'v'.repeat(48), placeholder: 'Choose', options }
  const pages = [0, 1, 2, 3].map((page) => keyboardOf({ select, page }))
  for (const keyboard of pages) expect(limitFaults('sendMessage', { text: 'x', reply_markup: keyboard }, new Map())).toEqual([])
  const payloads = pages.flatMap(({ inline_keyboard: rows }) =>
    rows.flat().map((button) => ('callback_data' in button ? button.callback_data : '')),
  )
  expect(payloads.filter((data) => data?.startsWith('style.show'))).toEqual(
    options.map(({ value }) => `style.show:${select.value}/${value}`),
  )
})
