import type { Script } from '../../../schema.ts'
import type { ScriptRequest } from '../../provider.ts'
import { directionsOf } from './direct.ts'
import { keywordsOf } from './keywords.ts'
import { SCRIPT_ID } from './script-id.ts'
import { subtitlesOf } from './subtitles.ts'
import { missingDictionary } from './tagging/tag.ts'
import { tellWithin } from './tell.ts'
import { fragmentSentences, isEnough, tellableSentences } from './tellable.ts'
import { authorOf, cleanTitle, isTitle, titleOf } from './titles.ts'

/** What is done off the main thread: a book takes seconds of pure computing. */
export const tasks = { write, direct: directionsOf, keywords }

/** Tells a document in its own words: the passages that matter most, in order. */
function write({ document, language: wished, seconds }: ScriptRequest): Script {
  const language = primary(document.language) === 'und' ? 'en' : primary(document.language)
  const warnings: string[] = []
  if (!['und', '', language].includes(primary(wished))) {
    warnings.push(`Offline, a document can't be translated: it is told in its own language (${language}), not in ${wished}.`)
  }
  const missing = missingDictionary(language)
  if (missing !== undefined) warnings.push(`Without a dictionary of nouns the cards name fewer things. Run: npm install ${missing}`)
  const prose = tellableSentences(document, language)
  const title = titleOf(document, prose)
  const sentences = isEnough(prose, document) ? prose : fragmentSentences(document, language, title)
  const author = authorOf(document.author)
  const { scenes, quotes, whole, seconds: expected } = tellWithin({ sentences, title, author, language, seconds })
  if (seconds !== undefined && whole && expected < seconds * 0.9) {
    warnings.push(`The document is told whole and lasts about ${Math.round(expected)} s, not ${seconds} s.`)
  }
  return {
    title,
    workTitle: isTitle(document.title) ? cleanTitle(document.title) : title,
    ...(author === undefined ? {} : { author }),
    language,
    quotes,
    subtitles: subtitlesOf(scenes, document, quotes, title),
    scenes: scenes.map(({ text, page, heading, section }) => ({ text, heading, section, ...(page === undefined ? {} : { page }) })),
    provider: SCRIPT_ID,
    warnings,
  }
}

/** What one text of a film speaks of; `all` are the film's texts. */
function keywords({ text, all, language }: { text: string; all: readonly string[]; language: string }): string[] {
  return keywordsOf(text, all, language)
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0] ?? 'und'
}
