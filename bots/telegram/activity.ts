import type { Api } from 'grammy'
import type { MessageRef, Place, View } from '../chat.ts'
import { threadOf } from './place.ts'

/** Telegram shows an action for five seconds. */
const AGAIN_MS = 4_500
/** How long a film that is not heard of again counts as being made. */
const SILENT_MS = 60_000

/** Shows under a chat's title that a film is being made there, while one of its cards says so. */
export function createActivity(api: Api, signal: AbortSignal) {
  const busy = new Map<string, { place: Place; until: number }>()
  let timer: NodeJS.Timeout | undefined

  function show(place: Place): void {
    // Nobody misses an action that was not shown.
    api.sendChatAction(place.channel, 'upload_video', threadOf(place)).catch(() => undefined)
  }

  function again(): void {
    const now = performance.now()
    for (const [key, { until }] of busy) if (until < now) busy.delete(key)
    if (busy.size === 0 || signal.aborted) {
      clearInterval(timer)
      timer = undefined
      return
    }
    const places = new Map([...busy.values()].map(({ place }) => [`${place.channel}/${place.thread}`, place]))
    for (const place of places.values()) show(place)
  }

  return {
    /** A card shows this now. */
    seen({ place, id }: MessageRef, { tone, progress = [] }: View): void {
      const key = `${place.channel}/${id}`
      if (tone !== 'active' || progress.every(({ state }) => state !== 'active')) {
        busy.delete(key)
        return
      }
      if (!busy.has(key)) show(place)
      busy.set(key, { place, until: performance.now() + SILENT_MS })
      timer ??= setInterval(again, AGAIN_MS).unref()
    },
  }
}
