import type { Document } from '../../../schema.ts'
import { isBackMatter } from './prose.ts'

/**
 * What each section is named by when it is told: its heading, none where that is back matter, and of parts that come again and again ("Preparation"
 * in every recipe) the heading above them.
 */
export function spokenHeadings({ sections }: Document): string[] {
  const counts = new Map<string, number>()
  for (const { heading } of sections) counts.set(heading, (counts.get(heading) ?? 0) + 1)
  return sections.map(({ heading, level }, index) => {
    if (isBackMatter(heading)) return ''
    if ((counts.get(heading) ?? 0) < 2) return heading
    return sections.slice(0, index).findLast((above) => above.level < level)?.heading ?? heading
  })
}
