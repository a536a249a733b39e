import { afterAll, beforeAll, expect, it } from 'vitest'
import { BlobId, type Figure, Storyboard } from '../../pipeline/schema.ts'
import { assignFigures } from '../../pipeline/steps/assign-figures.ts'
import { script } from '../../pipeline/steps/script.ts'
import { storyboard } from '../../pipeline/steps/storyboard.ts'
import { longDocument } from './documents.ts'
import { stepContext } from './step-context.ts'

let at: Awaited<ReturnType<typeof stepContext>>
beforeAll(async () => {
  at = await stepContext()
})
afterAll(() => at.close())

const figure = (digit: number, page: number, size = 800): Figure => ({
  image: BlobId.parse(`blob:${String(digit % 10).repeat(64)}`),
  caption: `Figure ${digit}: a view`,
  page,
  width: size,
  height: Math.round(size * 0.75),
  section: page - 1,
})

async function direct(figures: Figure[]) {
  const document = { ...longDocument(), figures }
  const written = await script.run({ document }, at.context)
  return { written, board: Storyboard.parse(await storyboard.run({ document, script: written }, at.context)) }
}

it('opens with the golden quote, ends in silence, and directs every scene between', async () => {
  const { written, board } = await direct([])
  const [opening, ...rest] = board.scenes
  const ending = rest.pop()
  expect(opening).toMatchObject({ kind: 'opening', text: written.quotes[0] })
  expect(ending).toMatchObject({ kind: 'ending', text: '', holdSeconds: 4 })
  expect(rest.map(({ text }) => text)).toEqual(written.scenes.map(({ text }) => text))
  for (const scene of rest) {
    expect(scene.keywords.length).toBeGreaterThan(0)
    expect(scene.atmosphere.length).toBeGreaterThan(0)
    expect(scene.prompt).toContain(scene.keywords[0])
  }
  expect(board.source).toContain('Ada Reed')
  expect(board.titles[0]).toBe(board.title)
  expect(new Set(board.titles).size).toBe(3)
})

it('shows a figure on its own page, each once, none that is small, and on half of the scenes at most', async () => {
  const pages = Array.from({ length: 12 }, (_, index) => index + 1)
  const { board } = await direct([...pages.slice(0, 9).map((page) => figure(page, page)), figure(0, 1, 120)])
  const shown = board.scenes.filter((scene) => scene.figure !== undefined)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.length).toBeLessThanOrEqual(Math.ceil((board.scenes.length - 2) / 2))
  expect(new Set(shown.map(({ figure }) => figure?.image)).size).toBe(shown.length)
  for (const { figure, page } of shown) {
    expect(figure?.page).toBe(page)
    expect(figure?.width).toBe(800)
  }
})

it('shows a figure in its own section, and not where only the page is the same', () => {
  const scene = (section: number, text: string) => ({ text, page: 1, heading: '', section })
  const scenes = [scene(1, 'We followed four hundred nurses.'), scene(5, 'Sleep rose where buses ran every half hour.')]
  const shown = assignFigures([{ ...figure(1, 1), section: 5, caption: 'Figure 1: Hours of sleep by night bus' }], scenes)
  expect([...shown.keys()]).toEqual([1])
})

it('shows no thing and no layout in two neighbours, and another in the opening than in the scene after it', async () => {
  const { board } = await direct([])
  const shown = board.scenes.map(({ shows }) => shows)
  expect(shown[0]).toBeTruthy()
  shown.slice(1).forEach((thing, index) => {
    if (thing !== '') expect(thing).not.toBe(shown[index])
  })
  const layouts = board.scenes.slice(1, -1).map(({ layout }) => layout)
  layouts.forEach((layout, index) => {
    expect(layout).toBeTruthy()
    expect(layout).not.toBe(layouts[index + 1])
  })
  expect(board.scenes[0]?.keywords).not.toEqual(board.scenes[1]?.keywords)
})
