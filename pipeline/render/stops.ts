import type { Label, Word } from '../schema.ts'
import { type Spoken, saidAt, spokenIn, tokensOf } from './said.ts'

/** A part of a picture that the view goes to, in shares of the picture; `at` in the seconds of its words. */
export interface Stop {
  at: number
  box: { x: number; y: number; width: number; height: number }
}

/** A figure is seen whole first. */
const WHOLE_SECONDS = 2.4
/** The view stays where it went, and goes a little before the word. */
const STAY_SECONDS = 2.2
const EARLY_SECONDS = 0.35

/**
 * Where the view of a figure goes while it is spoken of: to the label whose words are being said. What the lettering of a figure is, only some
 * formats tell; a figure without labels has no stops, and keeps its calm move.
 */
export function stopsFor(labels: readonly Label[], words: readonly Word[]): Stop[] {
  const spoken = spokenIn(words).map(({ token, at }) => ({ token, at: at - EARLY_SECONDS }))
  const mentions = labels
    .flatMap((label) => startsOf(label, spoken).map((at) => ({ at, label, length: label.text.length })))
    .toSorted((one, other) => one.at - other.at || other.length - one.length)
  // What was named while the whole was seen waits for its end; of several, the last.
  const early = mentions.findLast(({ at }) => at < WHOLE_SECONDS)
  const due = [...(early === undefined ? [] : [{ ...early, at: WHOLE_SECONDS }]), ...mentions.filter(({ at }) => at >= WHOLE_SECONDS)]
  const stops: Stop[] = []
  for (const { at, label } of due) {
    const last = stops.at(-1)
    if (last !== undefined && at - last.at < STAY_SECONDS) continue
    const { x, y, width, height } = label
    if (last?.box.x !== x || last.box.y !== y) stops.push({ at, box: { x, y, width, height } })
  }
  return stops
}

/** Whether a text says what a label says. */
export function isNamedIn(text: string, label: Label): boolean {
  return startsOf(label, spokenIn([{ text, start: 0 }])).length > 0
}

// The moments at which a label is said; a number or a lone letter names nothing.
function startsOf({ text }: Label, spoken: readonly Spoken[]): number[] {
  const isName = tokensOf(text).some((token) => /\p{L}{3}/u.test(token)) || HAN_PAIR.test(text)
  return isName ? saidAt(text, spoken).map(({ at }) => at) : []
}

const HAN_PAIR = /\p{Script=Han}{2}/u
