import type { Box } from '../../../../render/layout.ts'
import { circle, type Frame, horizonOf, type Mark, overline, type Part, type Plan, rule, set, sweepOf } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import type { Year } from '../reading/years.ts'
import { lowLand } from '../scenery/low-land.ts'

/** More years have no room for what happened in them. */
const MOST_YEARS = 4

/** Years along a line, with what happened: downwards in an upright frame, else across in reading order. */
export function timeline(idea: Idea, frame: Frame): Plan {
  const { box, unit, stacked } = frame
  const title = set(frame, {
    text: idea.key,
    box: { ...box, y: box.y + unit * 5.5, height: box.height * 0.24 },
    size: unit * 9,
    least: unit * 4,
    lines: 2,
    role: 'ink',
    leading: 1.12,
  })
  const top = title.box.y + title.box.height + unit * 5
  const room = { ...box, y: top, height: box.y + box.height - top - unit * 4 }
  const shown = idea.years.slice(0, MOST_YEARS)
  return {
    words: [overline(frame, idea.overline, box), title],
    ...(stacked ? downwards(shown, room, frame) : across(shown, room, frame, title.align === 'right')),
    motifs: [],
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 3,
  }
}

type Axis = Pick<Plan, 'marks'> & { parts: Part[] }

function downwards(years: readonly Year[], room: Box, frame: Frame): Axis {
  const { box, unit, language } = frame
  const step = room.height / years.length
  const axis = rule(box.x + unit * 1.6, room.y, unit * 0.4, step * years.length - unit * 2)
  const parts = years.map(({ year, about }, index): Part => {
    const y = room.y + step * index
    const column = { x: box.x + unit * 8, width: box.width - unit * 8 }
    const words = [
      set(frame, { text: year, box: { ...column, y, height: unit * 8 }, size: unit * 7, lines: 1, weight: 700, role: 'ink', leading: 1.1 }),
      set(frame, {
        text: about,
        box: { ...column, y: y + unit * 8.2, height: Math.max(unit * 4, step - unit * 9.4) },
        size: unit * 4.4,
        least: unit * 2.4,
        lines: 2,
        weight: 400,
        role: 'ink',
        capitals: false,
      }),
    ]
    const marks = [dot(box.x + unit * 1.8, y + unit * 3.6, unit)]
    return { said: year, box: { ...box, y: y - unit, height: step - unit * 0.5 }, sweep: sweepOf(language), words, marks }
  })
  return { marks: [{ path: axis, role: 'quiet' }], parts }
}

function across(years: readonly Year[], room: Box, frame: Frame, isRightToLeft: boolean): Axis {
  const { box, unit, language } = frame
  const step = box.width / years.length
  const y = room.y + room.height * 0.42
  const axis = rule(box.x, y - unit * 0.25, box.width, unit * 0.5)
  const parts = years.map(({ year, about }, index): Part => {
    const x = box.x + step * (isRightToLeft ? years.length - 1 - index : index)
    const column = { x, width: step - unit * 3 }
    const words = [
      set(frame, {
        text: year,
        box: { ...column, y: room.y - unit, height: y - room.y - unit * 2 },
        size: unit * 8.5,
        least: unit * 4,
        lines: 1,
        weight: 700,
        role: 'ink',
        rise: 'bottom',
        align: isRightToLeft ? 'end' : 'start',
        leading: 1.1,
      }),
      set(frame, {
        text: about,
        box: { ...column, y: y + unit * 4, height: Math.max(unit * 4, room.y + room.height - y - unit * 4) },
        size: unit * 3.8,
        least: unit * 2.2,
        lines: 3,
        weight: 400,
        role: 'ink',
        capitals: false,
      }),
    ]
    const around = { x: x - unit, y: room.y - unit * 2, width: step - unit, height: room.height + unit * 2 }
    return { said: year, box: around, sweep: sweepOf(language), words, marks: [dot(x + unit * 1.8, y, unit)] }
  })
  return { marks: [{ path: axis, role: 'quiet' }], parts }
}

function dot(x: number, y: number, unit: number): Mark {
  return { path: circle(x, y, unit * 1.8), role: 'accent' }
}
