import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { View } from '../../bots/chat.ts'
import { decodeCustomId, encodeCustomId } from '../../bots/discord/custom-id.ts'
import { modalOf } from '../../bots/discord/form.ts'
import { plain, plainWithin } from '../../bots/discord/markdown.ts'
import { render } from '../../bots/discord/render.ts'
import { fitView } from '../../bots/fit.ts'
import { faultsOf, flattened, type Sent } from './check-request.ts'

const limits = {
  ...{ text: 3_400, caption: 3_400, uploadBytes: 1, downloadBytes: 1, actionBytes: 64, editMs: 1 },
  ...{ buttons: 25, buttonsPerRow: 5, selectOptions: 25, media: 10 },
}
const channel = '/channels/123456789012345678/messages'

/** What a checker says of a view as a new message, with all its files. */
function faultsOfView(view: View): string[] {
  const names = new Map((view.media ?? []).map((media, index) => [media, `file-${index}.bin`]))
  const attachments = [...names.values()].map((filename, id) => ({ id: String(id), filename }))
  const components = render(view, (media) => names.get(media))
  const body = { flags: 1 << 15, components, allowed_mentions: { parse: [] }, attachments, nonce: 'n', enforce_nonce: true }
  const files: Sent['files'] = new Map(
    attachments.map(({ id, filename }) => [`files[${id}]`, { name: filename, bytes: new Uint8Array(1) }]),
  )
  return faultsOf({ method: 'POST', path: channel, query: new URLSearchParams(), type: 'multipart/form-data', body, files }, 10)
}

/** Undoes what markdown's backslashes hide. */
const read = (markdown: string) => markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1')

const words = (most: number) =>
  fc.oneof(fc.string({ maxLength: most, unit: 'grapheme' }), fc.stringMatching(/^[\\*_~`|<>#[\]@:()\-+.\d \n]*$/, { size: 'medium' }))
const action = { action: fc.constant('scene.approve'), value: fc.stringMatching(/^[a-z0-9/]{0,40}$/) }
const anyView: fc.Arbitrary<View> = fc.record(
  {
    title: words(300),
    text: words(5_000),
    tone: fc.constantFrom('neutral', 'active', 'success', 'warning', 'danger', 'stopped'),
    mention: fc.constant({ id: '123456789012345678', name: 'Ann' }),
    progress: fc.array(
      fc.record({
        label: words(20),
        state: fc.constantFrom('waiting', 'active', 'done', 'failed'),
        done: fc.nat(30),
        total: fc.constant(30),
      }),
      { maxLength: 8 },
    ),
    fields: fc.array(fc.record({ label: words(30), value: words(300) }), { maxLength: 12 }),
    buttons: fc.array(fc.record({ label: fc.string({ minLength: 1, maxLength: 120 }), ...action }), { maxLength: 25 }),
    media: fc.array(
      fc.record({ kind: fc.constantFrom('image', 'video', 'audio', 'file'), blob: fc.uuid(), name: words(20), alt: words(1_500) }),
      { maxLength: 10 },
    ),
    select: fc.record({
      ...action,
      placeholder: fc.string({ maxLength: 300 }),
      options: fc.uniqueArray(fc.record({ label: fc.string({ minLength: 1, maxLength: 200 }), value: fc.uuid() }), {
        selector: ({ value }) => value,
        maxLength: 30,
      }),
    }),
  },
  { requiredKeys: [] },
)

it('draws whatever fits a place within all that Discord documents', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(faultsOfView(fitView(view, limits))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

it('shows any words letter by letter, within any room', () => {
  fc.assert(
    fc.property(words(400), fc.integer({ min: 1, max: 500 }), (text, room) => {
      expect(read(plain(text))).toBe(text)
      const cut = plainWithin(text, room)
      expect(cut.length).toBeLessThanOrEqual(Math.max(room, 1))
      if (cut !== plain(text)) expect(text.startsWith(read(cut).slice(0, -1))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it('leaves addresses as they are', () => {
  expect(plain('see https://example.org/a_b_c*d and *this*')).toBe('see https://example.org/a_b_c*d and \\*this\\*')
})

it('packs the longest action into a custom id, and finds it again', () => {
  const longest = { index: 25, form: '0123456789ab', action: 'scene.approve', value: 'v'.repeat(64 - 'scene.approve:'.length) }
  expect(encodeCustomId(longest).length).toBeLessThanOrEqual(100)
  expect(decodeCustomId(encodeCustomId(longest))).toEqual(longest)
  expect(decodeCustomId('somebody-elses')).toBeUndefined()
})

it('puts one small picture beside the words while the card moves, and many in a gallery', () => {
  const picture = { kind: 'image' as const, blob: 'a', name: 'a.jpg', alt: 'A' }
  const types = (view: View) => flattened(render(view, ({ name }) => name) as never).map(({ type }) => type)
  expect(types({ tone: 'active', text: 'At work', media: [picture] })).toContain(9)
  expect(types({ tone: 'active', text: 'At work', media: [picture, { ...picture, blob: 'b' }] })).toContain(12)
})

it('makes forms that Discord takes, however long their words', () => {
  const form = {
    title: 'T'.repeat(80),
    submit: 'Save',
    fields: [
      { name: 'a', label: 'L'.repeat(120), value: 'v'.repeat(5_000), placeholder: 'p'.repeat(200), multiline: true, maxLength: 9_000 },
      { name: 'b', label: 'Key', kind: 'secret' as const, value: 'never shown' },
    ],
  }
  const body = { type: 9, data: modalOf(form, 'scene.words', 'run/1/2') }
  const sent = {
    method: 'POST',
    path: '/interactions/123456789012345678/token/callback',
    query: new URLSearchParams(),
    type: 'application/json',
    body,
    files: new Map(),
  }
  expect(faultsOf(sent, 1)).toEqual([])
  expect(JSON.stringify(body)).not.toContain('never shown')
})
