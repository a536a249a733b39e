import { createRequire } from 'node:module'

/** True where an optional package, or a file of one, is installed. */
export function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
