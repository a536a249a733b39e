import { z } from 'zod'
import { castLayouts } from '../providers/image/drawn/cast-layouts.ts'
import { castThings } from '../providers/image/drawn/cast-things.ts'
import { keywordsIn } from '../providers/llm/offline.ts'
import { offlineServices } from '../providers/offline-services.ts'
import type { Direction } from '../providers/provider.ts'
import { Document, Script, Storyboard } from '../schema.ts'
import type { Services } from '../services.ts'
import { rests } from '../speech/rests.ts'
import { defineStep } from '../step.ts'
import { assignFigures, isShowable } from './assign-figures.ts'

/** Titles to choose from: the film's, the work's, and lines that the cover could have. */
const TITLES = 3

/** Directs the film: opening with the golden quote, scenes with their pictures' prompts or figures, silent ending. */
export const storyboard = defineStep({
  name: 'storyboard',
  version: 17,
  input: z.object({ document: Document, script: Script }),
  output: Storyboard,
  fingerprint: (services) => `${services.script.id}${usesModels(services) ? ' ai' : ''}`,
  async run({ document, script }, context) {
    const directions = await context.services.script.direct(script, context)
    const figures = assignFigures(document.figures, script.scenes)
    const { title, language, author, workTitle } = script
    const quote = script.quotes[0] ?? title
    const about = await directionOf(quote, script, directions, context.signal)
    const page = quotePage(document, quote)
    const source = author === undefined ? workTitle || title : `${author}, ${workTitle || title}`
    const board: Storyboard = {
      title,
      subtitle: script.subtitles[0] ?? '',
      quote,
      language,
      source,
      titles: [...new Set([title, workTitle, ...script.subtitles].filter((one) => one !== ''))].slice(0, TITLES),
      quotes: script.quotes,
      figures: document.figures.filter(isShowable),
      warnings: [...script.warnings, ...(directions[0]?.warnings ?? [])],
      scenes: [
        {
          kind: 'opening' as const,
          seed: 0,
          text: quote,
          holdSeconds: rests.opening,
          heading: title,
          keywords: about.keywords,
          atmosphere: about.atmosphere,
          prompt: `The opening image of “${title}”: ${about.prompt}`,
          ...(page === undefined ? {} : { page }),
        },
        ...script.scenes.map(({ text, page, heading }, index) => {
          const { keywords, atmosphere, prompt } = directions[index] ?? { keywords: [], atmosphere: [], prompt: text }
          const figure = figures.get(index)
          const given = { ...(page === undefined ? {} : { page }), ...(figure === undefined ? {} : { figure }) }
          return { kind: 'scene' as const, seed: index + 1, text, holdSeconds: 0, heading, keywords, atmosphere, prompt, ...given }
        }),
        {
          kind: 'ending' as const,
          seed: script.scenes.length + 1,
          text: '',
          holdSeconds: rests.ending,
          heading: source,
          credits: { pages: pagesOf(script), ai: usesModels(context.services) },
          keywords: [],
          atmosphere: about.atmosphere,
          prompt: `A quiet closing image for “${title}”; no text, no letters.`,
        },
      ],
    }
    const things = castThings(board.scenes, title, language)
    const cast = board.scenes.map((scene, index) => ({ ...scene, shows: things[index] }))
    const layouts = castLayouts(cast, title, language)
    return { ...board, scenes: cast.map((scene, index) => ({ ...scene, layout: layouts[index] })) }
  },
})

// The opening shows what its quote speaks of, as the scene does that tells most of it, but not the first: that would show one picture twice.
async function directionOf(
  quote: string,
  { scenes, title, language }: Script,
  directions: readonly Direction[],
  signal: AbortSignal,
): Promise<Direction> {
  const texts = scenes.map(({ text }) => text)
  const near = ({ keywords }: Direction, index: number) =>
    texts[index]?.includes(quote) ? Infinity : keywords.filter((word) => quote.toLowerCase().includes(word.toLowerCase())).length
  const others = directions.map((direction, index) => ({ direction, nearness: near(direction, index) })).slice(1)
  const [nearest] = others.toReversed().toSorted((one, other) => other.nearness - one.nearness)
  const about = nearest?.direction ?? directions[0] ?? { keywords: [], atmosphere: [], prompt: title }
  const keywords = await keywordsIn(quote, texts, language, signal)
  return keywords.length === 0 ? about : { ...about, keywords }
}

// From the first page that the film rests on to the last.
function pagesOf({ scenes }: Script): [number, number] | undefined {
  const pages = scenes.flatMap(({ page }) => page ?? [])
  return pages.length === 0 ? undefined : [Math.min(...pages), Math.max(...pages)]
}

function usesModels({ script, picture, voice }: Services): boolean {
  const offline = [true, false].flatMap((light) => Object.values(offlineServices({ light })).map(({ id }) => id))
  return [script, picture, voice].some(({ id }) => !offline.includes(id))
}

// The page a quote is from, where a paragraph holds it word for word.
function quotePage(document: Document, quote: string): number | undefined {
  const start = quote.slice(0, 40)
  return document.sections.flatMap(({ paragraphs }) => paragraphs).find(({ text }) => text.includes(start))?.page
}
