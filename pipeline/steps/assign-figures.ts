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

/**
 * Gives the document's figures to scenes, by scene index: first where a scene names the figure's number, then on its page, rather where what is
 * written in it is said, then in its section. Each figure is shown once, small ones never; at most half of the scenes show one, rounded up.
 */
export function assignFigures(figures: Figure[], scenes: ScriptScene[]): Map<number, Figure> {
  const assigned = new Map<number, Figure>()
  const large = figures.filter(isShowable)
  const free = new Set(new Map(large.map((figure) => [figure.image, figure])).values())
  const most = Math.ceil(scenes.length / 2)
  const assign = (fits: (figure: Figure, scene: ScriptScene) => boolean) => {
    for (const [index, scene] of scenes.entries()) {
      if (assigned.size >= most) return
      if (assigned.has(index)) continue
      const best = [...free].filter((figure) => fits(figure, scene)).toSorted((a, b) => likeness(b, scene) - likeness(a, scene))[0]
      if (best === undefined) continue
      assigned.set(index, best)
      free.delete(best)
    }
  }
  assign((figure, scene) => numbersIn(figure.caption.slice(0, 20)).some((number) => numbersIn(scene.text).includes(number)))
  const onPage = (figure: Figure, scene: ScriptScene) => figure.page !== undefined && figure.page === scene.page
  assign((figure, scene) => onPage(figure, scene) && figure.labels?.some((label) => isNamedIn(scene.text, label)) === true)
  assign(onPage)
  assign(
    (figure, scene) =>
      figure.section === scene.section &&
      (figure.page === undefined || scene.page === undefined || Math.abs(figure.page - scene.page) <= 2),
  )
  return assigned
}

function numbersIn(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(([, number = '']) => number)
}

// Words that a caption shares with what is said; the larger figure where they share none.
function likeness({ caption, width, height }: Figure, { text }: ScriptScene): number {
  const said = text.toLowerCase()
  const words = new Set(caption.toLowerCase().match(/\p{L}{4,}|\p{sc=Han}{2}/gu) ?? [])
  return [...words].filter((word) => said.includes(word)).length + Math.min(0.9, (width * height) / 10_000_000)
}
