import type { WishesAnswer } from '../../prompts/read-wishes.ts'
import { Wishes } from '../../schema.ts'

/** A model's answer as wishes: what was asked for and can be, no more. */
export function wishesIn({ resolution, ...answer }: WishesAnswer): Wishes {
  const asked = { ...answer, resolution: resolution && Number(resolution) }
  const possible = Object.entries(asked).filter(
    ([name, value]) => value !== null && Wishes.shape[name as keyof Wishes].safeParse(value).success,
  )
  return Object.fromEntries(possible)
}
