import type { SceneDraft } from './cut-scenes.ts'
import { termsOf } from './terms.ts'
import { cleanTitle, isNaming } from './titles.ts'

/**
 * Names the work in the first scene and the matter wherever a new section begins, as a speaker would; never what the
 * sentence after it says anyway.
 */
export function withLeadIns(
  scenes: SceneDraft[],
  { title, author, language }: { title: string; author?: string | undefined; language: string },
): SceneDraft[] {
  let told = ''
  const said = new Set<string>()
  return scenes.map((scene, index) => {
    // "Primary Waves (P-waves)" is said without what it is called besides.
    const heading = cleanTitle(scene.heading).replace(/(?<=\S)\s*[(（][^()（）]*[)）]$/u, '')
    const isNew = heading !== told
    told = heading
    if (index === 0) {
      said.add(title).add(heading)
      return repeats(title, scene.text, language) && author === undefined
        ? scene
        : { ...scene, text: `${opening(title, author, language)}${scene.text}` }
    }
    if (
      !isNew ||
      said.has(heading) ||
      !isNaming(heading) ||
      !isSayable(heading, language) ||
      isHalf(heading, scene.heading) ||
      repeats(heading, scene.text, language)
    )
      return scene
    said.add(heading)
    return { ...scene, text: `${sentence(heading, language)}${scene.text}` }
  })
}

function opening(title: string, author: string | undefined, language: string): string {
  if (language === 'zh')
    return `《${title.replace(/[《》]/g, '')}》${author === undefined ? '' : author.includes('作者') ? `，${author}` : `，作者${author}`}。`
  if (author === undefined || author.length > 60) return sentence(title, language)
  return language === 'en' ? sentence(`${title}, by ${author}`, language) : `${sentence(title, language)}${sentence(author, language)}`
}

function sentence(words: string, language: string): string {
  if (language === 'zh' || language === 'ja') return /[。！？…]$/u.test(words) ? words : `${words}。`
  return /[.!?…]$/.test(words) ? `${words} ` : `${words}. `
}

// Of a question only its beginning was short enough.
function isHalf(words: string, heading: string): boolean {
  return /[?？]/u.test(heading) && !/[?？]$/u.test(words)
}

function isSayable(heading: string, language: string): boolean {
  if (/[\d/_|\\<>=@#$%^*(){}[\]]/.test(heading)) return false
  return language === 'zh' || language === 'ja'
    ? heading.length >= 3 && heading.length <= 22
    : heading.split(/\s+/).length <= 8 && heading.length >= 5
}

function repeats(words: string, text: string, language: string): boolean {
  // No answer says what was asked.
  if (/[?？]$/.test(words)) return false
  const beginning = new Set(termsOf(text.slice(0, Math.max(60, words.length * 2)), language))
  const own = termsOf(words, language)
  return own.length > 0 && own.filter((term) => beginning.has(term)).length >= own.length * 0.6
}
