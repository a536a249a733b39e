import type { Block } from '../format.ts'

/** A shorter beginning may be that of many headings. */
const LEAST = 10
const CUT = /\s*(?:…|\.{3})$/u

/**
 * Without headings that are another's in capitals at the head of its pages, cut short or whole: such lines differ from page to page, so that where
 * they stand does not give them away.
 */
export function withoutRunningHeads(blocks: readonly Block[]): Block[] {
  const own = blocks.flatMap((block) => (block.kind === 'heading' && !isRaised(block.text) ? [keyOf(block.text)] : []))
  return blocks.filter((block) => block.kind !== 'heading' || !isRaised(block.text) || !isHeadOf(block.text, own))
}

function isHeadOf(text: string, own: readonly string[]): boolean {
  const key = keyOf(text.replace(CUT, ''))
  if (key.length < LEAST) return false
  return CUT.test(text) ? own.some((heading) => heading.startsWith(key)) : own.includes(key)
}

function isRaised(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text)
}

// Its letters, without a chapter's number before them.
function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:\p{L}+ )?[\d.\s]+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
