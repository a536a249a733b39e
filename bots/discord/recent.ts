/** A map that forgets what was set longest ago once it holds `most`. */
export function createRecent<Value>(most: number) {
  const held = new Map<string, Value>()
  return {
    get: (key: string): Value | undefined => held.get(key),
    set(key: string, value: Value): void {
      held.delete(key)
      held.set(key, value)
      const [oldest] = held.keys()
      if (held.size > most && oldest !== undefined) held.delete(oldest)
    },
  }
}
export type Recent<Value> = ReturnType<typeof createRecent<Value>>
