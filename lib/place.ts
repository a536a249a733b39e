import { z } from 'zod'

/** Where a conversation goes on; a person's own place is a channel of that person's id. Plain JSON: it is stored with the run. */
export const Place = z.object({ platform: z.string(), channel: z.string(), thread: z.string().optional() })
export type Place = z.infer<typeof Place>

/** One message in a place. */
export const MessageRef = z.object({ place: Place, id: z.string() })
export type MessageRef = z.infer<typeof MessageRef>

/** Someone in a chat. */
export const Person = z.object({
  id: z.string(),
  name: z.string(),
  /** BCP 47, as the platform tells it. */
  locale: z.string().optional(),
})
export type Person = z.infer<typeof Person>
