import type { PageText, Segment } from './segments.ts'

const ZONE = 0.13
const TITLE = 1.8
const PAGE_NUMBER =
  /^[-–—|·\s]*(?:(?:page|seite|стр\.?|p\.?|第)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of|von|из)\s*\d{1,4})?\s*(?:页|頁|ページ)?[-–—|·\s]*$/i

/**
 * Takes running heads, running feet and page numbers out of pages: lines near an edge that come back on other pages at the
 * same height, digits aside. What is set much larger than `body`, the size of prose, is a title.
 */
export function withoutFurniture(pages: PageText[], body: number): PageText[] {
  const seen = new Map<string, Set<number>>()
  pages.forEach((page, index) => {
    for (const line of edgeLines(page)) {
      const key = keyOf(line)
      seen.set(key, (seen.get(key) ?? new Set()).add(index))
    }
  })
  const enough = Math.max(2, Math.min(3, Math.ceil(pages.length * 0.4)))
  return pages.map((page) => {
    const edge = new Set(edgeLines(page).flat())
    const dropped = new Set<Segment>()
    for (const line of edgeLines(page)) {
      const text = line
        .map(({ text }) => text)
        .join(' ')
        .trim()
      if (PAGE_NUMBER.test(text) || (pages.length > 1 && (seen.get(keyOf(line))?.size ?? 0) >= enough))
        for (const segment of line) if (segment.size < body * TITLE) dropped.add(segment)
    }
    for (const segment of edge) if (PAGE_NUMBER.test(segment.text.trim()) && pages.length > 2) dropped.add(segment)
    return dropped.size === 0 ? page : { ...page, segments: page.segments.filter((segment) => !dropped.has(segment)) }
  })
}

// Up to three lines at each end of the page that stand in its margin.
function edgeLines({ height, segments }: PageText): Segment[][] {
  const rows: Segment[][] = []
  for (const segment of [...segments].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row !== undefined && Math.abs((row[0]?.y ?? 0) - segment.y) < 3) row.push(segment)
    else rows.push([segment])
  }
  const y = (row: Segment[]) => row[0]?.y ?? 0
  return [...rows.slice(0, 3).filter((row) => y(row) < height * ZONE), ...rows.slice(-3).filter((row) => y(row) > height * (1 - ZONE))]
}

function keyOf(line: Segment[]): string {
  const text = line
    .map(({ text }) => text)
    .join(' ')
    .replace(/\d+/g, '#')
    .replace(/\b[ivxlc]{1,6}\b/gi, '#')
    .replace(/[\s#|·–—-]+/g, ' ')
    .trim()
  return `${Math.round((line[0]?.y ?? 0) / 6)} ${text.toLowerCase()}`
}
