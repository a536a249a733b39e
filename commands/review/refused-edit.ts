import type { MessageKey } from '../say.ts'

/** A change of a storyboard that can't be made: what is said about it, as a message's key and values. */
export class RefusedEdit extends Error {
  override readonly name = 'RefusedEdit'
  readonly key: MessageKey
  readonly values: Record<string, string | number>
  constructor(key: MessageKey, values: Record<string, string | number> = {}) {
    super(key)
    this.key = key
    this.values = values
  }
}
