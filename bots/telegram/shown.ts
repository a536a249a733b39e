import { z } from 'zod'
import type { AdapterMemory, MessageRef, View } from '../chat.ts'
import type { Pressable } from './keyboard.ts'

/** How long a message's keyboard is remembered after it was last drawn. */
const KEPT_MS = 90 * 24 * 3_600_000

const Shown = z.object({
  /** Hash of all that was sent: the same again would be refused. */
  drawn: z.string(),
  /** The blob under which the words stand; none under a message of words alone. */
  media: z.string().optional(),
  pressable: z.custom<Pressable>(),
  /** The topic it is in: of a message that it does not look into any more Telegram tells the chat alone. */
  thread: z.string().optional(),
})

/** What one of our messages shows, as far as another start needs to know. */
export type Shown = z.infer<typeof Shown>

/** What our messages show. */
export function shownMessages(memory: AdapterMemory) {
  const keyOf = ({ place, id }: MessageRef) => `shown:${place.channel}/${id}`
  return {
    async get(ref: MessageRef): Promise<Shown | undefined> {
      const text = await memory.get(keyOf(ref))
      return text === undefined ? undefined : Shown.parse(JSON.parse(text))
    },
    set(ref: MessageRef, shown: Omit<Shown, 'thread'>): Promise<void> {
      return memory.set(keyOf(ref), JSON.stringify({ ...shown, thread: ref.place.thread }), Date.now() + KEPT_MS)
    },
    forget: (ref: MessageRef) => memory.delete(keyOf(ref)),
  }
}

export type ShownMessages = ReturnType<typeof shownMessages>

/** What of a view can be pressed, from its first page on; the page stays where the select is the same. */
export function pressableOf({ buttons, select }: View, before?: Pressable): Pressable {
  const isSame = before?.select !== undefined && JSON.stringify(before.select) === JSON.stringify(select)
  return { ...(buttons ? { buttons } : {}), ...(select ? { select } : {}), page: isSame ? before.page : 0 }
}
