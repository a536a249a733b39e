/** The contract between what people see and the platforms that show it. Types only. */

import type { MessageRef, Person, Place } from '../lib/place.ts'

export type { MessageRef, Person, Place }

export interface FileRef {
  /** What the adapter needs to download it; opaque to everyone else. */
  id: string
  /** As the person named it: for showing only, never a path. */
  name: string
  bytes?: number | undefined
  /** Posted so that only who asks for it sees it: what is made of it is shown so too. */
  hidden?: boolean | undefined
}

interface IncomingBase {
  /** Unique for the platform; deduplicated durably. */
  id: string
  from: Person
  at: MessageRef
  /** Unix milliseconds. */
  time: number
  /** Bytes of one file that this place takes, where it is known to differ from `Limits.uploadBytes`. */
  uploadBytes?: number | undefined
}

/** What a person did: wrote or dropped something, gave a command, pressed a button, chose from a select, answered a form. */
export type Incoming =
  /** `overheard`: said where we listen, to nobody by name; words that mean nothing to us are then left alone. */
  | (IncomingBase & { kind: 'message'; text: string; files: FileRef[]; overheard?: boolean | undefined })
  | (IncomingBase & { kind: 'command'; name: string; options: Record<string, string>; files: FileRef[] })
  | (IncomingBase & { kind: 'action'; action: string; value: string })
  | (IncomingBase & { kind: 'form'; action: string; value: string; fields: Record<string, string>; files?: FileRef[] | undefined })

/** One thing a form asks for. */
export interface FormField {
  name: string
  /** `text` unless said otherwise. What is `secret` is shown to nobody and kept nowhere; a `file` comes with the form's files. */
  kind?: 'text' | 'secret' | 'choice' | 'file' | undefined
  /** Of a choice. */
  options?: { label: string; value: string }[] | undefined
  label: string
  value?: string | undefined
  placeholder?: string | undefined
  multiline?: boolean | undefined
  required?: boolean | undefined
  maxLength?: number | undefined
}

export interface Button {
  label: string
  style?: 'primary' | 'danger' | 'plain' | undefined
  /** Either an action with its value (see action.ts) or an address. */
  action?: string | undefined
  value?: string | undefined
  url?: string | undefined
  /** Asked before the action is sent; the answer comes as an Incoming of kind `form` with the button's action and value. */
  form?: { title: string; submit: string; fields: FormField[] } | undefined
}

export interface Media {
  kind: 'image' | 'video' | 'audio' | 'file'
  /** A blob id: adapters upload or serve it. */
  blob: string
  name: string
  alt: string
  seconds?: number | undefined
  width?: number | undefined
  height?: number | undefined
  /** Blob ids of a video's poster frame and WebVTT captions, where the platform can use them. */
  poster?: string | undefined
  captions?: string | undefined
  /** Of an image that shows many: how many there are and stand side by side, in the order of the view's select, which opens them. */
  sheet?: { count: number; columns: number } | undefined
}

export interface Progress {
  label: string
  state: 'waiting' | 'active' | 'done' | 'failed'
  done: number
  total: number
}

/** What a person should see in one message: flat data that every platform can draw. */
export interface View {
  /** `person`: only whoever it answers need see it, where the platform can do that. */
  audience?: 'person' | undefined
  /** Answers a press that means nothing any more: the buttons of the message it was on may go. */
  expired?: boolean | undefined
  /** Mere progress: may come late or not at all where a platform counts messages. */
  passing?: boolean | undefined
  /** Told of this message by the platform's means, once; nobody else is, whatever the words say. */
  mention?: Person | undefined
  title?: string | undefined
  /** `stopped`: by somebody who no longer wanted it. */
  tone?: 'neutral' | 'active' | 'success' | 'warning' | 'danger' | 'stopped' | undefined
  text?: string | undefined
  progress?: Progress[] | undefined
  media?: Media[] | undefined
  /** Pictures and film are seen only by who asks for them, where the platform can do that. */
  hidden?: boolean | undefined
  fields?: { label: string; value: string }[] | undefined
  buttons?: Button[] | undefined
  /** Choosing sends `action` with `value` and the chosen option's value, joined by `/` where both are there. */
  select?:
    | { action: string; value: string; placeholder: string; options: { label: string; value: string; description?: string | undefined }[] }
    | undefined
}

/** What a platform can carry; shared code obeys it, adapters state it. */
export interface Limits {
  /** UTF-16 units of a message, of a media caption. */
  text: number
  caption: number
  uploadBytes: number
  downloadBytes: number
  /** UTF-8 bytes of a button's payload. */
  actionBytes: number
  /** Least time between two edits of one message. */
  editMs: number
  buttons: number
  buttonsPerRow: number
  /** Options of a select; 0 where there are none to choose from. */
  selectOptions: number
  media: number
}

/** What a command looks like to a platform that lists commands. */
export interface CommandListing {
  name: string
  summary: string
  /** The summary in other languages, by BCP 47 tag. */
  localized?: Record<string, string> | undefined
  /** What it is called in other languages, for lists that show that; it is given under `name` all the same. */
  called?: Record<string, string> | undefined
  /** `person`: its answers matter to whoever gave it alone. */
  audience?: 'person' | undefined
  /** Of a command that begins with a document: what is said of that, and what the command is called in a message's menu, in other languages too. */
  document?: { summary: string; localized: Record<string, string>; menu: string; menus: Record<string, string> } | undefined
  options: OptionListing[]
}

export interface OptionListing {
  name: string
  summary: string
  localized?: Record<string, string> | undefined
  required: boolean
  /** All that it can be, where these are few. */
  choices?: readonly string[] | undefined
  /** What may be meant by what was typed so far, best first, for a person of this locale; undefined where anything goes. */
  suggest?: ((typed: string, locale: string | undefined) => { label: string; value: string }[]) | undefined
}

/** What an adapter remembers from one start to the next: small texts by key, for as long as they matter. */
export interface AdapterMemory {
  get(key: string): Promise<string | undefined>
  /** `expiresAt` in unix milliseconds; left out, it is kept for good. */
  set(key: string, value: string, expiresAt?: number): Promise<void>
  delete(key: string): Promise<void>
}

/** Where files can be fetched that a platform does not carry: addresses that tell nothing and expire; undefined where this installation has none. */
export type LinkTo = ((file: { blob: string; name: string }) => Promise<string>) | undefined

/**
 * What a platform's adapter does. `post` and `edit` throw `UserError('not-found')` when the message is gone, `UserError('unreachable')` when the place
 * takes nothing from us any more, `UserError('too-large')` for a file it refuses, `TransientError` for what may pass. `answers` is the id of the incoming that
 * led to it, where one did.
 */
export interface ChatAdapter {
  readonly platform: string
  readonly limits: Limits
  /** Where a finished film is shown: in its card, or as a message of its own below all that was said. */
  readonly filmIn: 'card' | 'message'
  /** Connects, hands every incoming on, and returns after the signal fired and everything in hand was delivered. `deliver` resolves once the incoming is safe. */
  run(commands: CommandListing[], deliver: (incoming: Incoming) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Opens a thread from a message; a platform without threads gives the message's own place. */
  thread(at: MessageRef, title: string): Promise<Place>
  /** Gives a thread it opened a better title, where that can be done; does nothing where it was given before. */
  retitle?(place: Place, title: string): Promise<void>
  /** `nonce` is the same for a repeated try, so that a platform that can will post once. */
  post(to: Place, view: View, nonce: string, answers?: string): Promise<MessageRef>
  /** Resolves to where the view now stands. */
  edit(ref: MessageRef, view: View, answers?: string): Promise<MessageRef>
  /** The next best place to reach a person when `place` is unreachable; undefined where there is none. */
  elsewhere?(place: Place, person: Person): Promise<Place | undefined>
  /** An address that opens a project on the platform, for whoever may see it; undefined where there is none. */
  linkToProject?(project: string): string | undefined
  download(file: FileRef, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}
