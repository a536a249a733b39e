import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { present } from '../servers/present.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium and ffmpeg are; undefined, said loudly, where either is missing (and a failure when CI=true). */
export const chromiumPath = present('chromium')
export const ffmpegPath = present('ffmpeg')

/** A headless Chromium without a sandbox, which containers don't allow. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? 'chromium', args: FLAGS })
}

/** A page of a fresh browser profile; `complaints` collects script errors and whatever the CSP refused. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
  })
  await page.goto(url)
  await page.locator('body[data-live]').waitFor()
  return { page, complaints }
}

// In the page's own language, since the DOM's types would leak from here into every file of the project.
const DROP = `(dropped) => {
  const dataTransfer = new DataTransfer()
  for (const { name, text } of dropped) dataTransfer.items.add(new File([text], name))
  for (const kind of ['dragenter', 'dragover', 'drop']) dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
}`

/** Drops files on the window, as from a file manager. */
export async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  await page.evaluate(`(${DROP})(${JSON.stringify(files)})`)
}

/** A few seconds of moving test picture with a tone, small, with its index at the front. */
export function tinyFilm(folder: string): Buffer {
  const path = join(folder, 'tiny.mp4')
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=4:r=25', '-f', 'lavfi', '-i', 'sine=d=4']
  execFileSync(ffmpegPath ?? 'ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    '-pix_fmt',
    'yuv420p',
    '-c:v',
    'libx264',
    '-c:a',
    'aac',
    '-movflags',
    '+faststart',
    path,
  ])
  return readFileSync(path)
}

/** The page told nobody of an error and the CSP had nothing to refuse. */
export function expectCalm(complaints: string[]): void {
  expect(complaints).toEqual([])
}
