import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Edit, editBoard } from '../../commands/review/edit-board.ts'
import { RefusedEdit } from '../../commands/review/refused-edit.ts'
import { type Scene, Storyboard } from '../../pipeline/schema.ts'

const scene = (seed: number, kind: Scene['kind'], text: string): Scene => ({
  ...{ kind, text, seed, heading: '', holdSeconds: 0, keywords: [], atmosphere: [], prompt: text || 'the end' },
})
const image = `blob:${'0'.repeat(64)}` as Storyboard['figures'][number]['image']
const board: Storyboard = {
  ...{ title: 'Tea', subtitle: '', quote: 'Tea is patience.', language: 'en', source: 'Tea', titles: ['Tea'], quotes: [] },
  figures: [{ image, caption: 'A pot', width: 800, height: 600, section: 0 }],
  scenes: [
    scene(0, 'opening', 'Tea is patience.'),
    scene(1, 'scene', 'Water boils. Leaves open.'),
    scene(2, 'scene', 'The cup is poured.'),
    scene(3, 'scene', 'It cools.'),
    scene(4, 'ending', ''),
  ],
}
const texts = ({ scenes }: Storyboard) => scenes.map(({ text }) => text)

test('an edit touches its scene and leaves the others the very same', () => {
  const edited = editBoard(board, { kind: 'words', scene: 2, text: '  The cup\nis full.  ' })
  expect(texts(edited)[2]).toBe('The cup is full.')
  expect([0, 1, 3, 4].every((index) => edited.scenes[index] === board.scenes[index])).toBe(true)
  expect(texts(board)[2]).toBe('The cup is poured.')
})

test('scenes keep their seed when others are split, merged, moved, added and removed', () => {
  const split = editBoard(board, { kind: 'split', scene: 1 })
  expect(texts(split).slice(1, 3)).toEqual(['Water boils.', 'Leaves open.'])
  expect(split.scenes.map(({ seed }) => seed)).toEqual([0, 1, 5, 2, 3, 4])
  expect(texts(editBoard(split, { kind: 'merge', scene: 1 }))).toEqual(texts(board))
  expect(editBoard(board, { kind: 'move', scene: 3, by: -1 }).scenes.map(({ seed }) => seed)).toEqual([0, 1, 3, 2, 4])
  expect(editBoard(board, { kind: 'add', after: 0, text: 'First.' }).scenes.map(({ seed }) => seed)).toEqual([0, 5, 1, 2, 3, 4])
  expect(editBoard(board, { kind: 'remove', scene: 2 }).scenes.map(({ seed }) => seed)).toEqual([0, 1, 3, 4])
})

test('a new picture is a new take, and takes the place of a figure', () => {
  const figured = editBoard(board, { kind: 'figure', scene: 1, figure: 0 })
  expect(figured.scenes[1]?.figure?.caption).toBe('A pot')
  const taken = editBoard(figured, { kind: 'picture', scene: 1, note: 'warmer' }).scenes[1]
  expect(taken).toMatchObject({ take: 1, note: 'warmer' })
  expect(taken).not.toHaveProperty('figure')
})

test('other words leave the picture as it is, unless it may show a number that is not said any more', () => {
  const counted = editBoard(board, { kind: 'words', scene: 3, text: 'It cools in 3 minutes.' })
  expect(counted.scenes[3]).toMatchObject({ pictured: 'It cools.' })
  const { pictured } = editBoard(counted, { kind: 'words', scene: 3, text: 'It cools.' }).scenes[3] ?? {}
  expect(pictured).toBeUndefined()
  const shown = editBoard(editBoard(counted, { kind: 'picture', scene: 3 }), { kind: 'words', scene: 3, text: 'It cools in 5 minutes.' })
  expect(shown.scenes[3]).not.toHaveProperty('pictured')
})

test('an earlier picture comes back under the words of now, and the next new one is another still', () => {
  const third = editBoard(editBoard(board, { kind: 'picture', scene: 2, note: 'warmer' }), { kind: 'picture', scene: 2 })
  const spoken = editBoard(third, { kind: 'words', scene: 2, text: 'Tea is poured.' })
  const back = editBoard(spoken, { kind: 'take', scene: 2, as: board.scenes[2] as Scene })
  expect(back.scenes[2]).toEqual({ ...board.scenes[2], text: 'Tea is poured.', pictured: 'The cup is poured.', takes: 2 })
  expect(editBoard(back, { kind: 'picture', scene: 2 }).scenes[2]?.take).toBe(3)
  const warm = editBoard(board, { kind: 'picture', scene: 2, note: 'warmer' }).scenes[2] as Scene
  expect(editBoard(back, { kind: 'take', scene: 2, as: warm }).scenes[2]).toMatchObject({ take: 1, takes: 2, note: 'warmer' })
})

test('the sound of one’s own clip is heard or not; a picture has none', () => {
  const own = { media: image, kind: 'clip', fit: 'loop' } as const
  const clipped = editBoard(board, { kind: 'own', scene: 1, own })
  const heard = editBoard(clipped, { kind: 'sound', scene: 1, isHeard: true })
  expect(heard.scenes[1]?.own).toEqual({ ...own, sound: 'under' })
  expect(editBoard(heard, { kind: 'sound', scene: 1, isHeard: false })).toEqual(clipped)
  expect(() => editBoard(board, { kind: 'sound', scene: 1, isHeard: true })).toThrow(RefusedEdit)
})

test('what can’t be is refused with a sentence', () => {
  const refused: Edit[] = [
    { kind: 'words', scene: 1, text: ' ' },
    { kind: 'words', scene: 9, text: 'x' },
    { kind: 'split', scene: 3 },
    { kind: 'merge', scene: 3 },
    { kind: 'move', scene: 1, by: -1 },
    { kind: 'remove', scene: 4 },
    { kind: 'add', after: 4, text: 'x' },
    { kind: 'figure', scene: 1, figure: 3 },
  ]
  for (const edit of refused) expect(() => editBoard(board, edit), JSON.stringify(edit)).toThrow(RefusedEdit)
})

test('whatever is done in whatever order, it stays a storyboard with one opening, one ending and unique seeds', () => {
  const seed = fc.integer({ min: 0, max: 8 })
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constantFrom('split', 'merge', 'remove', 'picture'), scene: seed }) as fc.Arbitrary<Edit>,
    fc.record({ kind: fc.constant('words'), scene: seed, text: fc.string() }) as fc.Arbitrary<Edit>,
    fc.record({ kind: fc.constant('move'), scene: seed, by: fc.constantFrom(1, -1) }) as fc.Arbitrary<Edit>,
    fc.record({ kind: fc.constant('add'), after: seed, text: fc.string() }) as fc.Arbitrary<Edit>,
  )
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      let now = board
      for (const one of edits) {
        try {
          now = editBoard(now, one)
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedEdit)
        }
      }
      Storyboard.parse(now)
      expect(now.scenes.at(0)?.kind).toBe('opening')
      expect(now.scenes.at(-1)?.kind).toBe('ending')
      expect(new Set(now.scenes.map((one) => one.seed)).size).toBe(now.scenes.length)
    }),
  )
})
