import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Incoming, MessageRef, Place, View } from '../../bots/chat.ts'
import { toProblem } from '../../lib/errors.ts'
import { strictChat } from '../chat/strict-chat.ts'

/**
 * A chat platform that outlives the process under test: what that process had sent before it was killed stays to be
 * seen. Delivers an incoming again and again until it was acknowledged, as platforms do.
 */
export async function openChatDouble() {
  const chat = strictChat({ ...strictChat().adapter.limits, editMs: 20 })
  const waiting: Incoming[] = []
  const file = new Map<string, Uint8Array>()

  const server = createServer(async (request, response) => {
    try {
      const body = await readJson(request)
      response.end(JSON.stringify((await answer(request.url ?? '', body)) ?? null))
    } catch (error) {
      response.statusCode = 500
      response.end(JSON.stringify(toProblem(error)))
    }
  })
  // A busy process may look at its idle connection late: closing it just then would be a fault that no test asked for.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function answer(url: string, body: unknown): Promise<unknown> {
    switch (url) {
      case '/next':
        return waiting[0]
      case '/acknowledge':
        return void waiting.splice(0, waiting[0]?.id === (body as { id: string }).id ? 1 : 0)
      case '/post': {
        const { to, view, nonce } = body as { to: Place; view: View; nonce: string }
        return chat.adapter.post(to, view, nonce)
      }
      case '/edit': {
        const { ref, view } = body as { ref: MessageRef; view: View }
        return chat.adapter.edit(ref, view)
      }
      case '/download':
        return Buffer.from(file.get((body as { id: string }).id) ?? []).toString('base64')
      default:
        throw new Error(`no ${url}`)
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chat,
    server,
    drop(name: string, bytes: Uint8Array, options: Record<string, string>): void {
      const id = `drop-${name}`
      file.set(id, bytes)
      const at = { place: { platform: 'strict', channel: 'hall' }, id }
      const from = { id: 'ann', name: 'Ann', locale: 'en' }
      waiting.push({ kind: 'command', name: 'film', options, files: [{ id, name, bytes: bytes.byteLength }], id, from, at, time: 0 })
    },
    close: () => server.close(),
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString())
}
