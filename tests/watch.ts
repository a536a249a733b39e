/** What a fake server lets tests wait by: `changed` after each change of what can be seen, `until` for something to be seen. */
export function createWatch(shown: () => string) {
  const watchers = new Set<() => void>()
  return {
    changed(): void {
      for (const wake of [...watchers]) wake()
    },
    /** Resolves to the first truthy answer of `look`, asked again at every change; throws after `ms` with what is shown instead. */
    async until<T>(look: () => T | undefined | false, ms: number): Promise<T> {
      const end = performance.now() + ms
      for (;;) {
        const found = look()
        if (found !== undefined && found !== false) return found
        const left = end - performance.now()
        if (left <= 0) throw new Error(`not seen within ${ms} ms; ${shown()}`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, Math.min(left, 250))
          function done() {
            clearTimeout(timer)
            watchers.delete(done)
            resolve()
          }
          watchers.add(done)
        })
      }
    },
  }
}
