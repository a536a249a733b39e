import { isRightToLeft } from '../../../../render/caption-strips.ts'
import type { PictureRequest } from '../../../provider.ts'
import { headingParts } from '../heading-parts.ts'
import { type Frame, horizonOf, type Plan, rightToLeft, rule, set } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'

/** Where a section begins: its number as large as it goes, a rule, what it is called. */
export function chapter(idea: Idea, frame: Frame, { scene, title }: PictureRequest): Plan {
  const { number, name } = headingParts(scene.heading === '' ? title : scene.heading)
  // "Chapter 2" is a 2.
  const counted = /(?<=\s)(?:\d+|[IVXLC]+)$/iu.exec(number)?.[0] ?? number
  const { words, marks } = frame.stacked ? below(counted, name, frame) : beside(counted, name, frame)
  const horizon = horizonOf(frame) + frame.unit * 3
  const aside = frame.width * (rightToLeft(frame.language) ? 0.14 : 0.86)
  return { words, marks, motifs: [], sun: { x: aside, y: horizon, radius: frame.unit * 8 }, scenery: lowLand(idea.scenery), horizon }
}

// Number and name on either side of an upright rule.
function beside(number: string, name: string, frame: Frame): Pick<Plan, 'words' | 'marks'> {
  const { box, unit } = frame
  const back = rightToLeft(frame.language)
  const [gap, share] = [unit * 5, number === '' ? 0 : 0.28]
  const room = { ...box, y: box.y + unit * 4, height: box.height - unit * 14 }
  const middle = back ? box.x + box.width * (1 - share) : box.x + box.width * share
  const [left, right] = [
    { ...room, width: middle - gap - box.x },
    { ...room, x: middle + gap, width: box.x + box.width - middle - gap },
  ]
  const [counted, named] = back ? [right, left] : [left, right]
  // Towards the rule, whichever way its own signs are read.
  const figure = numeral(number, frame, { box: counted, align: back === isRightToLeft(number) ? 'end' : 'start', rise: 'middle' })
  const title = called(name, frame, { box: named, rise: 'middle' })
  const [top, foot] = [Math.min(title.box.y, room.y + room.height * 0.24), title.box.y + title.box.height]
  const bar = rule(middle - unit * 0.3, top, unit * 0.6, Math.max(foot, room.y + room.height * 0.76) - top)
  return { words: [figure, title], marks: [{ path: bar, role: 'quiet' }] }
}

function below(number: string, name: string, frame: Frame): Pick<Plan, 'words' | 'marks'> {
  const { box, unit } = frame
  const align = rightToLeft(frame.language) === isRightToLeft(number) ? 'start' : 'end'
  const figure = numeral(number, frame, { box: { ...box, height: box.height * 0.34 }, align, rise: 'bottom' })
  const y = box.y + box.height * 0.34 + unit * 5
  const title = called(name, frame, { box: { ...box, y: y + unit * 5, height: box.y + box.height - y - unit * 9 }, rise: 'top' })
  const width = unit * 14
  const x = title.align === 'right' ? box.x + box.width - width : box.x
  return { words: [figure, title], marks: [{ path: rule(x, y, width, unit * 0.7), role: 'quiet' }] }
}

type Place = Pick<Parameters<typeof set>[1], 'box' | 'align' | 'rise'>

function numeral(text: string, frame: Frame, place: Place) {
  const { unit, stacked } = frame
  return set(frame, {
    text,
    ...place,
    size: unit * (stacked ? 38 : 46),
    least: unit * 5,
    lines: 1,
    weight: 700,
    role: 'accent',
    leading: 1,
  })
}

function called(text: string, frame: Frame, place: Place) {
  const { unit, stacked } = frame
  return set(frame, { text, ...place, size: unit * (stacked ? 14 : 14.5), least: unit * 4, lines: 4, role: 'ink', leading: 1.14 })
}
