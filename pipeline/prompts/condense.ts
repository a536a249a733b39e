import { z } from 'zod'
import type { Passage } from '../providers/llm/passages.ts'
import { fenced, fenceRule } from './fence.ts'
import type { Message } from './message.ts'
import { passageLines } from './write-script.ts'

/** What a model answers: the gist, each note with the number of the passage it was taken from. */
export const CondenseAnswer = z.object({ notes: z.array(z.object({ from: z.number(), text: z.string() })) })
export type CondenseAnswer = z.infer<typeof CondenseAnswer>

/** Asks for the gist of a part of a document that is too long to be read at once. */
export function condensePrompt(ask: { passages: readonly Passage[]; part: number; parts: number; words: number }): Message[] {
  return [
    {
      role: 'system',
      content: [
        'You take notes on a part of a long document, from which somebody else will write a narration.',
        fenceRule,
        'Keep what matters to the story: claims, reasons, turns, people, numbers, striking sentences word for word. Each note is one or two ' +
          'sentences in the language of the document and names in "from" the number of the one passage it was taken from. Add nothing.',
        'Answer with one JSON object and nothing else: {"notes": [{"from": number, "text": string}]}.',
      ].join('\n\n'),
    },
    {
      role: 'user',
      content: `Part ${ask.part} of ${ask.parts}. At most ${ask.words} words in all.\n\n${fenced('document', passageLines(ask.passages))}`,
    },
  ]
}
