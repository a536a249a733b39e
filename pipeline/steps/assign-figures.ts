import { isNamedIn } from '../render/stops.ts'
import type { Figure, Script } from '../schema.ts'

type ScriptScene = Script['scenes'][number]

const LEAST_SIDE = 200
const LEAST_AREA = 90_000
const NUMBER = /(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|рис(?:унок|\.)?|图|圖|図|그림|شكل)\s*\.?\s*(\d{1,3})/giu

/** Whether a figure is large enough, and not too long or too tall, to fill a scene. */
export function isShowable({ width, height }: Figure): boolean {
  return Math.min(width, height) >= LEAST_SIDE && width * height >= LEAST_AREA && width / height < 6 && height / width < 6
}

/** What a figure's place is worth to a scene: its number is said, what is written in it is said, they share a section, a page. */
const NAMED = 20
const LETTERED = 6
const SECTION = 4
const PAGE = 2
/** Words of its caption that are said count one each, at most so many. */
const MOST_WORDS = 4
/** Less is a figure that happens to stand nearby. */
const LEAST = 4
/** Pages that a figure of the same section may stand from what is said of it. */
const NEAR = 2

/**
 * Gives the document's figures to scenes, by scene index: the pairs that belong together most first, by the figure's number, the section and page they
 * share, and what is said of its caption and lettering. Each figure is shown once, small ones never; at most half of the scenes show one, rounded up.
 * A figure that only stands on a scene's page, in another section, is shown there only where no scene of its own section is told.
 */
export function assignFigures(figures: Figure[], scenes: ScriptScene[]): Map<number, Figure> {
  const assigned = new Map<number, Figure>()
  const large = figures.filter(isShowable)
  const free = new Set(new Map(large.map((figure) => [figure.image, figure])).values())
  const most = Math.ceil(scenes.length / 2)
  const pairs = [...free]
    .flatMap((figure) => scenes.map((scene, index) => ({ figure, index, worth: worthOf(figure, scene, scenes) })))
    .filter(({ worth }) => worth >= LEAST)
    .toSorted((one, other) => other.worth - one.worth || one.index - other.index)
  for (const { figure, index } of pairs) {
    if (assigned.size >= most) break
    if (assigned.has(index) || !free.has(figure)) continue
    assigned.set(index, figure)
    free.delete(figure)
  }
  return assigned
}

function worthOf(figure: Figure, scene: ScriptScene, scenes: readonly ScriptScene[]): number {
  const isNamed = numbersIn(figure.caption.slice(0, 20)).some((number) => numbersIn(scene.text).includes(number))
  const isLettered = figure.labels?.some((label) => isNamedIn(scene.text, label)) === true
  const [onPage, isNear] = [figure.page !== undefined && figure.page === scene.page, distance(figure, scene) <= NEAR]
  const inSection = figure.section === scene.section && isNear
  const isTold = scenes.some(({ section }) => section === figure.section)
  const words = Math.min(MOST_WORDS, sharedWords(figure, scene))
  if (!isNamed && !inSection && !(onPage && (!isTold || isLettered))) return 0
  const place = (inSection ? SECTION : onPage ? SECTION - PAGE : 0) + (onPage ? PAGE : 0)
  // Of figures alike otherwise, the larger.
  return (
    (isNamed ? NAMED : 0) +
    place +
    (isLettered && onPage ? LETTERED : 0) +
    words +
    Math.min(0.9, (figure.width * figure.height) / 10_000_000)
  )
}

function distance({ page: one }: Figure, { page: other }: ScriptScene): number {
  return one === undefined || other === undefined ? 0 : Math.abs(one - other)
}

function numbersIn(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(([, number = '']) => number)
}

// Words of a caption that are said.
function sharedWords({ caption }: Figure, { text }: ScriptScene): number {
  const said = text.toLowerCase()
  const words = new Set(caption.toLowerCase().match(/\p{L}{4,}|\p{sc=Han}{2}/gu) ?? [])
  return [...words].filter((word) => said.includes(word)).length
}
