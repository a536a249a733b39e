import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/**
 * The embedded Postgres, compiled. While this module holds it, whatever opens one in this process gets it from V8 in place of compiling it
 * again: 1.8 CPU seconds instead of 3.7. Only tests open more than one.
 */
export const compiledPostgres = new WebAssembly.Module(
  await readFile(fileURLToPath(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite')))),
)
