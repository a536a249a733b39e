/** The part of a list that a select can hold; a page beyond the end is the last one. */
export function pageOf<T>(items: readonly T[], wished: number, size: number): { shown: T[]; page: number; pages: number } {
  const pages = size < 1 ? 1 : Math.max(1, Math.ceil(items.length / size))
  const page = Math.min(Math.max(0, Number.isInteger(wished) ? wished : 0), pages - 1)
  return { shown: items.slice(page * size, (page + 1) * size), page, pages }
}

/** Lines gathered into messages of at most `room` characters. */
export function textPages(lines: string[], room: number): string[] {
  const all: string[] = []
  for (const line of lines) {
    const last = all.at(-1)
    if (last !== undefined && last.length + line.length + 1 <= room) all[all.length - 1] = `${last}\n${line}`
    else all.push(line)
  }
  return all
}
