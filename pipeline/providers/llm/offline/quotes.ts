import type { Sentence } from './tellable.ts'

const STRIKING =
  /\b(?:never|always|only|every|most|must|not|without|nothing|everything|because|but|than|first|best|power|free|freedom|life|death|world|human|people|future|truth|love|war|history|change|risk|key)\b|不是|而是|没有|必须|永远|唯一|最|才|只有|关键|核心|本质|人类|世界|未来|自由|никогда|всегда|только|каждый|человек|мир|жизнь|свобод|nie|immer|nur|mensch|welt|jamais|toujours|seul|monde|nunca|siempre|solo|mundo/giu

/** Three golden quotes, best first: short, whole sentences that stand by themselves and say much. Fewer when the text has fewer. */
export function goldenQuotes(sentences: Sentence[], importance: number[], title: string): string[] {
  const ranked = sentences
    .map((sentence, index) => ({ sentence, index, score: scoreOf(sentence, importance[index] ?? 0) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
  const quotes: Sentence[] = []
  for (const { sentence } of ranked) {
    if (quotes.length === 3) break
    if (quotes.every((quote) => overlap(quote, sentence) < 0.4)) quotes.push(sentence)
  }
  if (quotes.length > 0) return quotes.map(({ text }) => text)
  const short = sentences.toSorted((a, b) => a.text.length - b.text.length)[0]?.text
  return [short !== undefined && short.length <= 160 ? short : title]
}

function scoreOf({ text, leans, points, terms }: Sentence, importance: number): number {
  const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)
  const [least, ideal, most] = wide ? [12, 24, 45] : [30, 75, 120]
  if (text.length < least || text.length > most || leans || points || terms.length < 3) return 0
  if (/[?？:：;；]\s*$|[()（）[\]{}/=∈⊆⊂∪∩→⇒∀∃≤≥≠]|\d{3}/u.test(text) || /^["“”„«»「]/u.test(text)) return 0
  if (
    /\b(?:this|these|those|such|however|therefore|thus|also|another|latter|former)\b|这些|那些|这种|该|此|上述|этот|эти|также|однако|diese[rsnm]?|jedoch|auch|(?<!\p{L})(?:cette|ces|cela|aussi|également|est[eo]s?|estas?|también|quest[oaie]|anche|também|هذا|هذه|ذلك|تلك|أيضاً?|זה|זו|אלה|אלו|הזה|הזו|האלה|גם)(?!\p{L})/iu.test(
      text,
    )
  )
    return 0
  if (/\b(?:I|we|our|you can|click|chapter|section|him|them)\b|我们|本文|本章|如下/u.test(text)) importance *= 0.6
  const shape = 1 - 0.4 * (Math.abs(text.length - ideal) / ideal)
  const strike = 1 + 0.18 * Math.min(3, text.match(STRIKING)?.length ?? 0)
  return importance * shape * strike
}

function overlap(a: Sentence, b: Sentence): number {
  const own = new Set(a.terms)
  const shared = b.terms.filter((term) => own.has(term)).length
  return shared / Math.max(1, Math.min(a.terms.length, b.terms.length))
}
