import { t } from './strings.js'

/** A refusal in the server's words, safe to show. `again` says that another try with the same id may go through. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message)
    this.status = status
    this.again = status === 0 || status >= 500
  }
}

async function ask(path, options) {
  const answer = await fetch(path, { credentials: 'same-origin', ...options }).catch(() => {
    throw new Refusal(t('unreachable'), 0)
  })
  const body = await answer.json().catch(() => ({}))
  if (answer.ok) return body
  throw new Refusal(answer.status === 401 ? t('lockedOut') : (body.error?.message ?? `${answer.status}`), answer.status)
}

const RETRIES_MS = [400, 1_500]

async function send(path, body) {
  for (const wait of [...RETRIES_MS, undefined]) {
    try {
      return await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    } catch (error) {
      // Every try carries the same id, so the server counts them once.
      if (!error.again || wait === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

export const session = () => ask('/api/session')
export const messagesOf = (thread, before) => {
  const query = new URLSearchParams()
  if (thread) query.set('thread', thread)
  if (before) query.set('before', before)
  return ask(`/api/messages?${query}`)
}
export const say = (saying) => send('/api/messages', saying)
export const press = (pressed) => send('/api/actions', pressed)
export const takeExample = (name) => send('/api/examples', { name })

/** Sends a file's bytes; fetch can't tell how far it is, XMLHttpRequest can. */
export function upload(file, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/files?name=${encodeURIComponent(file.name)}`)
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => progress(event.loaded / Math.max(1, file.size))
    request.onload = () => {
      if (request.status === 201) resolve(request.response)
      else reject(new Refusal(request.response?.error?.message ?? `${request.status}`, request.status))
    }
    request.onerror = () => reject(new Refusal(t('unreachable'), 0))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** Where a blob is served, under a name for saving it. */
export function mediaUrl(blob, name) {
  return `/media/${blob.replace(/^blob:/, '')}/${encodeURIComponent(name || 'file')}`
}
