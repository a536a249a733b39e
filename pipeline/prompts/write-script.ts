import { z } from 'zod'
import type { NarrationLength } from '../providers/llm/narration-length.ts'
import type { Passage } from '../providers/llm/passages.ts'
import { fenced, fenceRule } from './fence.ts'
import { languageName, type Message } from './message.ts'

/** What a model answers: every sentence names the passages it rests on. */
export const ScriptAnswer = z.object({
  title: z.string(),
  workTitle: z.string(),
  quotes: z.array(z.string()),
  subtitles: z.array(z.string()),
  scenes: z.array(z.object({ sentences: z.array(z.object({ text: z.string(), from: z.array(z.number()) })) })),
})
export type ScriptAnswer = z.infer<typeof ScriptAnswer>

/** Asks for a narrated film's words. */
export function writeScriptPrompt(ask: {
  passages: readonly Passage[]
  title: string
  author: string | undefined
  language: string
  length: NarrationLength
}): Message[] {
  const { length, language } = ask
  const { scenes } = length
  return [
    {
      role: 'system',
      content: [
        'You write the narration of a short film about a document, for a listener who has not read it.',
        fenceRule,
        'Tell only what the document says. Every sentence names in "from" the numbers of the passages it rests on; a sentence that ' +
          'rests on none must not be written. Invent no facts, numbers, names or quotations.',
        'Tell it as a story that leads from one thought to the next: open with what is at stake, end with what stays. Plain spoken ' +
          'sentences of at most 30 words; no headings, lists, links, markup, emoji or stage directions; no "this document says".',
        'Write numbers, units and abbreviations as a speaker says them.',
        'Answer with one JSON object and nothing else: {"title": string, "workTitle": string, "quotes": [3 strings], ' +
          '"subtitles": [3 strings], "scenes": [{"sentences": [{"text": string, "from": [numbers]}]}]}.',
        '"title" is the film\'s title, at most 40 characters. "workTitle" is the name of the work itself. "quotes" are the three ' +
          'most striking sentences, at most 60 characters each, best first. "subtitles" are three lines for the cover, at most 30 characters each.',
      ].join('\n\n'),
    },
    {
      role: 'user',
      content: [
        `Language of everything you write: ${languageName(language)} (${language}).`,
        `Length: ${length.least} to ${length.most} characters over all scenes, in about ${scenes.aim} scenes (${scenes.least} to ${scenes.most}); ` +
          'a scene is one picture on the screen.',
        fenced('document', [`Title: ${ask.title}`, `Author: ${ask.author ?? 'unknown'}`, '', passageLines(ask.passages)].join('\n')),
      ].join('\n\n'),
    },
  ]
}

/** Passages as lines that a model can cite: `[12] p. 3: text`, under their headings. */
export function passageLines(passages: readonly Passage[]): string {
  let heading = ''
  return passages
    .flatMap((passage) => {
      const line = `[${passage.number}]${passage.page === undefined ? '' : ` p. ${passage.page}:`} ${passage.text}`
      if (passage.heading === heading || passage.heading === '') return [line]
      heading = passage.heading
      return ['', `# ${heading}`, line]
    })
    .join('\n')
}
