import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

/** What `kernel/kernel.ts` exports, and says. */
type Kernel = {
  columns(filter: number, bases: number, taps: number, start: number, step: number, count: number): void
  rows(filter: number, table: number, start: number, step: number, count: number): void
  plane(
    to: number,
    width: number,
    height: number,
    from: number,
    stride: number,
    bases: number,
    taps: number,
    table: number,
    ring: number,
  ): void
  fade(to: number, a: number, b: number, weight: number, count: number): void
  dim(to: number, level: number, weight: number, count: number): void
  over(to: number, stride: number, colour: number, keep: number, width: number, height: number): void
  opaque(pixels: number, width: number, rows: number, y: number, u: number, v: number): void
  drawn(pixels: number, width: number, rows: number, y: number, u: number, v: number, keepY: number, keepC: number): void
}

const modules = new Map<string, WebAssembly.Module>()

/** The frame kernel over a memory, whose layout is its owner's; addresses and counts are in bytes. */
export function loadKernel(memory: WebAssembly.Memory): Kernel {
  const imports = { env: { memory } }
  try {
    return new WebAssembly.Instance(compiled('kernel.wasm'), imports).exports as Kernel
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error
    // A processor or an engine without relaxed SIMD: the same bytes at half the speed.
    return new WebAssembly.Instance(compiled('kernel-plain.wasm'), imports).exports as Kernel
  }
}

function compiled(name: string): WebAssembly.Module {
  const module = modules.get(name) ?? optimised(readFileSync(new URL(`kernel/${name}`, import.meta.url)))
  modules.set(name, module)
  return module
}

// V8 compiles quickly first, and well what runs often. The kernel always does, and where the embedded queue runs beside it
// (`pglite-pool.ts`) V8 never takes that second step: two thirds more time a frame.
function optimised(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const quick = ['liftoff', 'wasm-lazy-compilation']
  for (const flag of quick) setFlagsFromString(`--no-${flag}`)
  try {
    return new WebAssembly.Module(bytes)
  } finally {
    for (const flag of quick) setFlagsFromString(`--${flag}`)
  }
}
