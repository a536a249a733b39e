import { z } from 'zod'
import type { Script } from '../schema.ts'
import { fenced, fenceRule } from './fence.ts'
import type { Message } from './message.ts'

/** What a model answers: one look and one cast for the whole film, and a picture a scene. */
export const DirectAnswer = z.object({
  look: z.string(),
  characters: z.array(z.object({ name: z.string(), appearance: z.string() })),
  scenes: z.array(
    z.object({ keywords: z.array(z.string()), atmosphere: z.array(z.string()), prompt: z.string(), characters: z.array(z.string()) }),
  ),
})
export type DirectAnswer = z.infer<typeof DirectAnswer>

/** Asks for a picture's direction for every scene of a script. */
export function directPrompt({ title, scenes }: Script): Message[] {
  const lines = scenes.map(({ text }, index) => `[${index + 1}] ${text}`).join('\n')
  return [
    {
      role: 'system',
      content: [
        'You direct the pictures of a narrated film: one still picture for each numbered scene.',
        fenceRule,
        'A picture shows what its scene says, as something concrete that can be seen: who or what, where, doing what, seen from where. ' +
          'No writing, letters, numbers, logos, charts or screens in the picture; no real person by name; nothing violent, sexual or hateful.',
        'The whole film is one world: decide once on a "look" (setting, time, light, colours; not the technique) and on the recurring ' +
          '"characters" with an appearance (age, build, hair, clothes) that stays the same; a scene names those it shows.',
        'Write everything in English except the keywords, which are in the language of the narration.',
        `Answer with one JSON object and nothing else, with exactly ${scenes.length} scenes in order: {"look": string, "characters": ` +
          '[{"name": string, "appearance": string}], "scenes": [{"keywords": [3 to 6 concrete things], "atmosphere": [2 to 4 words], ' +
          '"prompt": string of at most 60 words, "characters": [names]}]}.',
      ].join('\n\n'),
    },
    { role: 'user', content: fenced('narration', `Title: ${title}\n\n${lines}`) },
  ]
}
