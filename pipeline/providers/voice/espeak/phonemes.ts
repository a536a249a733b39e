import { espeak } from './engine.ts'
import type { SpokenWord } from './protocol.ts'

/** The phonemes that eSpeak reads a text as, word by word. Throws UserError `no-voice` where its package is missing. */
export async function phonemesOf({ text, voice }: { text: string; voice: string }, signal?: AbortSignal): Promise<SpokenWord[]> {
  const points = [...text]
  const { events } = await espeak({ text, voice, rate: 160, range: 50 }, signal)
  const words: SpokenWord[] = []
  for (const { position, ipa, isEnd } of events) {
    const last = words.at(-1)
    if (!isEnd) words.push({ position, ipa, mark: '' })
    else if (last !== undefined) last.mark = markBefore(points.slice(0, position).join(''))
  }
  return words.filter(({ ipa }) => ipa !== '')
}

// eSpeak pauses at brackets, dashes and ellipses too.
function markBefore(text: string): SpokenWord['mark'] {
  const [mark = ','] = /[.,;:!?](?=[^\p{L}\p{N}]*$)/u.exec(text) ?? []
  return mark as SpokenWord['mark']
}
