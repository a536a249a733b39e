import type { PictureRequest } from '../../../provider.ts'
import { labelsIn, pagesOf } from '../labels.ts'
import { type Frame, horizonOf, overline, type Plan, rule, set } from '../plan.ts'
import type { Idea } from '../read-idea.ts'
import { lowLand } from '../scenery/low-land.ts'

/** The film's last picture: where it all comes from, the pages it rests on, and who made it with what. */
export function ending(idea: Idea, frame: Frame, { scene, title, language }: PictureRequest): Plan {
  const { unit, box } = frame
  const source = scene.heading !== '' ? scene.heading : scene.text !== '' ? scene.text : title
  const labels = labelsIn(language)
  const { pages, ai = false } = scene.credits ?? {}
  const [, author = labels.source, work = source] = /^([^,，،《]{2,60}?)[,，،]?\s*(?:[,，،]\s*|(?=《))(.+)$/u.exec(source) ?? []
  const label = overline(frame, author, { ...box, y: box.y + box.height * 0.12 }, 'center')
  const name = set(frame, {
    text: work,
    box: { ...box, y: label.box.y + unit * 6, height: box.height * 0.4 },
    size: unit * 9,
    least: unit * 3,
    lines: 3,
    role: 'ink',
    align: 'center',
    leading: 1.18,
  })
  const at = name.box.y + name.box.height + unit * 4
  const made = set(frame, {
    text: [pages === undefined ? '' : pagesOf(pages, language), ai ? labels.ai : labels.made].filter((part) => part !== '').join('  ·  '),
    box: { ...box, y: at + unit * 3, height: Math.max(unit * 3, Math.min(unit * 9, box.y + box.height - at - unit * 3)) },
    size: unit * (frame.stacked ? 3.8 : 3.2),
    lines: 2,
    weight: 400,
    role: 'ink',
    align: 'center',
    capitals: false,
    spacing: 0.03,
  })
  return {
    words: [label, name, made],
    marks: [{ path: rule(box.x + box.width / 2 - unit * 5, at, unit * 10, unit * 0.6), role: 'accent' }],
    motifs: [],
    sun: { x: frame.width / 2, y: horizonOf(frame) + unit, radius: unit * 11 },
    scenery: lowLand(idea.scenery),
    horizon: horizonOf(frame) + unit * 2,
  }
}
