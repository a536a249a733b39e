import { expect, test } from 'vitest'
import { encodeAction } from '../../bots/action.ts'
import type { View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { cardOf } from '../../commands/cards/card.ts'
import { sceneCard } from '../../commands/cards/scene-card.ts'
import { sceneSelect } from '../../commands/cards/scene-select.ts'
import { sayIn } from '../../commands/say.ts'
import { FilmSettings, type Scene, type Storyboard } from '../../pipeline/schema.ts'
import type { Project } from '../../storage/project.ts'
import type { Run, StepRecord } from '../../storage/store.ts'
import { strictChat } from './strict-chat.ts'

const { limits } = strictChat().adapter
const image = `blob:${'0'.repeat(64)}` as Storyboard['figures'][number]['image']
const scenes = Array.from(
  { length: 60 },
  (_, seed): Scene => ({
    ...{ kind: seed === 0 ? 'opening' : seed === 59 ? 'ending' : 'scene', text: seed === 59 ? '' : `${seed}: ${'words '.repeat(100)}` },
    ...{ seed: 9_000 + seed, page: 1_000 + seed, heading: '', holdSeconds: 0, keywords: [], atmosphere: [], prompt: 'a lamp '.repeat(90) },
  }),
)
const board: Storyboard = {
  ...{ title: 'Tea', subtitle: '', quote: 'Tea.', language: 'en', source: 'Tea', titles: ['Tea'], quotes: [], scenes },
  figures: Array.from({ length: 40 }, (_, index) => ({ image, caption: `A pot ${index}`, width: 800, height: 600, section: 0 })),
}
const run = {
  ...{ id: '0123456789ab', project: 'ba9876543210', revision: 12_345, state: 'review', owner: { id: 'a', name: 'Ann' } },
  place: { platform: 'strict', channel: 'hall' },
  request: { source: image, filename: 'tea.pdf', settings: FilmSettings.parse({}), board },
} as unknown as Run

function check(view: View): void {
  const { buttons = [], select } = view
  expect(buttons.length).toBeLessThanOrEqual(25)
  for (const { action, value } of buttons) encodeAction(action ?? '', value ?? '')
  expect(select?.options.length ?? 0).toBeLessThanOrEqual(limits.selectOptions)
  for (const { value } of select?.options ?? []) encodeAction(select?.action ?? '', `${select?.value}/${value}`)
  expect(fitView(view, limits).text).toBe(view.text)
}

test.each(['en', 'zh'])('a long film’s cards fit the strictest platform, in %s', (locale) => {
  const say = sayIn(locale)
  const state = { run, steps: [], scenes: 60, position: undefined, approvals: [] }
  for (const waitsFor of ['script', 'scenes'] as const) check(cardOf({ ...state, run: { ...run, waitsFor } }, say))
  const current = { project: {} as Project, run, revision: run.revision, board, steps: [], approvals: [] }
  for (const { seed } of scenes) check(sceneCard(current, seed, say))
})

test('a card says whose film it is where others could ask', () => {
  const labels = (channel: string) => {
    const here = { ...run, waitsFor: 'scenes' as const, place: { ...run.place, channel } }
    return cardOf({ run: here, steps: [], scenes: 60, position: undefined, approvals: [] }, sayIn('en')).fields?.map(({ label }) => label)
  }
  expect(labels('hall')).toContain('For')
  expect(labels('a')).not.toContain('For')
})

test('a scene with one’s own clip offers its sound the other way round', () => {
  const offered = (own: NonNullable<Scene['own']>) => {
    const shown = { ...board, scenes: scenes.map((scene, index) => (index === 5 ? { ...scene, own } : scene)) }
    const view = sceneCard({ project: {} as Project, run, revision: 1, board: shown, steps: [], approvals: [] }, 9_005, sayIn('en'))
    return view.buttons?.find(({ action }) => action === 'scene.sound')?.value
  }
  const clip = { media: image, kind: 'clip', fit: 'crop' } as const
  expect(offered(clip)).toMatch(/\/9005\/under$/)
  expect(offered({ ...clip, sound: 'under' })).toMatch(/\/9005\/off$/)
  expect(offered({ ...clip, kind: 'picture' })).toBeUndefined()
})

test('every scene of a long film can be opened', () => {
  const opened: string[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const values: string[] = sceneSelect(run, sayIn('en'), from)?.options.map(({ value }) => value) ?? []
    opened.push(...values.filter((value) => !value.startsWith('from-')))
    from = values.flatMap((value) => /from-(\d+)/.exec(value)?.[1] ?? []).map(Number)[0]
  }
  expect(opened).toEqual(scenes.map(({ seed }) => String(seed)))
})

test('a card at work says what comes next, and lists no reading where there is none', () => {
  const at = (approved: Run['approved'], steps: StepRecord[], review: FilmSettings['review'] = 'scenes') => {
    const settings = FilmSettings.parse({ review })
    const working = { ...run, state: 'running' as const, approved, request: { ...run.request, settings } }
    return cardOf({ run: working, steps, scenes: 60, position: undefined, approvals: [] }, sayIn('en'))
  }
  const read: StepRecord = { step: 'extract', scene: 0, state: 'done', fraction: 1, ms: 9, cached: false, preview: undefined }
  expect(at('nothing', [read]).text).toContain('You look it over')
  expect(at('nothing', [read], 'all').text).toContain('You read it')
  expect(at('scenes', [read]).text).toBe('Making the film.')
  expect(at('nothing', [read]).progress?.map(({ label }) => label)).toEqual(['Reading', 'Writing the script', ...made])
  expect(at('scenes', []).progress?.map(({ label }) => label)).toEqual(made)
})

test('a failed film is offered another try only where that could end otherwise', () => {
  const buttons = (code: 'timeout' | 'wrong-type' | 'password') => {
    const failed = { ...run, state: 'failed' as const, problem: { code, message: 'It failed.' } }
    return cardOf({ run: failed, steps: [], scenes: 0, position: undefined, approvals: [] }, sayIn('en')).buttons?.map(
      ({ action }) => action,
    )
  }
  expect(buttons('timeout')).toEqual(['run.retry'])
  expect(buttons('password')).toEqual(['run.password'])
  expect(buttons('wrong-type')).toEqual([])
})

const made = ['Pictures', 'Voice', 'Clips', 'Film']
