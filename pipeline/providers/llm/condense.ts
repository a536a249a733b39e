import pLimit from 'p-limit'
import { CondenseAnswer, condensePrompt } from '../../prompts/condense.ts'
import type { StepContext } from '../../step.ts'
import { plainText } from '../plain-text.ts'
import type { createAsk } from './ask.ts'
import { countTokens, groupPassages, type Passage } from './passages.ts'

const MOST_PARTS = 60
const AT_ONCE = 3

/**
 * Brings a document down to `most` tokens, part by part; the notes keep the numbers of the passages they were taken from.
 * A document of more than sixty parts is read in evenly spread parts, which the warnings say.
 */
export async function condense(
  passages: readonly Passage[],
  most: number,
  ask: ReturnType<typeof createAsk>,
  context: StepContext,
): Promise<{ passages: Passage[]; warnings: string[] }> {
  if (total(passages) <= most) return { passages: [...passages], warnings: [] }
  const all = groupPassages(passages, most)
  const parts = spread(all, MOST_PARTS)
  const warnings =
    parts.length < all.length ? [`The document is very long: ${parts.length} of its ${all.length} parts were read, evenly spread.`] : []
  const words = Math.max(80, Math.floor((most / parts.length) * 0.45))
  const limit = pLimit(AT_ONCE)
  const notes = await Promise.all(parts.map((part, index) => limit(() => notesOf(part, index))))
  const condensed = notes.flat()
  // A model that can't keep it short still has to fit: the rest is the first so many tokens of every part.
  const fitting = total(condensed) <= most ? condensed : notes.flatMap((part) => groupPassages(part, most / parts.length)[0] ?? [])
  return { passages: fitting, warnings }

  async function notesOf(part: readonly Passage[], index: number): Promise<Passage[]> {
    const known = new Map(part.map((passage) => [passage.number, passage]))
    const { result } = await ask(
      {
        name: 'notes',
        messages: condensePrompt({ passages: part, part: index + 1, parts: parts.length, words }),
        answer: CondenseAnswer,
        outputTokens: words * 4,
        check({ notes }) {
          const kept = notes.flatMap(({ from, text }) => {
            const passage = known.get(from)
            const plain = plainText(text, 800)
            return passage === undefined || plain === '' ? [] : [{ ...passage, text: plain }]
          })
          return { result: kept, faults: kept.length === 0 ? [{ told: 'no note names a passage of this part in "from"' }] : [] }
        },
      },
      context,
    )
    return result
  }
}

const total = (passages: readonly Passage[]) => passages.reduce((sum, { text }) => sum + countTokens(text) + 4, 0)

function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items]
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).flatMap((item) => item ?? [])
}
