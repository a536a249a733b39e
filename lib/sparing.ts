/**
 * How a process starts that renders. malloc and V8 decide then what they set aside: an arena a thread, and 16 MB a thread
 * for the youngest objects, of which a film's few large buffers make a hundred megabytes that nothing uses.
 */
export const sparing = {
  flags: ['--expose-gc', '--max-semi-space-size=2'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144' },
}

/** Starts this process anew in its own place as `sparing` has it; does nothing where malloc is set already, or isn't glibc's. */
export function restartSparing(): void {
  if (process.platform !== 'linux' || Object.keys(sparing.env).some((name) => process.env[name] !== undefined)) return
  const words = [process.execPath, ...sparing.flags, ...process.execArgv, ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...process.env, ...sparing.env })
}

/** Gives back what was drawn: V8 doesn't count the pixels that Skia holds, and would let a hundred megabytes of them wait. */
export function giveBack(): void {
  globalThis.gc?.()
}
