import { randomUUID } from 'node:crypto'
import { decodeAction, encodeAction } from '../../bots/action.ts'
import type { ChatAdapter, FileRef, Incoming, Limits, MessageRef, Person, Place, View } from '../../bots/chat.ts'
import { TransientError, UserError } from '../../lib/errors.ts'
import { createWatch } from '../watch.ts'

/** The least of what all platforms allow. */
const strictest: Limits = {
  text: 2_000,
  caption: 1_024,
  uploadBytes: 10 * 1024 * 1024,
  downloadBytes: 20 * 1024 * 1024,
  actionBytes: 64,
  editMs: 1_000,
  buttons: 25,
  buttonsPerRow: 5,
  selectOptions: 25,
  media: 10,
}

export interface Posted {
  ref: MessageRef
  view: View
  /** How often it was edited. */
  edits: number
  at: number[]
}

/**
 * A chat platform played by a script, as strict as the strictest: it throws on anything over a limit, on an edit that
 * comes too soon, and on an action that would not fit a button.
 */
export function strictChat(limits: Limits = strictest, filmIn: ChatAdapter['filmIn'] = 'card') {
  const messages: Posted[] = []
  const files = new Map<string, Uint8Array>()
  const nonces = new Map<string, Posted>()
  const watch = createWatch(() => `the chat shows ${JSON.stringify(messages.map(({ view }) => view))}`)
  const { changed } = watch
  let deliver: ((incoming: Incoming) => Promise<void>) | undefined
  const closed = new Set<string>()
  let tooLarge = false
  let refuse: { times: number; retryAfterMs: number } | undefined

  function check(view: View): void {
    const words = [view.title, view.text, ...(view.fields ?? []).flatMap(({ label, value }) => [label, value])].join('').length
    const room = (view.media?.length ?? 0) > 0 ? limits.caption : limits.text
    if (words > room) throw new Error(`${words} characters where ${room} fit`)
    if ((view.media?.length ?? 0) > limits.media) throw new Error('too many media')
    if ((view.buttons?.length ?? 0) > limits.buttons) throw new Error('too many buttons')
    if ((view.select?.options.length ?? 0) > limits.selectOptions) throw new Error('too many options')
    for (const { value } of view.select?.options ?? []) encodeAction(view.select?.action ?? '', joinValue(view.select?.value ?? '', value))
    for (const { action, value } of view.buttons ?? []) {
      if (action === undefined) continue
      const packed = encodeAction(action, value ?? '')
      if (Buffer.byteLength(packed) > limits.actionBytes || decodeAction(packed)?.value !== (value ?? ''))
        throw new Error(`bad action ${packed}`)
    }
  }

  function passRateLimit(): void {
    if (refuse === undefined || refuse.times === 0) return
    refuse.times -= 1
    throw new TransientError('429', { retryAfterMs: refuse.retryAfterMs })
  }

  const adapter: ChatAdapter = {
    platform: 'strict',
    filmIn,
    limits,
    async run(_commands, handler, signal) {
      deliver = handler
      changed()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
    thread: async (at): Promise<Place> => ({ ...at.place, thread: at.id }),
    async post(to, view, nonce) {
      passRateLimit()
      check(view)
      if (closed.has(to.channel)) throw new UserError('unreachable', 'That place is closed.')
      if (tooLarge && view.media?.some(({ kind }) => kind === 'video')) throw new UserError('too-large', 'That file is too large.')
      const known = nonces.get(nonce)
      if (known !== undefined) return known.ref
      const posted: Posted = { ref: { place: to, id: String(messages.length + 1) }, view, edits: 0, at: [performance.now()] }
      messages.push(posted)
      nonces.set(nonce, posted)
      changed()
      return posted.ref
    },
    async edit(ref, view) {
      passRateLimit()
      check(view)
      if (closed.has(ref.place.channel)) throw new UserError('unreachable', 'That place is closed.')
      const posted = messages.find((message) => message.ref.id === ref.id)
      if (posted === undefined) throw new UserError('not-found', 'That message is gone.')
      const last = posted.at.at(-1) ?? 0
      if (posted.edits > 0 && performance.now() - last < limits.editMs - 5) throw new Error('an edit came too soon')
      posted.at.push(performance.now())
      posted.edits += 1
      posted.view = view
      changed()
      return ref
    },
    elsewhere: async (place, person) => (place.channel === person.id ? undefined : { platform: 'strict', channel: person.id }),
    async download(file) {
      const bytes = files.get(file.id)
      if (bytes === undefined) throw new UserError('not-found', 'That file is gone.')
      return (async function* () {
        yield bytes
      })()
    },
  }

  const person: Person = { id: 'ann', name: 'Ann', locale: 'en-GB' }
  const base = (from: Person, id: string) => ({ id, from, at: { place: { platform: 'strict', channel: 'hall' }, id }, time: Date.now() })
  const send = async (incoming: Incoming) => {
    if (deliver === undefined) await until(() => deliver)
    await deliver?.(incoming)
  }

  /** Resolves to the first truthy answer of `look`, which is asked again whenever something was posted or edited. */
  const until = <T>(look: () => T | undefined | false, ms = 30_000) => watch.until(look, ms)

  return {
    adapter,
    messages,
    until,
    /** A person drops a file; the same id again is the same drop repeated by the platform. */
    async drop(name: string, bytes: Uint8Array, from = person, id: string = randomUUID(), text = ''): Promise<void> {
      const file: FileRef = { id: randomUUID(), name, bytes: bytes.byteLength }
      files.set(file.id, bytes)
      await send({ kind: 'message', text, files: [file], ...base(from, id) })
    },
    /** A person gives the film command with a file and options. */
    async dropWith(
      name: string,
      bytes: Uint8Array,
      options: Record<string, string>,
      said: Pick<Incoming, 'id' | 'from' | 'at'>,
    ): Promise<void> {
      const file: FileRef = { id: randomUUID(), name, bytes: bytes.byteLength }
      files.set(file.id, bytes)
      await send({ kind: 'command', name: 'film', options, files: [file], ...said, time: Date.now() })
    },
    say: (text: string, from = person, id: string = randomUUID()) => send({ kind: 'message', text, files: [], ...base(from, id) }),
    /** Presses the first button with this action on a message. */
    async press(message: Posted, action: string, from = person, id: string = randomUUID()): Promise<void> {
      const button = message.view.buttons?.find((one) => one.action === action)
      if (button === undefined) throw new Error(`no button ${action} on ${JSON.stringify(message.view)}`)
      await send({ kind: 'action', action, value: button.value ?? '', ...base(from, id), at: message.ref })
    },
    /** Chooses an option of the select on a message. */
    async choose(message: Posted, option: string, from = person, id: string = randomUUID()): Promise<void> {
      const { select } = message.view
      if (select?.options.every(({ value }) => value !== option) ?? true)
        throw new Error(`no option ${option} on ${JSON.stringify(message.view)}`)
      await send({
        kind: 'action',
        action: select?.action ?? '',
        value: joinValue(select?.value ?? '', option),
        ...base(from, id),
        at: message.ref,
      })
    },
    /** Answers the form of the first button with this action. */
    async fill(
      message: Posted,
      action: string,
      fields: Record<string, string>,
      from = person,
      { id = randomUUID() as string, file }: { id?: string; file?: { name: string; bytes: Uint8Array } } = {},
    ): Promise<void> {
      const button = message.view.buttons?.find((one) => one.action === action && one.form !== undefined)
      if (button === undefined) throw new Error(`no form ${action} on ${JSON.stringify(message.view)}`)
      const sent = file === undefined ? [] : [{ id: randomUUID(), name: file.name, bytes: file.bytes.byteLength }]
      for (const { id } of sent) files.set(id, file?.bytes ?? new Uint8Array())
      await send({ kind: 'form', action, value: button.value ?? '', fields, files: sent, ...base(from, id), at: message.ref })
    },
    /** An action as nobody's button sends it; with fields, as a form does. */
    act(message: Posted, action: string, value: string, fields?: Record<string, string>, from = person): Promise<void> {
      const press = { action, value, ...base(from, randomUUID()), at: message.ref }
      return send(fields === undefined ? { kind: 'action', ...press } : { kind: 'form', ...press, fields })
    },
    /** A command with its options, as platforms with command forms send it. */
    command: (
      name: string,
      options: Record<string, string> = {},
      from = person,
      id: string = randomUUID(),
      place: Place = { platform: 'strict', channel: 'hall' },
    ) => send({ kind: 'command', name, options, files: [], ...base(from, id), at: { place, id } }),
    /** The next posts and edits are refused with a 429. */
    rateLimit(times: number, retryAfterMs: number): void {
      refuse = { times, retryAfterMs }
    },
    /** Nothing can be said in this channel any more. */
    shut: (channel: string) => closed.add(channel),
    /** Films are refused for their size from now on. */
    refuseFilms(): void {
      tooLarge = true
    },
    remove(message: Posted): void {
      messages.splice(messages.indexOf(message), 1)
    },
  }
}

function joinValue(value: string, option: string): string {
  return value === '' || option === '' ? value + option : `${value}/${option}`
}
