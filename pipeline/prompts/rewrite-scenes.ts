import { z } from 'zod'
import type { Passage } from '../providers/llm/passages.ts'
import type { RewriteRequest, Tone } from '../providers/provider.ts'
import { fenced, fenceRule } from './fence.ts'
import { languageName, type Message } from './message.ts'
import { passageLines } from './write-script.ts'

/** What a model answers: every scene's new words, by its number. */
export const RewriteAnswer = z.object({ scenes: z.array(z.object({ number: z.number(), text: z.string() })) })
export type RewriteAnswer = z.infer<typeof RewriteAnswer>

const wishes: Record<Tone, string> = {
  shorter: 'Say the same in about two thirds of the words: keep claims, reasons and turns, leave out asides.',
  longer:
    'Say it in about half as many words again, with more of what the document says about it; where there is no document, more calmly.',
  simpler: 'Say it so that a child of twelve understands it: short sentences, everyday words, a term explained where it is needed.',
  formal: 'Say it in a formal and precise register, as a lecturer would, without colloquial words.',
}

/** Asks for other words for the scenes of a narration, one for one. */
export function rewritePrompt({ scenes, tone, language, passages }: RewriteRequest & { passages: readonly Passage[] }): Message[] {
  const lines = scenes.map((text, index) => `[${index + 1}] ${text}`).join('\n')
  return [
    {
      role: 'system',
      content: [
        'You edit the narration of a short film. Each numbered scene gets other words, and stays about the same thing.',
        fenceRule,
        wishes[tone],
        'Invent no facts, numbers, names or quotations. Plain spoken sentences; no headings, lists, links, markup, emoji or stage directions.',
        `Answer with one JSON object and nothing else, with exactly ${scenes.length} scenes: {"scenes": [{"number": number, "text": string}]}.`,
      ].join('\n\n'),
    },
    {
      role: 'user',
      content: [
        `Language of everything you write: ${languageName(language)} (${language}).`,
        fenced('narration', lines),
        ...(passages.length === 0 ? [] : [fenced('document', passageLines(passages))]),
      ].join('\n\n'),
    },
  ]
}
