import { rests } from './rests.ts'
import { speakingSeconds } from './speaking-seconds.ts'

/** About how long the film of a script lasts at speed 1: opening with its quote, scenes, ending. */
export function filmSeconds({ quote, scenes, language }: { quote: string; scenes: { text: string }[]; language: string }): number {
  const spoken = [quote, ...scenes.map(({ text }) => text)].map((text) => speakingSeconds(text, language) + rests.lead + rests.tail)
  return spoken.reduce((sum, seconds) => sum + seconds, rests.opening + rests.ending)
}
