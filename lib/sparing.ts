/**
 * How a process starts that draws and renders. Three allocators (malloc's, V8's and Skia's mimalloc) decide then what they
 * keep of what is given back to them, by default some 150 MB for one film; pixels are few, large, and soon done with.
 */
export const sparing = {
  flags: ['--expose-gc', '--max-semi-space-size=1'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144', MIMALLOC_PURGE_DELAY: '0' },
}

/** Starts this process anew in its own place as `sparing` has it; does nothing where malloc is set already, or isn't glibc's. */
export function restartSparing(env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux' || Object.keys(sparing.env).some((name) => env[name] !== undefined)) return
  const words = [process.execPath, ...sparing.flags, ...process.execArgv, ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...env, ...sparing.env })
}

/** A collection takes a few hundredths of a second, as much as a short drawing. */
const REST_MS = 1_000
let given = Number.NEGATIVE_INFINITY

/** Gives back what was drawn: V8 doesn't count the pixels that Skia holds, and would let a hundred megabytes of them wait. */
export function giveBack(): void {
  if (performance.now() - given < REST_MS) return
  globalThis.gc?.()
  given = performance.now()
}
