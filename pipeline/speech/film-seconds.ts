import { filmTimes } from '../render/timeline.ts'
import { rests } from './rests.ts'
import { speakingSeconds } from './speaking-seconds.ts'

/** About how long the film of a script lasts: opening with its quote, scenes, ending. Only speech goes by `speed`; rests stay. */
export function filmSeconds({
  quote,
  scenes,
  language,
  speed = 1,
}: {
  quote: string
  scenes: { text: string }[]
  language: string
  speed?: number
}): number {
  const narrations = [quote, ...scenes.map(({ text }) => text)].map((text, index) => {
    const seconds = rests.lead + speakingSeconds(text, language) / speed + rests.tail + (index === 0 ? rests.opening : 0)
    return { seconds, words: [{ text, start: rests.lead, end: seconds }] }
  })
  return filmTimes([...narrations, { seconds: rests.ending, words: [] }], 30).starts.at(-1) ?? 0
}
