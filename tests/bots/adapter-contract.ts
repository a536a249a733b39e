import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChatAdapter, Incoming, MessageRef, Place, View } from '../../bots/chat.ts'

/** What a person sees of a message: all its words in one text, and its buttons. */
export interface Seen {
  words: string
  buttons: string[]
}

/** A connected adapter and the person on the other side of it. */
export interface Played {
  adapter: ChatAdapter
  /** Where a person writes first. */
  lobby: Place
  seen(ref: MessageRef): Promise<Seen | undefined>
  /** How many messages of the bot's a person sees in a place. */
  count(place: Place): Promise<number>
  /** A person writes, perhaps with files; resolves when the platform has taken it. */
  say(place: Place, text: string, files?: { name: string; bytes: Uint8Array }[]): Promise<void>
  /** A person presses a button; `again` has the platform send the very same press once more. */
  press(ref: MessageRef, label: string, again?: boolean): Promise<void>
  /** A person chooses from the message's select. */
  choose(ref: MessageRef, label: string): Promise<void>
  /** Fires the signal and resolves with `run`. */
  stop(): Promise<void>
  /** Removes everything, after `stop` or without it. */
  close(): Promise<void>
}

export interface Traits {
  /** The platform can tell that a nonce was used before. */
  postsOnce: boolean
}

type Setup = (deliver: (incoming: Incoming) => Promise<void>) => Promise<Played>

const ODD = 'Ünïcödé 汉字，标点。 한글 עברית 🎬👩‍👩‍👧 <b>not bold</b> *no* _no_ `no` ~no~ [no](no) @everyone &amp; \\n'

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What every chat adapter must do, whatever its platform; `setup` connects one, with a person to play against it. */
export function describeAdapter(name: string, setup: Setup, traits: Traits = { postsOnce: true }): void {
  describe(`${name}, as a chat adapter`, () => {
    let played: Played
    let heard: Incoming[]
    let gate: Promise<void>
    let wake: () => void
    let arrived: Promise<void>
    let arrive: () => void

    beforeEach(async () => {
      heard = []
      gate = Promise.resolve()
      wake = () => {}
      arrived = new Promise((resolve) => {
        arrive = resolve
      })
      played = await setup(async (incoming) => {
        arrive()
        await gate
        heard.push(incoming)
        wake()
      })
    })
    afterEach(() => played.close())

    async function hear(count = 1): Promise<Incoming[]> {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return heard
    }
    const first = async () => (await hear())[0] as Incoming
    const post = (view: View, nonce: string = crypto.randomUUID(), to = played.lobby) => played.adapter.post(to, view, nonce)
    const gone = expect.objectContaining({ name: 'UserError', code: 'not-found' })

    it('states limits that views can be made for', () => {
      const { limits } = played.adapter
      expect(Object.values(limits).every((limit) => Number.isSafeInteger(limit) && limit >= 0)).toBe(true)
      expect(limits.actionBytes).toBeGreaterThanOrEqual(64)
      expect(limits.text).toBeGreaterThanOrEqual(limits.caption)
      expect(limits.buttons).toBeGreaterThanOrEqual(limits.buttonsPerRow)
      expect(limits.media).toBeGreaterThan(0)
    })

    it('shows every part of a view', async () => {
      const ref = await post({
        title: 'The title',
        tone: 'active',
        text: 'The text',
        progress: [{ label: 'Pictures', state: 'active', done: 3, total: 8 }],
        fields: [{ label: 'Style', value: 'Ink wash' }],
        buttons: [{ label: 'Cancel', style: 'danger', action: 'film.cancel', value: 'run1' }],
      })
      expect(ref.place).toEqual(played.lobby)
      const seen = await played.seen(ref)
      for (const word of ['The title', 'The text', 'Pictures', '3', '8', 'Style', 'Ink wash']) expect(seen?.words).toContain(word)
      expect(seen?.buttons).toEqual(['Cancel'])
    })

    it.skipIf(!traits.postsOnce)('posts once for one nonce', async () => {
      const [one, two] = await Promise.all([post({ text: 'Once' }, 'nonce-1'), post({ text: 'Once' }, 'nonce-1')])
      const three = await post({ text: 'Once' }, 'nonce-1')
      expect(two).toEqual(one)
      expect(three).toEqual(one)
      expect(await played.count(played.lobby)).toBe(1)
      expect((await post({ text: 'Twice' }, 'nonce-2')).id).not.toBe(one.id)
    })

    it('replaces the whole view when it edits, also what went away', async () => {
      const ref = await post({ title: 'Before', text: 'Old words', buttons: [{ label: 'Stop', action: 'film.cancel', value: 'a' }] })
      const after = await played.adapter.edit(ref, { title: 'After' })
      const seen = await played.seen(after)
      expect(seen?.words).toContain('After')
      expect(seen?.words).not.toContain('Old words')
      expect(seen?.buttons).toEqual([])
      await played.adapter.edit(after, { title: 'Later' })
      expect((await played.seen(after))?.words).toContain('Later')
      expect(await played.count(played.lobby)).toBe(1)
    })

    it('says not-found for a message that is not there', async () => {
      const ref = await post({ text: 'Here' })
      await expect(played.adapter.edit({ ...ref, id: ref.id.replace(/[0-9a-z]/g, '1') }, { text: 'There' })).rejects.toEqual(gone)
    })

    it('carries a view as large as its limits', async () => {
      const { limits } = played.adapter
      const text = `汉${'x'.repeat(limits.text - 2)}字`
      const value = 'v'.repeat(limits.actionBytes - Buffer.byteLength('scene.approve:'))
      const labels = Array.from({ length: limits.buttons }, (_, index) => `Button ${index + 1}`)
      const ref = await post({ text, buttons: labels.map((label) => ({ label, action: 'scene.approve', value })) })
      const seen = await played.seen(ref)
      expect(seen?.words).toContain(text)
      expect(seen?.buttons).toEqual(labels)
      await played.press(ref, `Button ${limits.buttons}`)
      expect(await first()).toMatchObject({ kind: 'action', action: 'scene.approve', value })
    })

    it('shows letters of every kind, and markup as the letters it is made of', async () => {
      const ref = await post({ title: ODD, text: ODD })
      expect((await played.seen(ref))?.words.split(ODD)).toHaveLength(3)
    })

    it('hands on what a person writes', async () => {
      const before = Date.now()
      await played.say(played.lobby, ODD)
      const incoming = await first()
      expect(incoming).toMatchObject({ kind: 'message', text: ODD, files: [], at: { place: played.lobby } })
      expect(incoming.from.id).not.toBe('')
      expect(incoming.time).toBeGreaterThanOrEqual(before - 60_000)
    })

    it('opens one thread from a message, and posts into it', async () => {
      await played.say(played.lobby, 'A document')
      const { at } = await first()
      const thread = await played.adapter.thread(at, ODD.slice(0, 60))
      expect(await played.adapter.thread(at, 'Again')).toEqual(thread)
      const ref = await post({ text: 'In the thread' }, crypto.randomUUID(), thread)
      expect(ref.place).toEqual(thread)
      expect((await played.seen(ref))?.words).toContain('In the thread')
      await played.say(thread, 'An answer')
      expect((await hear(2))[1]).toMatchObject({ kind: 'message', text: 'An answer', at: { place: thread } })
    })

    it('gives the bytes of a dropped file', async () => {
      const bytes = new Uint8Array(300_000).map((_, index) => (index * 31) % 251)
      await played.say(played.lobby, '', [{ name: '讲义 1.pdf', bytes }])
      const incoming = await first()
      if (incoming.kind !== 'message' || incoming.files[0] === undefined) throw new Error('no file came')
      const [file] = incoming.files
      expect(file.name).toBe('讲义 1.pdf')
      expect(file.bytes ?? bytes.length).toBe(bytes.length)
      const stream = await played.adapter.download(file, new AbortController().signal)
      expect(Buffer.compare(await collect(stream), bytes)).toBe(0)
      await expect(played.adapter.download({ ...file, id: 'no-such-file' }, new AbortController().signal)).rejects.toEqual(gone)
    })

    it('stops a download when it is told to', async () => {
      await played.say(played.lobby, '', [{ name: 'big.txt', bytes: new Uint8Array(3_000_000) }])
      const incoming = await first()
      if (incoming.kind !== 'message' || incoming.files[0] === undefined) throw new Error('no file came')
      const stop = new AbortController()
      const stream = await played.adapter.download(incoming.files[0], stop.signal)
      stop.abort()
      await expect(collect(stream)).rejects.toThrow()
    })

    it('hands on a press with its message, and another press under another id', async () => {
      const ref = await post({ text: 'Scene 1', buttons: [{ label: 'Approve', action: 'scene.approve', value: 'run/1/1' }] })
      await played.press(ref, 'Approve')
      await played.press(ref, 'Approve')
      const [one, two] = await hear(2)
      expect(one).toMatchObject({ kind: 'action', action: 'scene.approve', value: 'run/1/1', at: ref })
      expect(two?.id).not.toBe(one?.id)
    })

    it('gives a press that the platform sends twice the same id', async () => {
      const ref = await post({ text: 'Scene 1', buttons: [{ label: 'Approve', action: 'scene.approve', value: 'run/1/1' }] })
      await played.press(ref, 'Approve', true)
      await hear()
      expect(new Set(heard.map((incoming) => incoming.id)).size).toBe(1)
    })

    it('hands on a choice: the value of the select, a stroke, the value of the option', async () => {
      const options = [
        { label: 'Ink wash', value: 'ink-wash', description: 'Brush and water' },
        { label: 'Baroque', value: 'baroque' },
      ]
      const ref = await post({ text: 'Styles', select: { action: 'style.set', value: 'run1', placeholder: 'Choose', options } })
      await played.choose(ref, 'Ink wash')
      expect(await first()).toMatchObject({ kind: 'action', action: 'style.set', value: 'run1/ink-wash', at: ref })
    })

    it('ends when told to, after what it had in hand was delivered', async () => {
      let open = () => {}
      gate = new Promise((resolve) => {
        open = resolve
      })
      const said = played.say(played.lobby, 'Still here?')
      await arrived
      let ended = false
      const stopping = played.stop().then(() => {
        ended = true
      })
      await sleep(50)
      expect(ended).toBe(false)
      open()
      await stopping
      expect(heard).toMatchObject([{ kind: 'message', text: 'Still here?' }])
      await said
    })
  })
}
