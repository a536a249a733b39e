import type { FormattedString } from '@grammyjs/parse-mode'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup, Message } from 'grammy/types'
import { hashOf } from '../../lib/hash.ts'
import type { AdapterMemory, Media, MessageRef, Place, View } from '../chat.ts'
import type { Carry } from './carry.ts'
import { isMediaForbidden, isOtherKind, isUnchanged } from './failure.ts'
import { keyboardOf, offers, type Pressable } from './keyboard.ts'
import { threadOf } from './place.ts'
import { pressableOf, type Shown, type ShownMessages } from './shown.ts'
import type { Uploads } from './uploads.ts'
import { wordsOf } from './words.ts'

/** UTF-16 units that stand under a picture or a film. */
export const CAPTION = 1_024
/** How long a message is known by its nonce after it was posted. */
const NONCE_MS = 7 * 24 * 3_600_000

export interface MessagesOptions {
  api: Api
  memory: AdapterMemory
  shown: ShownMessages
  uploads: Uploads
  carry: Carry
}

/** A view as it will stand in one message. */
interface Drawing {
  words: FormattedString
  media: Media | undefined
  pressable: Pressable
  keyboard: InlineKeyboardMarkup
}

/** Posts and edits our messages. Failures are grammY's own. */
export function createMessages({ api, memory, shown, uploads, carry }: MessagesOptions) {
  const posting = new Map<string, Promise<MessageRef>>()
  const changing = new Map<string, Promise<unknown>>()

  return {
    /** Posts once for a nonce, as far as a platform without nonces can. `replyTo` is a message of the same chat. */
    post(to: Place, view: View, nonce: string, replyTo?: number): Promise<MessageRef> {
      const running = posting.get(nonce)
      if (running !== undefined) return running
      const post = postOnce(to, view, nonce, replyTo).finally(() => posting.delete(nonce))
      posting.set(nonce, post)
      return post
    },

    /**
     * Replaces what a message shows; sends nothing where it shows that already. A picture can't be taken off a message: it stays where the
     * words fit under it, else the message is posted anew.
     */
    edit: (ref: MessageRef, view: View): Promise<MessageRef> => afterOthers(ref, () => redraw(ref, view)),

    /** Shows another page of a message's select. */
    turnPage: (ref: MessageRef, page: number): Promise<void> =>
      afterOthers(ref, async () => {
        const before = await shown.get(ref)
        if (before === undefined || before.pressable.page === page || !Number.isInteger(page) || page < 0) return
        const pressable = { ...before.pressable, page }
        await editKeyboard(ref, keyboardOf(pressable))
        await shown.set(ref, { ...before, drawn: '', pressable })
      }),

    /** Takes the keyboard off a message whose buttons mean nothing any more: with `data` only where the button of that payload was not redrawn meanwhile. */
    strip: (ref: MessageRef, data?: string): Promise<void> =>
      afterOthers(ref, async () => {
        const before = await shown.get(ref)
        if (before !== undefined && (data === undefined ? isBare(before) : !offers(data, before.pressable))) return
        await editKeyboard(ref, { inline_keyboard: [] })
        await shown.set(ref, { drawn: '', media: before?.media, pressable: { page: 0 } })
      }),
  }

  // Two changes of one message in flight could arrive the other way round, and the older one would stay.
  function afterOthers<T>({ place, id }: MessageRef, change: () => Promise<T>): Promise<T> {
    const key = `${place.channel}/${id}`
    const others = changing.get(key) ?? Promise.resolve()
    const changed = others.then(change)
    const settled = changed.catch(() => undefined).finally(() => changing.get(key) === settled && changing.delete(key))
    changing.set(key, settled)
    return changed
  }

  async function redraw(ref: MessageRef, view: View): Promise<MessageRef> {
    const before = await shown.get(ref)
    const drawing = drawingOf(view, before?.pressable)
    if (before?.drawn === hashOfDrawing(drawing)) return ref
    const { passing } = view
    if (drawing.media === undefined && before?.media !== undefined) return editUnderMedia(ref, drawing, passing)
    try {
      if (drawing.media === undefined) await editText(ref, drawing, passing)
      else if (drawing.media.blob === before?.media) await editCaption(ref, drawing, passing)
      else await editMedia(ref, drawing, drawing.media, passing)
    } catch (error) {
      if (isOtherKind(error)) return editUnderMedia(ref, drawing, passing)
      if (!isUnchanged(error)) throw error
    }
    await remember(ref, drawing, drawing.media)
    return ref
  }

  async function postOnce(to: Place, view: View, nonce: string, replyTo: number | undefined): Promise<MessageRef> {
    const known = await memory.get(`nonce:${nonce}`)
    if (known !== undefined) return JSON.parse(known) as MessageRef
    const drawing = drawingOf(view)
    const rest = {
      ...threadOf(to),
      ...markup(drawing),
      ...(replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    }
    const { message, media } = await send(to, drawing, rest)
    const ref = { place: to, id: String(message.message_id) }
    await memory.set(`nonce:${nonce}`, JSON.stringify(ref), Date.now() + NONCE_MS)
    await remember(ref, drawing, media)
    return ref
  }

  // A place that takes no pictures still takes the words; a film has nothing to say without itself.
  async function send(to: Place, { words, media }: Drawing, rest: object): Promise<{ message: Message; media: Media | undefined }> {
    if (media !== undefined) {
      try {
        return { message: await sendMedia(to, media, { ...rest, caption: words.caption, caption_entities: words.caption_entities }), media }
      } catch (error) {
        if (media.kind !== 'image' || !isMediaForbidden(error)) throw error
      }
    }
    return {
      message: await carry(to, {}, () => api.sendMessage(to.channel, textOf(words), { ...rest, ...plain(words) })),
      media: undefined,
    }
  }

  function sendMedia(to: Place, media: Media, rest: object): Promise<Message> {
    return uploads.use(media, ({ type, media: file, ...about }) => {
      const other = { ...about, ...rest }
      return carry<Message>(to, {}, () => {
        if (type === 'photo') return api.sendPhoto(to.channel, file, other)
        if (type === 'video') return api.sendVideo(to.channel, file, other)
        if (type === 'audio') return api.sendAudio(to.channel, file, other)
        return api.sendDocument(to.channel, file, other)
      })
    })
  }

  async function editText({ place, id }: MessageRef, drawing: Drawing, passing: boolean | undefined): Promise<void> {
    const { words } = drawing
    const other = { ...plain(words), ...markup(drawing) }
    await carry(place, { passing }, () => api.editMessageText(place.channel, Number(id), textOf(words), other))
  }

  async function editCaption({ place, id }: MessageRef, drawing: Drawing, passing: boolean | undefined): Promise<void> {
    const { caption, caption_entities } = drawing.words
    const other = { caption, caption_entities, ...markup(drawing) }
    await carry(place, { passing }, () => api.editMessageCaption(place.channel, Number(id), other))
  }

  async function editMedia({ place, id }: MessageRef, drawing: Drawing, media: Media, passing: boolean | undefined): Promise<void> {
    const { caption, caption_entities } = drawing.words
    await uploads.use(media, (file) => {
      const captioned = { ...file, caption, caption_entities }
      return carry(place, { passing }, () => api.editMessageMedia(place.channel, Number(id), captioned, markup(drawing)))
    })
  }

  async function editUnderMedia(ref: MessageRef, drawing: Drawing, passing: boolean | undefined): Promise<MessageRef> {
    const { media } = (await shown.get(ref)) ?? {}
    if (drawing.words.text.length > CAPTION) return replace(ref, drawing)
    try {
      await editCaption(ref, drawing, passing)
    } catch (error) {
      if (!isUnchanged(error)) throw error
    }
    await shown.set(ref, { drawn: hashOfDrawing(drawing), media: media ?? 'unknown', pressable: drawing.pressable })
    return ref
  }

  async function replace({ place, id }: MessageRef, drawing: Drawing): Promise<MessageRef> {
    const { message } = await send(place, drawing, { ...threadOf(place), ...markup(drawing) })
    const ref = { place, id: String(message.message_id) }
    await remember(ref, drawing, undefined)
    // One that is too old to be removed stays, as history.
    await api.deleteMessage(place.channel, Number(id)).catch(() => undefined)
    return ref
  }

  async function editKeyboard({ place, id }: MessageRef, reply_markup: InlineKeyboardMarkup): Promise<void> {
    try {
      await carry(place, {}, () => api.editMessageReplyMarkup(place.channel, Number(id), { reply_markup }))
    } catch (error) {
      if (!isUnchanged(error)) throw error
    }
  }

  function remember(ref: MessageRef, drawing: Drawing, media: Media | undefined): Promise<void> {
    return shown.set(ref, { drawn: hashOfDrawing({ ...drawing, media }), media: media?.blob, pressable: drawing.pressable })
  }
}

export type Messages = ReturnType<typeof createMessages>

function drawingOf(view: View, before?: Pressable): Drawing {
  const pressable = pressableOf(view, before)
  return { words: wordsOf(view), media: view.media?.at(-1), pressable, keyboard: keyboardOf(pressable) }
}

function hashOfDrawing({ words, media, keyboard }: Drawing): string {
  return hashOf([words.text, words.entities, media?.blob ?? null, keyboard])
}

function isBare({ pressable }: Shown): boolean {
  return keyboardOf(pressable).inline_keyboard.length === 0
}

// A keyboard that is not sent again is taken away by an edit.
function markup({ keyboard }: Drawing): { reply_markup?: InlineKeyboardMarkup } {
  return keyboard.inline_keyboard.length === 0 ? {} : { reply_markup: keyboard }
}

// Telegram refuses a message without words.
function textOf({ text }: FormattedString): string {
  return text.trim() === '' ? '·' : text
}

function plain({ entities }: FormattedString) {
  return { entities, link_preview_options: { is_disabled: true } }
}
