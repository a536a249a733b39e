import { UserError } from '../../../lib/errors.ts'
import { runInJail } from '../jail.ts'
import type { Limits } from '../limits.ts'
import type { RecognisedPage } from '../wire.ts'

/** Processes that recognise at once: a page costs seconds, and they share nothing. */
const AT_ONCE = 2

export interface Scan {
  path: string
  password?: string | undefined
  /** Counted from 1. */
  pages: number[]
  limits: Limits
  signal: AbortSignal
  progress?: ((fraction: number) => void) | undefined
}

/**
 * Recognises the text of pages that are pictures, in jails of its own. Empty where no recogniser is installed, or nothing can be
 * recognised. Throws UserError `timeout`, and whatever else the jail throws.
 */
export async function recognise({ path, password, pages, limits, signal, progress }: Scan): Promise<RecognisedPage[]> {
  const found: RecognisedPage[] = []
  const parts = Array.from({ length: Math.min(AT_ONCE, pages.length) }, (_, part) => pages.filter((_, index) => index % AT_ONCE === part))
  const one = new AbortController()
  const stop = AbortSignal.any([signal, one.signal])
  const read = async (part: number[]) => {
    const request = { password, pages: part, limits: { ...limits } }
    for await (const { frame } of runInJail({ program: 'ocr/child.ts', path, request, limits, signal: stop })) {
      if (frame.type !== 'recognised') continue
      const { type: _, ...page } = frame
      found.push(page)
      progress?.(found.length / pages.length)
    }
  }
  try {
    await Promise.all(parts.map(read))
  } catch (error) {
    one.abort()
    // Pictures that burst the recogniser are as good as none; half a text is worse.
    if (error instanceof UserError && error.code !== 'timeout') return []
    throw error
  }
  return found.sort((a, b) => a.page - b.page)
}
