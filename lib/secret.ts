import { inspect } from 'node:util'

/** A value that prints as «secret» everywhere; only `reveal()` gives it out. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
    known.add(value)
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '«secret»'
  }
  toJSON(): string {
    return '«secret»'
  }
  [inspect.custom](): string {
    return '«secret»'
  }
}

const known = new Set<string>()

// What keys and signed addresses look like, for those that arrive from elsewhere (an SDK's message, a redirect).
const SHAPES =
  /\d{6,}:[\w-]{30,}|\bsk-[\w-]{16,}|\b(?:Bot|Bearer) [\w.~+/-]{16,}|(?<=\/webhooks\/\d+\/)[\w-]+|(?<=X-Amz-Signature=)[0-9a-f]+|(?<=:\/\/[^\s/:@]{0,99}:)[^\s/@]+(?=@)/g

/** Replaces every configured secret, and everything shaped like one, in a text that is about to leave the process. */
export function scrub(text: string): string {
  let clean = text
  for (const value of known) if (value.length >= 4) clean = clean.replaceAll(value, '«secret»')
  return clean.replace(SHAPES, '«secret»')
}
