import type { View } from '../chat.ts'

/**
 * What the sidebar shows of a thread, from its views, the most recently changed first: active while anything is, else the newest word; the newest
 * film's poster, else a picture of the message that was posted first. That is the film's card: samples and scenes come below it.
 */
export function threadState(messages: { number: number; view: View }[]): { tone: NonNullable<View['tone']>; thumb: string | null } {
  const tones = messages.flatMap(({ view: { tone } }) => (tone === undefined || tone === 'neutral' ? [] : [tone]))
  const poster = messages
    .flatMap(({ view }) => view.media ?? [])
    .find(({ kind, poster }) => kind === 'video' && poster !== undefined)?.poster
  const inOrder = messages.toSorted((one, other) => one.number - other.number).flatMap(({ view }) => view.media ?? [])
  return {
    tone: tones.includes('active') ? 'active' : (tones[0] ?? 'neutral'),
    thumb: poster ?? inOrder.find(({ kind }) => kind === 'image')?.blob ?? null,
  }
}
