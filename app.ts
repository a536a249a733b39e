import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Logger } from './lib/log.ts'
import type { ProviderSettings } from './pipeline/providers/endpoint.ts'
import { offlineServices } from './pipeline/providers/offline-services.ts'
import { priceTable } from './pipeline/providers/price.ts'
import { findFfmpeg } from './pipeline/render/ffmpeg.ts'
import { closeThreads } from './pipeline/render/threads.ts'
import type { RunningWorker } from './queue/worker.ts'
import type { Works } from './queue/works.ts'
import { openStore } from './storage/open-store.ts'
import { ownFolder } from './storage/own-folder.ts'

export type Studio = Awaited<ReturnType<typeof openStudio>>
export type App = Awaited<ReturnType<typeof openApp>>

/** Everything that films are made with, but no queue. `close` leaves nothing behind. */
export async function openStudio(config: Config, log: Logger) {
  const { script, picture, voice, offlineFallback: fallbackOffline, lightVoice } = config
  const storing = openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl?.reveal(), log })
  const lending = ownFolder(join(config.dataDir, 'work'))
  try {
    const [store, work, ffmpeg, services] = await Promise.all([
      storing,
      lending,
      findFfmpeg({ configured: config.ffmpegPath, path: config.searchPath }),
      openServices({ script, picture, voice, fallbackOffline, lightVoice }),
    ])
    return {
      store,
      services: { ...services, ffmpeg },
      tempDir: work.path,
      caps: { film: config.filmBudget, person: config.personBudget },
      currency: priceTable.currency,
      async close(): Promise<void> {
        await closeThreads()
        await store.close()
        await work.release()
      },
    }
  } catch (error) {
    await Promise.allSettled([storing.then((store) => store.close()), lending.then((work) => work.release())])
    throw error
  }
}

// The vendors' clients take their time to load, for nothing where there is no vendor.
async function openServices(settings: ProviderSettings) {
  if ([settings.script, settings.picture, settings.voice].every((endpoints) => endpoints.length === 0))
    return offlineServices({ light: settings.lightVoice })
  const { createServices } = await import('./pipeline/providers/registry.ts')
  return createServices(settings)
}

/** The queue, in a thread of its own, while the studio opens in this one. */
export async function openQueue(config: Config, log: Logger, studio: Studio | Promise<Studio>): Promise<Works> {
  const { openWorks } = await import('./queue/works.ts')
  const store = Promise.resolve(studio).then(({ store }) => store)
  return openWorks({ queueUrl: config.queueUrl, dataDir: config.dataDir, store, log, slots: config.filmsAtOnce })
}

/** Everything a process holds while it works: a studio and the queue. `close` leaves nothing behind. */
export async function openApp(config: Config, log: Logger) {
  const studying = openStudio(config, log)
  const working = openQueue(config, log, studying)
  try {
    const [studio, works] = await Promise.all([studying, working])
    return {
      ...studio,
      works,
      startWorker: () => startWorker(works, studio, config),
      async close(): Promise<void> {
        await works.close()
        await studio.close()
      },
    }
  } catch (error) {
    await Promise.allSettled([working.then((works) => works.close())])
    await Promise.allSettled([studying.then((studio) => studio.close())])
    throw error
  }
}

/** Starts to work on the queue's jobs in this process. */
export function startWorker(works: Works, studio: Studio, { ioJobs, cpuJobs }: Config): Promise<RunningWorker> {
  return works.startWorker({ ...studio, concurrency: { io: ioJobs, cpu: cpuJobs } })
}
