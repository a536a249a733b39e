/** The contract between what people see and the platforms that show it. Types only. */

import type { MessageRef, Person, Place } from '../lib/place.ts'

export type { MessageRef, Person, Place }

export interface FileRef {
  /** What the adapter needs to download it; opaque to everyone else. */
  id: string
  /** As the person named it: for showing only, never a path. */
  name: string
  bytes?: number | undefined
}

interface IncomingBase {
  /** Unique for the platform; deduplicated durably. */
  id: string
  from: Person
  at: MessageRef
  /** Unix milliseconds. */
  time: number
}

/** What a person did: wrote or dropped something, gave a command, pressed a button, chose from a select, answered a form. */
export type Incoming =
  | (IncomingBase & { kind: 'message'; text: string; files: FileRef[] })
  | (IncomingBase & { kind: 'command'; name: string; options: Record<string, string>; files: FileRef[] })
  | (IncomingBase & { kind: 'action'; action: string; value: string })
  | (IncomingBase & { kind: 'form'; action: string; value: string; fields: Record<string, string> })

/** One thing a form asks for. */
export interface FormField {
  name: string
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
}

export interface Progress {
  label: string
  state: 'waiting' | 'active' | 'done' | 'failed'
  done: number
  total: number
}

/** What a person should see in one message: flat data that every platform can draw. */
export interface View {
  title?: string | undefined
  tone?: 'neutral' | 'active' | 'success' | 'warning' | 'danger' | undefined
  text?: string | undefined
  progress?: Progress[] | undefined
  media?: Media[] | undefined
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
  options: { name: string; summary: string; required: boolean; choices?: readonly string[] | undefined }[]
}

export interface ChatAdapter {
  readonly platform: string
  readonly limits: Limits
  /** Connects, hands every incoming on, and returns after the signal fired and everything in hand was delivered. `deliver` resolves once the incoming is safe. */
  run(commands: CommandListing[], deliver: (incoming: Incoming) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Opens a thread from a message; a platform without threads gives the message's own place. */
  thread(at: MessageRef, title: string): Promise<Place>
  /** `nonce` is the same for a repeated try, so that a platform that can will post once. */
  post(to: Place, view: View, nonce: string): Promise<MessageRef>
  /** Resolves to where the view now stands; throws `UserError('not-found')` when the message is gone. */
  edit(ref: MessageRef, view: View): Promise<MessageRef>
  download(file: FileRef, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}
