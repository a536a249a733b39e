import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../../lib/hash.ts'

export interface Asset {
  body: Uint8Array<ArrayBuffer>
  type: string
  etag: string
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const FONTS = {
  'noto-serif': ['latin-400', 'latin-500', 'latin-600', 'latin-ext-500', 'cyrillic-500'],
  'noto-serif-sc': ['chinese-simplified-500'],
  'noto-sans': ['latin-400', 'latin-500', 'latin-600', 'latin-ext-400', 'cyrillic-400'],
  'noto-sans-sc': ['chinese-simplified-400'],
}

/** Every file the page is made of, by the path it is served under: what isn't in this map can't be asked for. */
export async function loadAssets(): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>()
  const folder = fileURLToPath(new URL('./page/', import.meta.url))
  for (const name of await readdir(folder)) {
    const body = new Uint8Array(await readFile(join(folder, name)))
    assets.set(`/page/${name}`, { body, type: TYPES[extname(name)] ?? 'application/octet-stream', etag: `"${sha256(body)}"` })
  }
  return assets
}

/** Where the page's typefaces lie in the installed packages, by the path they are served under; the page does without those that aren't there. */
export function fontFiles(): Map<string, string> {
  const files = new Map<string, string>()
  for (const [family, cuts] of Object.entries(FONTS)) {
    for (const cut of cuts) {
      const name = `${family}-${cut}-normal.woff2`
      try {
        files.set(`/fonts/${name}`, fileURLToPath(import.meta.resolve(`@fontsource/${family}/files/${name}`)))
      } catch {
        // The system's own fonts are named next in the style sheet.
      }
    }
  }
  return files
}
