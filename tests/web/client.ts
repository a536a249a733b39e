import type { Incoming } from '../../bots/chat.ts'
import type { Changes, WireMessage } from '../../bots/web/wire.ts'
import type { OpenChat } from './open-web-chat.ts'

export type Client = Awaited<ReturnType<typeof openClient>>

/** What the page does, without a browser: the cookie from the printed address, then the page's own requests. */
export async function openClient({ url, origin }: Pick<OpenChat, 'url' | 'origin'>) {
  const front = await fetch(url)
  const cookie = front.headers.get('set-cookie')?.split(';')[0] ?? ''
  await front.body?.cancel()
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, { ...init, headers: { cookie, origin, ...(init.headers as Record<string, string> | undefined) } })
  const send = (path: string, body: unknown) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  return {
    cookie,
    ask,
    send,
    async upload(name: string, bytes: Uint8Array): Promise<{ id: string; name: string; bytes: number }> {
      const answer = await ask(`/api/files?name=${encodeURIComponent(name)}`, { method: 'POST', body: new Uint8Array(bytes) })
      if (!answer.ok) throw new Error(await answer.text())
      return (await answer.json()) as { id: string; name: string; bytes: number }
    },
    async say(text: string, { id = crypto.randomUUID(), thread, files = [] }: { id?: string; thread?: string; files?: string[] } = {}) {
      return send('/api/messages', { id, text, files, ...(thread === undefined ? {} : { thread }) })
    },
    press: (message: string, action: string, value: string, rest: { id?: string; fields?: Record<string, string> } = {}) =>
      send('/api/actions', { id: crypto.randomUUID(), message, action, value, ...rest }),
    async messages(thread?: string): Promise<WireMessage[]> {
      const answer = await ask(`/api/messages${thread === undefined ? '' : `?thread=${thread}`}`)
      return ((await answer.json()) as { messages: WireMessage[] }).messages
    },

    /** Follows the event stream, giving each event as it comes. */
    async *events(
      headers: Record<string, string> = {},
      signal?: AbortSignal,
    ): AsyncGenerator<{ event: string; id: string; data: Changes }> {
      const answer = await ask('/api/events', { headers, ...(signal === undefined ? {} : { signal }) })
      let text = ''
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        const parts = text.split('\n\n')
        text = parts.pop() ?? ''
        for (const part of parts) {
          const lines = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]))
          yield { event: lines.event ?? '', id: lines.id ?? '', data: JSON.parse(lines.data ?? '{}') as Changes }
        }
      }
    },
  }
}

/** The reference of a message as the adapter gave it to the router. */
export const refOf = (incoming: Incoming) => incoming.at
