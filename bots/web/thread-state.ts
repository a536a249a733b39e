import type { View } from '../chat.ts'

/** What the sidebar shows of a thread, from its views, the most recently changed first: active while anything is, else the newest word. */
export function threadState(views: View[]): { tone: NonNullable<View['tone']>; thumb: string | null } {
  const tones = views.flatMap((view) => (view.tone === undefined || view.tone === 'neutral' ? [] : [view.tone]))
  const media = views.flatMap((view) => view.media ?? [])
  const poster = media.find((item) => item.kind === 'video' && item.poster !== undefined)?.poster
  return {
    tone: tones.includes('active') ? 'active' : (tones[0] ?? 'neutral'),
    thumb: poster ?? media.find((item) => item.kind === 'image')?.blob ?? null,
  }
}
