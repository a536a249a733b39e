import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from './log.ts'

export interface HealthOptions {
  host: string
  port: number
  /** What is told; rejects while no work can be done. */
  health(): Promise<object>
  log: Logger
}

/**
 * Tells a monitor how a process without a page is, as the page's `/health` does: 200 with `status` and numbers, 503 while `health` rejects.
 * Resolves once it listens.
 */
export async function serveHealth({ host, port, health, log }: HealthOptions) {
  const server = createServer(async ({ url }, response) => {
    const [status, body] = url === '/health' ? await answer() : [404, { status: 'not found' }]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close(): void {
      server.close()
      server.closeAllConnections()
    },
  }

  async function answer(): Promise<[number, object]> {
    try {
      return [200, { status: 'ok', ...(await health()) }]
    } catch (err) {
      log.warn({ err }, 'a monitor was told that this is not well')
      return [503, { status: 'unwell' }]
    }
  }
}
