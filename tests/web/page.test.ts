import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming, MessageRef, Progress, View } from '../../bots/chat.ts'
import { chromiumPath, drop, expectCalm, ffmpegPath, launch, openPage, tinyFilm } from './browser.ts'
import { type OpenChat, openWebChat } from './open-web-chat.ts'

const CANCEL = { label: 'Cancel', style: 'danger' as const, action: 'film.cancel', value: 'run1' }
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

// In the page's own language; see browser.ts.
const PLAY = `(async (video) => {
  video.muted = true
  video.textTracks[0].mode = 'showing'
  if (video.querySelector('track').readyState < 2) await new Promise((done) => { video.querySelector('track').onload = done })
  await video.play()
  video.currentTime = 3
  await new Promise((done) => { video.onended = done })
  return { at: video.currentTime, width: video.videoWidth, cues: video.textTracks[0].cues.length, poster: video.poster }
})(document.querySelector('video'))`
const LOOP = `(async (video) => {
  video.muted = true
  video.loop = true
  await video.play()
  video.dataset.mine = 'still here'
})(document.querySelector('video'))`

/** A picture of 16:9 whose message doesn't say how large it is. */
function wide(shade: number): Buffer {
  const canvas = createCanvas(320, 180)
  const context = canvas.getContext('2d')
  context.fillStyle = `hsl(${shade * 40} 50% 50%)`
  context.fillRect(0, 0, 320, 180)
  return canvas.toBuffer('image/png')
}

function steps(pictures: number): Progress[] {
  return [
    { label: 'Reading', state: 'done', done: 1, total: 1 },
    { label: 'Pictures', state: pictures < 4 ? 'active' : 'done', done: pictures, total: 4 },
    { label: 'Film', state: 'waiting', done: 0, total: 1 },
  ]
}
const working = (pictures: number): View => ({
  title: 'Why the sea comes and goes',
  tone: 'active',
  progress: steps(pictures),
  buttons: [CANCEL],
})

describe.skipIf(chromiumPath === undefined || ffmpegPath === undefined)('the page of the web chat, in Chromium', () => {
  let browser: Browser
  let film: Buffer
  let open: OpenChat
  let cards: MessageRef[]
  let complaints: string[]

  /** As docreel does: a dropped document opens a thread with a card. */
  async function studio(incoming: Incoming, chat: OpenChat['chat']): Promise<void> {
    if (incoming.kind !== 'message' || incoming.files.length === 0 || incoming.at.place.thread !== undefined) return
    const thread = await chat.thread(incoming.at, incoming.files[0]?.name ?? '')
    cards.push(await chat.post(thread, working(0), `card ${incoming.id}`))
  }
  async function page(options = {}): Promise<Page> {
    const opened = await openPage(browser, open.url, options)
    complaints = opened.complaints
    return opened.page
  }
  async function dropped(on: Page): Promise<MessageRef> {
    await drop(on, [{ name: 'tides.pdf', text: 'a document' }])
    await on.getByRole('heading', { name: 'Why the sea comes and goes' }).waitFor()
    return cards.at(-1) as MessageRef
  }
  const shows = (locator: Locator) => locator.waitFor({ timeout: 15_000 })

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docreel-film-'))
    film = tinyFilm(folder)
    await rm(folder, { recursive: true })
    browser = await launch()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    cards = []
    open = await openWebChat({ deliver: studio, uploadLimit: 1_000_000, examplesDir: join(import.meta.dirname, '../../examples') })
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await open.close()
  })

  it('follows a dropped document from the drop to the film that plays, over a reload', async () => {
    const tab = await page()
    await shows(tab.getByRole('heading', { name: 'Drop a document here' }))
    const card = await dropped(tab)
    expect(tab.url()).toContain(`#/t/${card.place.thread}`)
    expect(tab.url()).not.toContain('token')
    await open.chat.edit(card, working(3))
    await shows(tab.locator('[role=progressbar][aria-label=Pictures][aria-valuenow="3"]'))
    await open.chat.edit(card, working(3.4))
    await shows(tab.getByText('3/4', { exact: true }))
    expect(await tab.getByRole('article').textContent()).not.toContain('3.4')

    // Its time at work leaves out what it waited for somebody, before a reload and after it.
    const clock = tab.locator('[data-since]')
    const first = await clock.getAttribute('data-since')
    await open.chat.edit(card, { title: 'Look at it', tone: 'warning' })
    await shows(tab.getByRole('heading', { name: 'Look at it' }))
    await open.chat.edit(card, working(3))
    await shows(clock)
    const since = await clock.getAttribute('data-since')
    expect(Number(since)).toBeGreaterThan(Number(first))

    await tab.reload()
    await shows(tab.locator('[role=progressbar][aria-label=Pictures][aria-valuenow="3"]'))
    expect(await tab.getByRole('article').count()).toBe(1)
    expect(await clock.getAttribute('data-since')).toBe(since)

    const blob = await open.blobs.put(film)
    const poster = await open.blobs.put(PIXEL)
    const captions = await open.blobs.put(Buffer.from('WEBVTT\n\n00:00.000 --> 00:04.000\nTwice a day.\n'))
    const ranges: number[] = []
    tab.on('response', (answer) => {
      if (answer.url().includes(blob.slice(5)) && answer.request().headers().range !== undefined) ranges.push(answer.status())
    })
    await open.chat.edit(card, {
      title: 'Why the sea comes and goes',
      tone: 'success',
      media: [{ kind: 'video', blob, name: 'tides.mp4', alt: 'The film', seconds: 4, width: 320, height: 180, poster, captions }],
    })
    const video = tab.locator('video')
    await shows(video)
    const played = (await tab.evaluate(PLAY)) as { at: number; width: number; cues: number; poster: string }
    expect(played.at).toBeGreaterThan(3.8)
    expect(played).toMatchObject({ width: 320, cues: 1, poster: expect.stringContaining(poster.slice(5)) })
    expect(ranges).toContain(206)

    const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('link', { name: 'Download' }).click()])
    expect(download.suggestedFilename()).toBe('tides.mp4')
    expectCalm(complaints)
  })

  it('leaves a film playing while its card is drawn anew', async () => {
    const tab = await page()
    const card = await dropped(tab)
    const media = [{ kind: 'video' as const, blob: await open.blobs.put(film), name: 'tides.mp4', alt: 'The film' }]
    await open.chat.edit(card, { title: 'Done', tone: 'success', media })
    const video = tab.locator('video')
    await shows(video)
    await tab.evaluate(LOOP)
    await open.chat.edit(card, { title: 'Done and kept', tone: 'success', media, buttons: [CANCEL] })
    await shows(tab.getByRole('heading', { name: 'Done and kept' }))
    expect(await tab.evaluate(`[document.querySelector('video').dataset.mine, document.querySelector('video').paused]`)).toEqual([
      'still here',
      false,
    ])
  })

  it('delivers Cancel once, although the answer to it was lost and it was sent again', async () => {
    const tab = await page()
    const card = await dropped(tab)
    let sent = 0
    await tab.route('**/api/actions', async (route) => {
      sent += 1
      if (sent > 1) return route.continue()
      await route.fetch() // it arrives, but the page never hears of it
      await route.abort('connectionreset')
    })
    await Promise.all([
      tab.waitForResponse((answer) => answer.url().endsWith('/api/actions')),
      tab.getByRole('button', { name: 'Cancel' }).click(),
    ])
    expect(sent).toBe(2)
    expect(open.incoming.filter((one) => one.kind === 'action')).toMatchObject([{ action: 'film.cancel', value: 'run1', at: card }])
    await open.chat.edit(card, { title: 'Not to be', tone: 'stopped' })
    await shows(tab.getByRole('heading', { name: 'Not to be' }))
    await shows(tab.locator('.thread-state', { hasText: 'Cancelled' }))
    expect(await tab.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
  })

  it('takes no press for another button: the card is drawn anew beneath a finger, or between two clicks', async () => {
    const tab = await page()
    const card = await dropped(tab)
    const make = { label: 'Make', style: 'primary' as const, action: 'film.make', value: 'run1' }
    const asks = { title: 'The storyboard', buttons: [make, CANCEL] }
    const goesOn = { title: 'The storyboard', buttons: [CANCEL] }
    const button = tab.getByRole('button', { name: 'Make' })
    const gone = () => button.waitFor({ state: 'detached' })
    const pressed = () => open.incoming.flatMap((one) => (one.kind === 'action' ? [one.action] : []))

    await open.chat.edit(card, asks)
    await button.focus()
    await open.chat.edit(card, goesOn)
    await gone()
    await tab.keyboard.press('Enter')
    expect(await tab.evaluate('document.activeElement.className')).toContain('card')

    await open.chat.edit(card, asks)
    const { x = 0, y = 0 } = (await button.boundingBox()) ?? {}
    await tab.mouse.click(x + 9, y + 9)
    await open.heard((one) => one.kind === 'action')
    await open.chat.edit(card, goesOn)
    await gone()
    await tab.mouse.click(x + 9, y + 9)
    expect(pressed()).toEqual(['film.make'])

    // Meant, it counts.
    const cancel = async () => {
      if (pressed().length === 1) await tab.getByRole('button', { name: 'Cancel' }).click()
      return pressed()
    }
    await expect.poll(cancel).toEqual(['film.make', 'film.cancel'])
  })

  it('shows a refused press where it was pressed', async () => {
    const tab = await page()
    await dropped(tab)
    await tab.route('**/api/actions', (route) =>
      route.fulfill({ status: 409, json: { error: { code: 'expired', message: 'This button is out of date.' } } }),
    )
    await tab.getByRole('button', { name: 'Cancel' }).click()
    await shows(
      tab
        .locator('.message')
        .filter({ has: tab.getByRole('article') })
        .getByRole('alert')
        .filter({ hasText: 'This button is out of date.' }),
    )
  })

  it('keeps two tabs in step', async () => {
    const left = await page()
    const card = await dropped(left)
    const right = await left.context().newPage()
    await right.goto(`${open.origin}/#/t/${card.place.thread}`)
    await shows(right.getByRole('heading', { name: 'Why the sea comes and goes' }))
    await open.chat.edit(card, working(2))
    for (const tab of [left, right]) await shows(tab.locator('[role=progressbar][aria-valuenow="2"]'))
    await left.getByRole('combobox').fill('A word to both')
    await left.keyboard.press('Enter')
    for (const tab of [left, right]) await shows(tab.locator('.message .text').getByText('A word to both'))
    expect(await open.heard((one) => one.kind === 'message' && one.text !== '')).toMatchObject({
      text: 'A word to both',
      at: { place: card.place },
    })
  })

  it('can be used with the keyboard alone', async () => {
    const tab = await page()
    const chooser = tab.waitForEvent('filechooser')
    const focused = () => tab.evaluate<string>(`document.activeElement?.textContent ?? ''`)
    for (let presses = 0; presses < 20 && (await focused()) !== 'Choose a file'; presses += 1) await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'tides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a document') })
    await shows(tab.getByRole('heading', { name: 'Why the sea comes and goes' }))
    const [card] = cards as [MessageRef]

    await tab.keyboard.press('/')
    await tab.keyboard.type('/st')
    await shows(tab.getByRole('option', { name: '/style' }))
    await tab.keyboard.press('Tab')
    await tab.keyboard.type('n')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Enter')
    expect(await open.heard((one) => one.kind === 'command')).toMatchObject({
      name: 'style',
      options: { name: 'paper-cut' },
      at: { place: card.place },
    })

    const form = { title: 'Edit words', submit: 'Save', fields: [{ name: 'text', label: 'Narration', multiline: true, required: true }] }
    await open.chat.edit(card, { title: 'Scene 1', buttons: [{ label: 'Edit words', action: 'scene.words', value: 'run1/1', form }] })
    const edit = tab.getByRole('button', { name: 'Edit words' })
    await shows(edit)
    await edit.focus()
    await tab.keyboard.press('Enter')
    await shows(tab.getByRole('dialog', { name: 'Edit words' }))
    await tab.keyboard.press('Escape')
    expect(await tab.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toContain('Edit words')
    await tab.keyboard.press('Enter')
    await tab.keyboard.type('Twice a day the sea leaves.')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    expect(await open.heard((one) => one.kind === 'form')).toMatchObject({
      action: 'scene.words',
      value: 'run1/1',
      fields: { text: 'Twice a day the sea leaves.' },
    })

    // It closes once the answer is there, and takes every key until then.
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    await edit.focus()
    await tab.keyboard.press('n')
    await shows(tab.getByRole('heading', { name: 'Drop a document here' }))
    await tab.keyboard.press('j')
    await shows(tab.getByRole('heading', { name: 'Scene 1' }))
    expectCalm(complaints)
  })

  it('goes on by itself after docreel was restarted', async () => {
    const tab = await page()
    const card = await dropped(tab)
    await open.stop()
    await shows(tab.getByRole('status').filter({ hasText: 'Connection lost' }))
    await tab.getByRole('combobox').fill('Said while it was away')
    await tab.keyboard.press('Enter')
    const again = await openWebChat({ dataDir: open.dataDir, port: Number(new URL(open.url).port), deliver: studio })
    await again.chat.edit(card, working(4))
    await shows(tab.locator('[role=progressbar][aria-label=Pictures][aria-valuenow="4"]'))
    await tab.getByRole('status').waitFor({ state: 'hidden' })
    await again.heard((one) => one.kind === 'message' && one.text === 'Said while it was away')
    await tab.locator('.pending').waitFor({ state: 'detached' })
    await again.stop()
  })

  it('says what is wrong with a document beside it: too large, or broken off', async () => {
    const tab = await page()
    await drop(tab, [{ name: 'huge.pdf', text: 'x'.repeat(1_000_001) }])
    await shows(tab.getByRole('alert').filter({ hasText: 'huge.pdf is larger than 1 MB' }))
    await tab.getByRole('button', { name: 'Discard' }).click()
    await tab.getByRole('alert').waitFor({ state: 'detached' }) // the page draws once a frame

    await tab.route('**/api/files*', (route) => route.abort('connectionreset'), { times: 1 })
    await drop(tab, [{ name: 'tides.pdf', text: 'a document' }])
    await shows(tab.getByRole('alert').filter({ hasText: 'does not answer' }))
    expect(open.incoming).toEqual([])
    await tab.getByRole('button', { name: 'Try again' }).click()
    await shows(tab.getByRole('heading', { name: 'Why the sea comes and goes' }))
    await expect.poll(() => open.incoming).toHaveLength(1)
  })

  it('takes several documents at once, each into a thread of its own, and words along with them', async () => {
    const tab = await page()
    const line = tab.getByRole('combobox')
    expect(await line.getAttribute('placeholder')).toContain('1 minute')
    await line.fill('one minute, please')
    await drop(tab, [
      { name: 'one.pdf', text: '1' },
      { name: 'two.pdf', text: '2' },
    ])
    await tab.getByRole('link', { name: 'one.pdf' }).click()
    await expect.poll(() => line.getAttribute('placeholder')).toContain('/ for commands')
    await shows(tab.getByRole('link', { name: 'two.pdf' }))
    await expect
      .poll(() => open.incoming.map((one) => one.kind === 'message' && [one.text, one.files[0]?.name]).sort())
      .toEqual([
        ['one minute, please', 'one.pdf'],
        ['one minute, please', 'two.pdf'],
      ])
  })

  it('opens what is pressed on a sheet of pictures, folds what nobody looks through, and leads back to the film', async () => {
    const tab = await page()
    const card = await dropped(tab)
    await open.chat.retitle?.(card.place, 'The sea')
    await shows(tab.locator('#heading', { hasText: 'The sea' }))
    await shows(tab.locator('.thread-title', { hasText: 'The sea' }))
    const sheet = { kind: 'image' as const, blob: await open.blobs.put(wide(1)), name: 'scenes.jpg', alt: 'All scenes' }
    const options = ['1. The moon', '2. The shore', '3. The ebb'].map((label, index) => ({ label, value: `${index + 7}` }))
    const select = { action: 'scene.open', value: 'run1/1', placeholder: 'Open a scene', options }
    await open.chat.edit(card, { title: 'Tides', tone: 'warning', media: [{ ...sheet, sheet: { count: 3, columns: 2 } }], select })
    await shows(tab.getByRole('button', { name: 'Show how the film stands' }).filter({ hasText: 'Needs you' }))
    const picture = tab.locator('.picks')
    await expect.poll(async () => (await picture.boundingBox())?.height, { timeout: 15_000 }).toBeGreaterThan(100)
    const { width = 0, height = 0 } = (await picture.boundingBox()) ?? {}
    await picture.click({ position: { x: width * 0.25, y: height * 0.75 } })
    expect(await open.heard((one) => one.kind === 'action')).toMatchObject({ action: 'scene.open', value: 'run1/1/9', at: card })

    const buttons = Array.from({ length: 9 }, (_, index) => ({ label: `Do ${index + 1}`, action: 'scene.do', value: `${index + 1}` }))
    for (let scene = 1; scene < 6; scene += 1)
      await open.chat.post(card.place, { title: `Scene ${scene}`, text: 'Words\n'.repeat(9), buttons }, `${scene}`)
    const last = tab.getByRole('article').filter({ hasText: 'Scene 5' })
    await shows(last)
    expect(await last.getByRole('button').allTextContents()).toEqual(['Do 1', 'Do 2', 'Do 3', 'Do 4', 'Do 5', 'Do 6', 'More'])
    await last.getByRole('button', { name: 'More' }).click()
    await shows(last.getByRole('button', { name: 'Do 9' }))
    await tab.getByRole('button', { name: 'Show how the film stands' }).click()
    await expect.poll(async () => (await picture.boundingBox())?.y ?? -1, { timeout: 15_000 }).toBeGreaterThan(0)
    // Who presses something is led to the answer.
    await picture.click({ position: { x: width * 0.75, y: height * 0.25 } })
    await open.chat.post(card.place, { title: 'Scene 8', text: 'The answer' }, 'answer')
    const answer = tab.getByRole('article').filter({ hasText: 'The answer' })
    await expect.poll(async () => (await answer.boundingBox())?.y ?? 9_999, { timeout: 15_000 }).toBeLessThan(800)
    expectCalm(complaints)
  })

  it('shows an answer in the lobby that took a while', async () => {
    const tab = await page()
    /** Pixels of it that lie behind the composer, or below. */
    const hidden = async (what: Locator) => {
      const [box, below] = await Promise.all([what.boundingBox(), tab.locator('#composer').boundingBox()])
      return (box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0) - (below?.y ?? 0)
    }
    for (const word of ['One', 'Two', 'Three']) {
      const answered = Promise.withResolvers<void>()
      await tab.route('**/api/messages', async (route) => {
        const response = await route.fetch()
        await answered.promise
        await route.fulfill({ response })
      })
      await tab.getByRole('combobox').fill(word)
      await tab.keyboard.press('Enter')
      await expect.poll(() => hidden(tab.locator('.thinking'))).toBeLessThanOrEqual(0)
      await open.chat.post({ platform: 'web', channel: 'local' }, { title: `All of ${word}`, text: 'Line\n\n'.repeat(5) }, word)
      const answer = tab.getByRole('article', { name: `All of ${word}` })
      await shows(answer)
      answered.resolve()
      await expect.poll(() => hidden(answer)).toBeLessThanOrEqual(0)
      await tab.unrouteAll({ behavior: 'wait' })
    }
  })

  it('leads back to the drop zone above what was said below it', async () => {
    const tab = await page()
    const choose = tab.getByRole('button', { name: 'Choose a file' })
    for (const home of [() => tab.getByRole('link', { name: 'New film' }).click(), () => tab.keyboard.press('n')]) {
      for (let times = 0; times < 2; times++) {
        await open.chat.post({ platform: 'web', channel: 'local' }, { title: 'Help', text: 'Line\n\n'.repeat(20) }, crypto.randomUUID())
        await expect.poll(async () => (await choose.boundingBox())?.y ?? 0).toBeLessThan(0)
        await home()
        await expect.poll(async () => (await choose.boundingBox())?.y ?? 0).toBeGreaterThan(0)
      }
    }
  })

  it('tries an example with two presses', async () => {
    await open.close()
    open = await openWebChat({ deliver: studio, examplesDir: join(import.meta.dirname, '../../examples') })
    const tab = await page()
    await tab.getByRole('button', { name: 'Try an example' }).click()
    await tab.getByRole('dialog').locator('.option').first().click()
    await shows(tab.getByRole('heading', { name: 'Why the sea comes and goes' }))
    await expect.poll(() => open.incoming).toMatchObject([{ kind: 'message', files: [{ bytes: expect.any(Number) }] }])
  })

  it('shows text as text, whatever is in it', async () => {
    const tab = await page()
    const card = await dropped(tab)
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>&lt;'
    await open.chat.edit(card, {
      ...{ title: evil, text: `${evil} https://a.example/"><b>`, tone: 'warning' as const },
      progress: [{ label: evil, state: 'active', done: 1, total: 2 }],
      fields: [{ label: evil, value: evil }],
      buttons: [
        { label: evil, action: 'film.cancel', value: evil },
        { label: 'Bad', url: 'javascript:document.title=3' },
      ],
      media: [{ kind: 'image', blob: await open.blobs.put(PIXEL), name: '../../x"y.png', alt: evil }],
      select: { action: 'style.set', value: '', placeholder: evil, options: [{ label: evil, value: 'a' }] },
    })
    await shows(tab.getByRole('heading', { name: evil }))
    const article = tab.getByRole('article')
    expect(await article.locator('script, b, a[href^="javascript"]').count()).toBe(0)
    expect(await article.locator('img').count()).toBe(1)
    expect((await article.textContent())?.split(evil).length).toBeGreaterThan(6)
    await tab.getByRole('button', { name: evil }).last().click()
    await shows(tab.getByRole('dialog').getByRole('button', { name: evil }))
    expectCalm(complaints)
  })

  it('fits a phone, keeps still for who asks for it, tells a screen reader, and speaks Chinese', async () => {
    const tab = await page({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' })
    await shows(tab.getByRole('heading', { name: '把文档拖到这里' }))
    const card = await dropped(tab)
    const image = await open.blobs.put(PIXEL)
    const media = [1, 2, 3].map((scene) => ({ kind: 'image' as const, blob: image, name: `${scene}.png`, alt: `第 ${scene} 幕` }))
    await open.chat.edit(card, { ...working(2), media, text: '长'.repeat(400) + 'x'.repeat(200) })
    await shows(tab.getByRole('img', { name: '第 3 幕' }))
    expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await tab.evaluate('document.getAnimations().length')).toBe(0)
    const controls = await tab.locator('button:visible, a:visible').all()
    const names = await Promise.all(
      controls.map(async (one) => (await one.getAttribute('aria-label')) ?? (await one.textContent())?.trim()),
    )
    expect(names).not.toContain('')
    await shows(tab.locator('[aria-live=polite]').filter({ hasText: 'Pictures 2 / 4' }))
    await tab.getByRole('link', { name: '全部影片' }).click()
    await shows(tab.getByRole('heading', { name: '把文档拖到这里' }))
    expectCalm(complaints)
  })

  it('shows the newest preview until somebody looks at an older one', async () => {
    const tab = await page()
    const card = await dropped(tab)
    const pictures = [1, 2, 3, 4, 5, 6].map((scene) => wide(scene))
    const media = await Promise.all(
      pictures.map(async (picture, index) => ({
        kind: 'image' as const,
        blob: await open.blobs.put(picture),
        name: `${index}.png`,
        alt: `Scene ${index}`,
      })),
    )
    const strip = `document.querySelector('.strip')`
    const atEnd = () =>
      tab.evaluate<boolean>(
        `${strip}.scrollWidth > ${strip}.clientWidth && ${strip}.scrollLeft + ${strip}.clientWidth >= ${strip}.scrollWidth - 4`,
      )
    await open.chat.edit(card, { ...working(1), media: media.slice(0, 1) })
    await shows(tab.locator('.strip img'))
    await open.chat.edit(card, { ...working(3), media: media.slice(0, 5) })
    await expect.poll(atEnd, { timeout: 15_000 }).toBe(true)
    await tab.locator('.strip').hover()
    await tab.mouse.wheel(-2_000, 0)
    await expect.poll(() => tab.evaluate(`${strip}.scrollLeft`), { timeout: 15_000 }).toBe(0)
    await open.chat.edit(card, { ...working(3), media })
    await shows(tab.getByRole('img', { name: 'Scene 5' }))
    expect(await tab.evaluate(`${strip}.scrollLeft`)).toBe(0)
  })

  it('scrolls a long conversation alone, never the page with its heading and the line to write in', async () => {
    const tab = await page()
    const card = await dropped(tab)
    for (const scene of [1, 2, 3, 4, 5, 6]) {
      const view = { title: `Scene ${scene}`, tone: 'success' as const, text: 'words '.repeat(300) }
      await open.chat.post(card.place, view, `scene ${scene}`)
    }
    await shows(tab.getByRole('heading', { name: 'Scene 6' }))
    expect(await tab.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0)
    // A tall message is read from its top.
    await expect
      .poll(async () => (await tab.getByRole('heading', { name: 'Scene 6' }).boundingBox())?.y, { timeout: 15_000 })
      .toBeLessThan(200)
    expectCalm(complaints)
  })

  it('keeps the chosen theme', async () => {
    const tab = await page({ colorScheme: 'light' })
    const paper = () => tab.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await paper()
    await tab.getByRole('button', { name: 'Theme: as the system' }).click()
    await tab.getByRole('button', { name: 'Theme: light' }).click()
    const dark = await paper()
    expect(dark).not.toBe(light)
    await tab.reload()
    expect(await paper()).toBe(dark)
  })

  it('tells whoever comes without the key where to find it', async () => {
    const context = await browser.newContext()
    const tab = await context.newPage()
    const answer = await tab.goto(`${open.origin}/?token=wrong`)
    expect(answer?.status()).toBe(401)
    expect(await tab.textContent('body')).toContain('Open the address that docreel printed')
  })
})
