import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Logger } from './lib/log.ts'
import { priceTable } from './pipeline/providers/price.ts'
import { findFfmpeg } from './pipeline/render/ffmpeg.ts'
import { closeThreads } from './pipeline/render/threads.ts'
import { openWorks } from './queue/works.ts'
import { openStore } from './storage/open-store.ts'
import { ownFolder } from './storage/own-folder.ts'

export type App = Awaited<ReturnType<typeof openApp>>

/** Everything a process holds while it works: records, queue, providers. `close` leaves nothing behind. */
export async function openApp(config: Config, log: Logger) {
  const { script, picture, voice, offlineFallback: fallbackOffline } = config
  const storing = openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl?.reveal(), log })
  const working = openWorks({ queueUrl: config.queueUrl, dataDir: config.dataDir, store: storing, log, slots: config.filmsAtOnce })
  const lending = ownFolder(join(config.dataDir, 'work'))
  try {
    // The queue opens in a thread of its own; meanwhile this one loads what makes films.
    const [store, works, work, ffmpeg, { createServices }] = await Promise.all([
      storing,
      working,
      lending,
      findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath }),
      import('./pipeline/providers/registry.ts'),
    ])
    const services = { ...createServices({ script, picture, voice, fallbackOffline }), ffmpeg }
    return {
      store,
      works,
      services,
      tempDir: work.path,
      startWorker: () =>
        works.startWorker({
          services,
          tempDir: work.path,
          concurrency: { io: config.ioJobs, cpu: config.cpuJobs },
          budget: config.filmBudget,
          currency: priceTable.currency,
        }),
      async close(): Promise<void> {
        await works.close()
        await closeThreads()
        await store.close()
        await work.release()
      },
    }
  } catch (error) {
    await Promise.allSettled([working.then((works) => works.close())])
    await Promise.allSettled([storing.then((store) => store.close()), lending.then((work) => work.release())])
    throw error
  }
}
