import type { Document } from '../../../schema.ts'

type Paragraph = Document['sections'][number]['paragraphs'][number]

/** A section's paragraphs without its asides, those whole again that a page's end cut, or that end where someone begins to speak. */
export function mendParagraphs(paragraphs: readonly Paragraph[]): Paragraph[] {
  const whole: Paragraph[] = []
  for (const paragraph of paragraphs) {
    if (paragraph.aside !== undefined) continue
    const before = whole.at(-1)
    if (before !== undefined && (goesOn(before.text, paragraph.text) || leadsToSpeech(before.text, paragraph.text))) {
      const gap = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。、：]$/u.test(before.text) ? '' : ' '
      whole[whole.length - 1] = { ...before, text: before.text + gap + paragraph.text }
    } else whole.push(paragraph)
  }
  return whole
}

/** Of what is cut inside a sentence, at least so many characters stand before the cut. */
const LEAST = 40

function goesOn(before: string, after: string): boolean {
  return (
    before.length > LEAST &&
    !/[.!?。！？…؟।:：;；][\s"'”’»」』）)\]]*$/u.test(before) &&
    /^(?!\p{N})[\p{Ll}\p{sc=Han}\p{sc=Hiragana}\p{sc=Hangul}\p{sc=Arabic}，。、,]/u.test(after)
  )
}

// "He knocked at the door:" and, in a line of its own, what he says.
function leadsToSpeech(before: string, after: string): boolean {
  return /\p{L}[:：]\s*$/u.test(before) && /^(?:[—–-]\s*(?=\p{L})|[«„“"「『])/u.test(after)
}
