import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { RefProxy } from 'pdfjs-dist/types/src/display/api.js'
import { bare } from './paragraphs.ts'

/** A bookmark: what it says, made comparable, its depth from 1, and its page from 1. */
export interface OutlineEntry {
  key: string
  level: number
  page: number
}

const MOST = 2_000

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number]

/** The bookmarks of a PDF that lead to a page of it; none where it has none, or they are damaged. */
export async function outlineOf(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  const waiting = ((await document.getOutline().catch(() => undefined)) ?? []).map((node) => ({ node: node as Node, level: 1 }))
  while (waiting.length > 0 && entries.length < MOST) {
    const next = waiting.shift()
    if (next === undefined) break
    const { node, level } = next
    const page = await pageOf(document, node).catch(() => undefined)
    const key = bare(node.title)
    if (page !== undefined && key !== '') entries.push({ key, level: Math.min(6, level), page })
    if (level < 6) waiting.push(...((node.items ?? []) as Node[]).map((node) => ({ node, level: level + 1 })))
  }
  return entries
}

async function pageOf(document: PDFDocumentProxy, { dest }: Node): Promise<number | undefined> {
  const place = typeof dest === 'string' ? await document.getDestination(dest) : dest
  const target: unknown = place?.[0]
  if (typeof target === 'number') return target + 1
  if (typeof target !== 'object' || target === null) return undefined
  return (await document.getPageIndex(target as RefProxy)) + 1
}
