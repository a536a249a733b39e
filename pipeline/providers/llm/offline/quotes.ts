import type { Sentence } from './tellable.ts'

const STRIKING =
  /\b(?:never|always|only|every|most|must|not|without|nothing|everything|because|but|than|first|best|power|free|freedom|life|death|world|human|people|future|truth|love|war|history|change|risk|key|\p{Ll}{2,}iest|(?:larg|great|high|old|bigg|long|strong|hard|small|warm|cold|deep)est)\b|不是|而是|没有|必须|永远|唯一|最|才|只有|关键|核心|本质|人类|世界|未来|自由|никогда|всегда|только|каждый|человек|мир|жизнь|свобод|nie|immer|nur|mensch|welt|jamais|toujours|seul|monde|nunca|siempre|solo|mundo/giu

/** Three golden quotes, best first: short, whole sentences that stand by themselves and say much. Fewer when the text has fewer. */
export function goldenQuotes(sentences: Sentence[], importance: number[], title: string): string[] {
  const ranked = sentences
    .map((sentence, index) => ({ sentence, index, score: scoreOf(sentence, importance[index] ?? 0) * place(index / sentences.length) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
  const quotes: Sentence[] = []
  for (const { sentence } of ranked) {
    if (quotes.length === 3) break
    if (quotes.every((quote) => overlap(quote, sentence) < 0.4)) quotes.push(sentence)
  }
  if (quotes.length > 0) return quotes.map(({ text }) => text)
  const [short] = sentences
    .map(({ text, hangs }, index) => ({
      text,
      worth: (importance[index] ?? 0) * detail(text) * (hangs || /[?？]$/.test(text) ? 0.3 : 1) * place(index / sentences.length),
    }))
    .filter(({ text }) => text.length <= 160)
    .toSorted((a, b) => b.worth - a.worth)
  return [short?.text ?? title]
}

// What a text begins and ends with was written to be remembered.
function place(at: number): number {
  return at < 0.08 || at > 0.88 ? 1.35 : 1
}

/** How to do something, and how much of it, is no line to open with. */
function detail(text: string): number {
  const isInstruction =
    /\p{L}{3,}ez(?!\p{L})|\b(?:please|may be|must be|shall be|should be|can be|bitte|darf|dürfen)\b|[应须]当?|不得/iu.test(text)
  const numbers = text.match(/\d[\d.,]*/gu)?.length ?? 0
  return 0.5 ** Math.min(2, numbers) * (isInstruction ? 0.5 : 1) * (/^[^.:：]{1,14}[:：]/u.test(text) ? 0.3 : /[:：]/.test(text) ? 0.7 : 1)
}

/** "Yes, …", "Ну, …" answers what was said before. */
const ANSWER = /^(?:yes|no|oh|ah|well|ja|nein|ach|nun|oui|non|eh bien|sí|no|bueno|sim|não|bem|да|нет|ну|ох|ах|эх)(?=[,!. ])[,!.]/iu

/** "Well to start, …", "So, …": it leads on from what was said, and is no line to begin with. */
const LEAD_ON =
  /^(?:well|so|now|anyway|okay|finally|lastly|first(?:ly| of all)?|second(?:ly)?|to (?:start|begin|conclude|sum up)|in (?:conclusion|summary|short|addition)|as a result|zunächst|zum Schluss|schließlich|also|d'abord|d’abord|enfin|bref|en résumé|primero|por último|en resumen|entonces|primeiro|por fim|em resumo|infine|in breve|итак|наконец|во-первых)(?=[,\s])/iu

function scoreOf({ text, hangs, points, terms }: Sentence, importance: number): number {
  const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)
  const [least, ideal, most] = wide ? [12, 24, 45] : [30, 75, 120]
  if (text.length < least || text.length > most || hangs || points || terms.length < 3) return 0
  if (ANSWER.test(text) || LEAD_ON.test(text)) return 0
  if (/[?？:：;；]\s*$|[()（）[\]{}/=∈⊆⊂∪∩→⇒∀∃≤≥≠]|\d{3}/u.test(text) || /^["“”„«»「]/u.test(text)) return 0
  if (
    /\b(?:this|these|those|such|however|therefore|thus|also|another|latter|former)\b|这些|那些|这种|这么|那么|这样|那样|该|此|上述|やはり|この|その|あの|これ|それ|あれ|こう|そう|また|этот|эти|также|então|tão |tan |entonces|allora|alors|однако|diese[rsnm]?|jedoch|auch|dabei|dafür|davon|daran|daraus|darin|darauf|dazu|(?<!\p{L})(?:cette|ces|cela|aussi|également|est[eo]s?|estas?|también|quest[oaie]|anche|também|هذا|هذه|ذلك|تلك|أيضاً?|זה|זו|אלה|אלו|הזה|הזו|האלה|גם)(?!\p{L})/iu.test(
      text,
    )
  )
    return 0
  if (/\b(?:I|we|our|you can|click|chapter|section|him|them|ihn|ihm|ihnen)\b|(?<=\p{L} )sie(?!\p{L})|我们|本文|本章|如下/u.test(text))
    importance *= 0.6
  const shape = 1 - 0.4 * (Math.abs(text.length - ideal) / ideal)
  const strike = 1 + 0.18 * Math.min(3, text.match(STRIKING)?.length ?? 0)
  return importance * shape * strike * detail(text)
}

function overlap(a: Sentence, b: Sentence): number {
  const own = new Set(a.terms)
  const shared = b.terms.filter((term) => own.has(term)).length
  return shared / Math.max(1, Math.min(a.terms.length, b.terms.length))
}
