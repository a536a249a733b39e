import { decodeAction, encodeAction } from '../action.ts'

/**
 * What a button, a select or a form carries: its place in the message, since no two may carry the same; the key of the form that
 * asks first, where one does; the action.
 */
export interface Carried {
  index: number
  form?: string | undefined
  action: string
  value: string
}

/** Packs it into the 100 characters that Discord takes. */
export function encodeCustomId({ index, form = '', action, value }: Carried): string {
  return `${index}/${form}/${encodeAction(action, value)}`
}

/** The reverse; undefined where it is not one of ours. */
export function decodeCustomId(customId: string): Carried | undefined {
  const match = /^(\d+)\/([0-9a-f]*)\/(.*)$/s.exec(customId)
  const action = decodeAction(match?.[3] ?? '')
  return match === null || action === undefined ? undefined : { index: Number(match[1]), form: match[2] || undefined, ...action }
}
