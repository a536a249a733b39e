import { onlyChapters } from '../documents/chapters.ts'
import type { Execute, FilmRequest } from '../film-request.ts'
import { extract } from '../steps/extract.ts'
import { script } from '../steps/script.ts'
import { storyboard } from '../steps/storyboard.ts'
import { once } from './once.ts'

/** What a film tells: the document as it was read, the script written from it, and the storyboard. */
export type Narrative = ReturnType<typeof narrativeOf>

/** The text of a film, up to its storyboard, which is the revision's own where the request has one. */
export function narrativeOf({ source, filename, settings, board, chapters, unlocked }: FilmRequest, execute: Execute) {
  // What a password opened was read whole: nobody is asked for it again to read some chapters.
  const readDocument = once(async () =>
    unlocked === undefined
      ? execute(extract, { source, filename, chapters })
      : onlyChapters(await execute(extract, { source, filename, unlocked }), chapters),
  )
  const writeScript = once(async () =>
    execute(script, {
      document: await readDocument(),
      language: settings.language,
      seconds: settings.seconds && settings.seconds * settings.speed,
    }),
  )
  const direct = once(async () => board ?? execute(storyboard, { document: await readDocument(), script: await writeScript() }))
  return { document: readDocument, script: writeScript, storyboard: direct }
}
