import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { present } from './present.ts'
import { freePort, type Server, startServer } from './server.ts'

/** For `describe.skipIf(!hasRedis())`: says loudly when there is none, throws when CI=true. */
export function hasRedis(): boolean {
  return present('redis-server') !== undefined
}

/** A throw-away Redis with `noeviction` and an append-only file; `options` are further settings, by name. */
export async function startRedis(options: Record<string, string> = {}): Promise<Server> {
  const redis = present('redis-server')
  if (redis === undefined) throw new Error('no Redis here')
  const folder = await mkdtemp(join(tmpdir(), 'docreel-redis-'))
  const port = await freePort()
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
    ...options,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  return startServer({ command: redis, args, folder, url: `redis://127.0.0.1:${port}`, port, ping: () => ping(port) })
}

async function ping(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')))
    socket.write('PING\r\n')
    const [reply] = (await once(socket, 'data')) as [Buffer]
    if (!reply.toString().startsWith('+PONG')) throw new Error(reply.toString())
  } finally {
    socket.destroy()
  }
}
