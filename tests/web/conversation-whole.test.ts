import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../../app.ts'
import { createWebChat } from '../../bots/web/index.ts'
import { loadConfig } from '../../config.ts'
import { createLog } from '../../lib/log.ts'
import { documentExtensions } from '../../pipeline/documents/extensions.ts'
import { runChat } from '../../serve.ts'
import { chromiumPath, drop, expectCalm, launch, openPage } from './browser.ts'

const story = `The Lamp

The keeper trims the lamp four times a night. The supply boat cannot land in the storms of January, so he bakes his own bread.

In June the sea lies flat for weeks. Puffins nest under the wall, and visitors row out to see the great lens.`

const FILM_MS = 120_000

describe.skipIf(chromiumPath === undefined)('a person at the web page', () => {
  let folder: string
  let app: App
  let browser: Browser
  let page: Page
  let complaints: string[]
  const left = new AbortController()
  let running: Promise<unknown>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docreel-whole-'))
    const config = loadConfig({ DATA_DIR: folder, LIGHT_VOICE: 'yes', PORT: '0', UPLOAD_MB: '5' })
    const log = createLog({ dir: join(folder, 'logs'), level: 'debug', name: 'test' })
    app = await openApp(config, log)
    await app.store.preferences.set('person:web:local', { resolution: 360, seconds: 20 })
    await app.startWorker()
    const { host, port, dataDir } = config
    const web = createWebChat({ host, port, dataDir, blobs: app.store.blobs, log, formats: documentExtensions })
    running = runChat(web, { app, config, log, signal: left.signal })
    browser = await launch()
    ;({ page, complaints } = await openPage(browser, await web.address))
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    left.abort()
    await running
    await app?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const card = (within: { has: Locator } | { hasText: string | RegExp }) => page.locator('article.card').filter(within).last()
  const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole('button', { name }).last()
  /** Opens the list on a card and takes an option. */
  async function choose(list: Locator, option: string | RegExp): Promise<void> {
    await list.click()
    await page.getByRole('dialog').getByRole('button', { name: option }).first().click()
  }
  async function type(text: string): Promise<void> {
    await page.getByRole('combobox').fill(text)
    await page.getByRole('button', { name: 'Send' }).click()
  }
  const films = () => page.locator('article.card video')
  const shown = (image: Locator) => image.getAttribute('src')

  it('chooses a style from the pictures', async () => {
    await type('/style')
    await choose(button('Choose a style'), /Blueprint/)
    await button('For my films').click()
    await card({ hasText: /drawn in the style Blueprint/ }).waitFor()
  }, 60_000)

  it('drops a document, edits the words of a scene, and shows a picture of their own in it', async () => {
    await drop(page, [{ name: 'lamp.txt', text: story }])
    await button('Make the film').waitFor({ timeout: FILM_MS })
    await choose(button('Open a scene to change it'), /^2\./)
    const scene = card({ hasText: 'Scene 2 of' })
    await button(/^Edit words/, scene).click()
    await page.getByRole('dialog').getByRole('textbox').fill('The keeper trims the lamp, and the light is never late.')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await scene.getByText('the light is never late').waitFor()
    const picture = scene.locator('img').first()
    await picture.waitFor()
    const before = await shown(picture)
    await button(/^My own picture/, scene).click()
    const photo = { name: 'me.png', mimeType: 'image/png', buffer: createCanvas(400, 300).toBuffer('image/png') }
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(photo)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => shown(picture), { timeout: 30_000 }).not.toBe(before)
  }, 180_000)

  it('approves all, gets the film, changes one scene, and gets a new film', async () => {
    await expect.poll(() => button('Make the film').isVisible(), { timeout: 60_000 }).toBe(true)
    await button('Make the film').click()
    await films().first().waitFor({ timeout: FILM_MS })
    await button(/^New picture$/, card({ hasText: 'Scene 2 of' })).click()
    await expect.poll(() => films().count(), { timeout: FILM_MS }).toBe(2)
  }, 300_000)

  it('restores the revision before, whose film is there at once', async () => {
    await button('History', card({ has: page.locator('video') })).click()
    await choose(button('Look at a revision'), /^3 ·/)
    await button('Restore this one').click()
    await card({ hasText: /is the newest again, as revision 5/ }).waitFor()
    await expect.poll(() => films().count(), { timeout: FILM_MS }).toBeGreaterThanOrEqual(3)
    const [project] = await app.store.projects.list({ limit: 1 })
    const revisions = await app.store.revisions.list(project?.id ?? '')
    expect(revisions.map(({ change }) => change.key)).toEqual([
      'change.restored',
      'change.picture',
      'change.own',
      'change.words',
      'change.written',
    ])
    expectCalm(complaints)
  }, 180_000)
})
