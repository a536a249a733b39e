import { basename, resolve } from 'node:path'
import { newId } from '../../lib/ids.ts'
import type { Incoming } from '../chat.ts'

/** What the terminal delivers for a file on disk. */
export function spoken(file: string, locale: string): Incoming {
  const path = resolve(file)
  const id = newId()
  const at = { place: { platform: 'terminal', channel: 'terminal' }, id }
  return {
    kind: 'message',
    text: '',
    files: [{ id: path, name: basename(path) }],
    id,
    from: { id: 'terminal', name: 'you', locale },
    at,
    time: Date.now(),
  }
}
