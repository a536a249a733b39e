import { join } from 'node:path'
import { pino } from 'pino'
import { Secret } from '../../../lib/secret.ts'
import type { Services } from '../../../pipeline/services.ts'
import { openWorks } from '../../../queue/works.ts'
import { openStore } from '../../../storage/open-store.ts'
import { smallFilm } from './small-film.ts'

// A worker of its own: node worker-process.ts FOLDER [QUEUE_URL]. Says "working" when it is; SIGTERM stops it as the product does.
const [dataDir = '', url = ''] = process.argv.slice(2)
const log = pino({ level: 'warn' }, pino.destination(join(dataDir, 'worker.log')))
const store = await openStore({ dataDir, log })
const works = await openWorks({ queueUrl: url === '' ? undefined : new Secret(url), dataDir, store, log })
await works.startWorker({
  services: {} as Services,
  tempDir: dataDir,
  pipeline: smallFilm(join(dataDir, 'journal')),
  caps: {},
  concurrency: { io: 4, cpu: 2 },
})
process.once('SIGTERM', async () => {
  await works.close()
  await store.close()
  process.exit(0)
})
process.stdout.write('working\n')
