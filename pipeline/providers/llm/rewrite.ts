import { RewriteAnswer, rewritePrompt } from '../../prompts/rewrite-scenes.ts'
import { plainText } from '../plain-text.ts'
import type { RewriteRequest, Rewritten } from '../provider.ts'
import type { Fault, Question } from './ask.ts'
import { isForeign } from './language-check.ts'
import { countTokens, type Passage, passagesOf } from './passages.ts'

/** Characters of one scene's words. */
const MOST = 1_000

/** Rewriting as a question to a model; `documentTokens` of the document go with it at most. */
export function rewriteQuestion(request: RewriteRequest, documentTokens: number): Question<RewriteAnswer, Pick<Rewritten, 'scenes'>> {
  const { scenes, tone } = request
  const passages = tone === 'longer' ? passagesAbout(request, documentTokens) : []
  const tokens = scenes.reduce((sum, text) => sum + countTokens(text), 0)
  return {
    name: 'rewrite',
    messages: rewritePrompt({ ...request, passages }),
    answer: RewriteAnswer,
    outputTokens: tokens * 2 + scenes.length * 20 + 200,
    check: (answer) => checkRewritten(answer, request, passages),
  }
}

// What the scenes rest on, as far as it is known, in reading order.
function passagesAbout({ document, pages = [], headings = [] }: RewriteRequest, most: number): Passage[] {
  if (document === undefined) return []
  let room = most
  return passagesOf(document).filter(({ text, page, heading }) => {
    const isAbout = page === undefined ? headings.includes(heading) : pages.includes(page)
    if (isAbout) room -= countTokens(text)
    return isAbout && room >= 0
  })
}

// Where a scene is missing its words stay; a number that nothing given says is told to the person.
async function checkRewritten(
  { scenes: answered }: RewriteAnswer,
  { scenes, tone, language }: RewriteRequest,
  passages: readonly Passage[],
): Promise<{ result: Pick<Rewritten, 'scenes'>; faults: Fault[] }> {
  const written = new Map(answered.map(({ number, text }) => [number, plainText(text, MOST)]))
  const result = scenes.map((text, index) => written.get(index + 1) || text)
  const missing = scenes.flatMap((_, index) => (written.get(index + 1) ? [] : [index + 1]))
  const given = numbersIn([...scenes, ...passages.map(({ text }) => text)].join(' '))
  const invented = [...numbersIn(result.join(' '))].filter((number) => !given.has(number))
  const ratio = result.join('').length / Math.max(1, scenes.join('').length)
  const faults: Fault[] = []
  if (missing.length > 0) {
    faults.push({
      told: `scenes ${missing.join(', ')} are missing`,
      warning: `Scenes ${missing.join(', ')} could not be rewritten and stay.`,
    })
  }
  if (invented.length > 0) {
    const list = invented.slice(0, 5).join(', ')
    faults.push({ told: `nothing given says ${list}`, warning: `Please check: the new words say ${list}, the old ones did not.` })
  }
  if (tone === 'shorter' && ratio > 0.95) faults.push({ told: 'it is not shorter', warning: 'It did not get shorter.' })
  if (tone === 'longer' && ratio < 1.05) faults.push({ told: 'it is not longer', warning: 'It did not get longer.' })
  if (await isForeign(result.join(' '), language)) faults.push({ told: `it is not in the language ${language}` })
  return { result: { scenes: result }, faults }
}

function numbersIn(text: string): Set<string> {
  return new Set(text.match(/\p{Nd}+/gu))
}
