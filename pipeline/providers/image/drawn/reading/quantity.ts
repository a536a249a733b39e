/** A number of the text as it can stand large on a picture. */
export interface Quantity {
  /** For instance `37%`, `1.2 million`, `4,500`. */
  value: string
  /** What is counted, or what it is a share of; a few words, may be empty. */
  unit: string
  /** 0..1 where it is a share of a whole. */
  share: number | undefined
  /** The value as a number, to compare it with others of its unit. */
  amount: number
  /** Where it stands in the text, as a string index. */
  at: number
}

/** The share that a percentage is of a whole, 0..1; undefined where it is a change, or more than the whole. */
export function shareOf(percent: number, isChange: boolean): number | undefined {
  return percent <= 100 && !isChange ? percent / 100 : undefined
}
