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

/** List prices as published; an endpoint's own `price` goes first, and a dated model name finds the entry it begins with. */
export const priceTable: { version: string; currency: string; models: Record<string, Price> } = {
  version: '2026-11-24',
  currency: 'USD',
  models: {
    'gpt-4o-mini': { input: 0.15, output: 0.6 },
    'gpt-5.4-mini': { input: 0.75, output: 4.5 },
    'tts-1': { characters: 15 },
    'tts-1-hd': { characters: 30 },
  },
}

/** The price of a model: the operator's, else the table's, else none. */
export function priceOf(model: string, own?: Price): Price | undefined {
  return own ?? priceTable.models[model] ?? priceTable.models[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
}

/** What tokens cost; undefined where a price is missing. */
export function tokensCost(price: Price | undefined, tokens: { input: number; output: number }): number | undefined {
  if (price?.input === undefined || price.output === undefined) return undefined
  return (price.input * tokens.input + price.output * tokens.output) / 1_000_000
}

/** What spoken characters cost; undefined where the price is missing. */
export function speechCost(price: Price | undefined, characters: number): number | undefined {
  return price?.characters === undefined ? undefined : (price.characters * characters) / 1_000_000
}
