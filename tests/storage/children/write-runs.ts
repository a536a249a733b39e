// Accepts runs and saves two steps of each, and prints an id once all of that was acknowledged.
import { openStore } from '../../../storage/open-store.ts'
import { quiet } from '../quiet.ts'
import { sampleRun } from '../sample.ts'

const { count, ...options } = JSON.parse(process.argv[2] ?? '') as { dataDir: string; databaseUrl?: string; count: number }
const store = await openStore({ ...options, log: quiet })
for (let index = 0; index < count; index++) {
  const run = sampleRun()
  await store.runs.accept(run, run.id)
  for (const scene of [1, 2]) {
    await store.runs.saveStep(run.id, { step: 'clip', scene, state: 'done', fraction: 1, ms: 5, cached: false, preview: undefined })
  }
  await store.blobs.put(new TextEncoder().encode(run.id.repeat(1_000)))
  console.log(run.id)
}
await store.close()
