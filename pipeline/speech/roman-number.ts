const VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

/** What a Roman numeral is worth, written in capitals or as one sign: XIV and Ⅳ. */
export function romanNumber(roman: string): number {
  const digits = [...roman.normalize('NFKC')].map((letter) => VALUES[letter] ?? 0)
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0)
}
