import { newId } from '../../lib/ids.ts'
import { BlobId, FilmSettings, type Storyboard } from '../../pipeline/schema.ts'
import type { FilmResult, Run, Store } from '../../storage/store.ts'

/** A blob id that no store holds. */
export const nowhere = BlobId.parse(`blob:${'0'.repeat(64)}`)

/** What `accept` is given, with the parts a test cares about. */
export function sampleRun(part: Partial<Pick<Run, 'id' | 'project' | 'owner' | 'place' | 'request'>> = {}) {
  return {
    id: newId(),
    project: newId(),
    owner: { id: 'ann', name: 'Ann' },
    place: { platform: 'web', channel: 'here' },
    request: { source: nowhere, filename: 'tea.pdf', settings: FilmSettings.parse({}) },
    ...part,
  }
}

/** Accepts a run of this owner and gives its id. */
export async function acceptFor(store: Store, ownerId: string): Promise<string> {
  const run = sampleRun({ owner: { id: ownerId, name: ownerId } })
  await store.runs.accept(run, run.id)
  return run.id
}

/** Accepts a run of a new project and gives both ids. */
export async function acceptProject(store: Store, part: Parameters<typeof sampleRun>[0] = {}): Promise<{ id: string; project: string }> {
  const run = sampleRun(part)
  await store.runs.accept(run, run.id)
  return run
}

/** A storyboard with a scene for each seed. */
export function sampleBoard(seeds: number[], title = 'On tea'): Storyboard {
  const scene = { kind: 'scene' as const, holdSeconds: 0, heading: '', keywords: ['tea'], atmosphere: [], prompt: 'a cup' }
  const scenes = seeds.map((seed) => ({ ...scene, text: `Scene ${seed}.`, seed }))
  return { title, subtitle: '', quote: 'Tea.', language: 'en', source: 'Tea', titles: [title], quotes: ['Tea.'], figures: [], scenes }
}

/** A revision with these scenes, as `revisions.add` is given it. */
export function sampleRevision(seeds: number[], parent?: number) {
  return {
    parent,
    by: { id: 'ann', name: 'Ann' },
    change: { key: 'change.words', values: { scene: 1 } },
    board: sampleBoard(seeds),
    settings: FilmSettings.parse({}),
  }
}

export const sampleResult: FilmResult = {
  film: nowhere,
  cover: nowhere,
  srt: nowhere,
  vtt: nowhere,
  seconds: 61.5,
  width: 1920,
  height: 1080,
  scenes: 7,
  language: 'en',
  title: 'On tea',
  cost: { currency: 'USD', amount: 0 },
  warnings: [],
}
