import { z } from 'zod'

/** What a model costs, in the table's currency; a kind of work that is missing has no known price. */
export const Price = z.object({
  /** Per million tokens read and written. */
  input: z.number().nonnegative().optional(),
  output: z.number().nonnegative().optional(),
  /** Per picture. */
  picture: z.number().nonnegative().optional(),
  /** Per million characters spoken. */
  characters: z.number().nonnegative().optional(),
})
export type Price = z.infer<typeof Price>
