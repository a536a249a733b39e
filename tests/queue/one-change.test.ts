import { describe, expect, it } from 'vitest'
import { hashOf } from '../../lib/hash.ts'
import { filmOf } from '../../pipeline/film.ts'
import type { Execute, FilmRequest } from '../../pipeline/film-request.ts'
import { BlobId, FilmSettings, type Scene, type Storyboard } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'

/** Runs the real film with steps that give made-up results, and remembers them by their real keys. */
function workshop() {
  const known = new Map<string, unknown>()
  return async function make(board: Storyboard, settings: Partial<FilmSettings> = {}, draft = false) {
    const made: Record<string, number[]> = {}
    const execute: Execute = async (step, raw, scene = 0) => {
      const input = step.input.parse(raw)
      const key = hashOf([step.name, step.version, step.fingerprint(services), input])
      if (!known.has(key)) {
        known.set(key, step.output.parse(results[step.name]?.(blobOf(key), input as never)))
        made[step.name] = [...(made[step.name] ?? []), scene]
      }
      return step.output.parse(known.get(key))
    }
    const request: FilmRequest = { source: blobOf('gone'), filename: 'a.txt', settings: FilmSettings.parse(settings), board, draft }
    const parts = filmOf(request, execute)
    await parts.film()
    await parts.cover()
    await parts.sheet()
    return Object.fromEntries(Object.entries(made).map(([step, scenes]) => [step, scenes.sort((a, b) => a - b)]))
  }
}

const services = { picture: { id: 'p' }, voice: { id: 'v' }, script: { id: 's' } } as Services
const blobOf = (text: string) => BlobId.parse(`blob:${hashOf(text)}`)
const results: Record<string, (blob: BlobId, input: { index: number; scene: Scene }) => unknown> = {
  picture: (image, { index, scene }) => ({
    ...{ image, width: 2, height: 2, origin: 'drawn', seed: index, alt: '', provider: 'p', warnings: [] },
    ...(scene.own?.kind === 'clip' && { footage: { media: image, demuxer: 'mov', fit: 'crop', seconds: 3, hasSound: true } }),
  }),
  narrate: (audio) => ({ audio, seconds: 1, words: [], timing: 'spread', voice: 'v', provider: 'v', warnings: [] }),
  clip: (video) => ({ video, frames: 30, seconds: 1 }),
  join: (video) => ({ video, frames: 15, seconds: 0.5 }),
  reel: (video) => ({ video, frames: 300, seconds: 10 }),
  cover: (image) => ({ image, width: 2, height: 2, variant: 'poster' }),
  sheet: (image) => ({ image, width: 2, height: 2 }),
  mix: (audio) => ({ audio, loudness: -16, truePeak: -1 }),
  film: (blob) => ({ film: blob, srt: blob, vtt: blob, ass: blob, seconds: 9, width: 2, height: 2, bytes: 1, loudness: -16, truePeak: -1 }),
}

const sceneOf = (seed: number, kind: Scene['kind'] = 'scene'): Scene => ({
  kind,
  seed,
  text: kind === 'ending' ? '' : `Words of ${seed}.`,
  holdSeconds: 1,
  heading: '',
  keywords: [`k${seed}`],
  atmosphere: [],
  prompt: `p${seed}`,
})
const ten = [sceneOf(0, 'opening'), ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => sceneOf(seed)), sceneOf(9, 'ending')]
const boardOf = (scenes: Scene[]): Storyboard => ({
  ...{ title: 'T', subtitle: '', quote: 'q', language: 'en', source: 'S', titles: ['T'], quotes: ['q'], figures: [] },
  scenes,
})
const changed = (place: number, change: Partial<Scene>) =>
  boardOf(ten.map((scene, index) => (index === place ? { ...scene, ...change } : scene)))
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const joins = all.slice(0, -1)
const everything = { picture: all, narrate: all, clip: all, join: joins, cover: [0], sheet: [0], mix: [0], film: [0] }

/** What a revision costs after the first film was made. */
async function costOf(board: Storyboard) {
  const make = workshop()
  await make(boardOf(ten))
  return make(board)
}

describe('a film of ten scenes', () => {
  it('needs no document where a revision gives the storyboard', async () => {
    const make = workshop()
    expect(await make(boardOf(ten))).toEqual(everything)
    expect(await make(boardOf(ten))).toEqual({})
  })

  it('costs one narration, one clip and the join after it when one scene gets other words under its picture', async () => {
    const cost = await costOf(changed(5, { text: 'Other words.', pictured: 'Words of 5.' }))
    expect(cost).toEqual({ narrate: [5], clip: [5], join: [5], mix: [0], film: [0] })
  })

  it.each<[string, Partial<Scene>]>([
    ['another picture', { take: 1 }],
    ['another prompt', { prompt: 'other' }],
    ['a note', { take: 1, note: 'darker' }],
    ['a picture of its own', { own: { media: blobOf('own'), kind: 'picture', fit: 'crop' } }],
  ])('costs one picture, one clip and the two joins when one scene gets %s', async (_, change) => {
    expect(await costOf(changed(5, change))).toEqual({ picture: [5], clip: [5], join: [4, 5], sheet: [0], film: [0] })
  })

  it('costs itself and the joins about it when a scene is inserted', async () => {
    const cost = await costOf(boardOf([...ten.slice(0, 5), sceneOf(77), ...ten.slice(5)]))
    expect(cost).toEqual({ picture: [5], narrate: [5], clip: [5], join: [4, 5], sheet: [0], mix: [0], film: [0] })
  })

  it('costs the joins alone when a scene is moved', async () => {
    const cost = await costOf(boardOf([...ten.slice(0, 3), ten[6] as Scene, ...ten.slice(3, 6), ...ten.slice(7)]))
    // Each of these fades into another picture than before.
    expect(cost).toEqual({ join: [2, 3, 6], sheet: [0], mix: [0], film: [0] })
  })

  it('costs one join when a scene is removed', async () => {
    expect(await costOf(boardOf([...ten.slice(0, 5), ...ten.slice(6)]))).toEqual({ join: [4], sheet: [0], mix: [0], film: [0] })
  })

  it('costs nothing when it goes back to what it was, or is to be reviewed', async () => {
    const make = workshop()
    await make(boardOf(ten))
    await make(changed(5, { text: 'Other words.' }))
    expect(await make(boardOf(ten))).toEqual({})
    expect(await make(boardOf(ten), { review: 'all' })).toEqual({})
  })

  it('costs what is heard where a word is to be said otherwise, and the film where a cover or a clip’s sound is other', async () => {
    const make = workshop()
    const clipped = (own: Partial<NonNullable<Scene['own']>>) =>
      changed(5, { own: { media: blobOf('own'), kind: 'clip', fit: 'crop', ...own } })
    await make(clipped({}))
    const pronunciations = [{ written: '3', spoken: 'tree' }]
    expect(await make(clipped({}), { pronunciations })).toEqual({ narrate: [3], clip: [3], join: [3], mix: [0], film: [0] })
    expect(await make(clipped({}), { cover: 'spine' })).toEqual({ cover: [0], film: [0] })
    expect(await make(clipped({ sound: 'under' }))).toEqual({ mix: [0], film: [0] })
  })

  it('shares all that is bought with its draft', async () => {
    const make = workshop()
    const { clip: _, join: __, ...rest } = everything
    expect(await make(boardOf(ten), {}, true)).toEqual({ ...rest, reel: [0] })
    expect(await make(boardOf(ten))).toEqual({ clip: all, join: joins, mix: [0], film: [0] })
  })
})
