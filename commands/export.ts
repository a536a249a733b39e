import { stat } from 'node:fs/promises'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { UserError } from '../lib/errors.ts'
import { blobsIn } from '../pipeline/runner.ts'
import type { BlobId } from '../pipeline/schema.ts'
import type { Project } from '../storage/project.ts'
import type { Store } from '../storage/store.ts'
import { fileName } from './cards/card.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { exportFiles } from './projects/export-files.ts'
import { type ExportedProject, type ExportedRevision, MOST_REVISIONS, PROJECT_FILE } from './projects/exported-project.ts'
import { projectMeant } from './projects/find-project.ts'
import { filmsOf } from './projects/runs-of.ts'
import { scriptDocx, scriptMarkdown } from './projects/script-text.ts'

/** Gives everything of a film as one zip, which another instance can import. */
export const exportation = defineCommand({
  name: 'export',
  summary: 'command.export',
  group: 'projects',
  options: z.object({ project: z.string().optional() }),
  run: async ({ project: words }, incoming, context) => give(await projectMeant(words, incoming, context), context),
  actions: {
    'export.all': async (incoming, context) => give(await demand('view', incoming.value, incoming, context), context),
  },
})

const MB = 1024 * 1024

async function give(project: Project, context: CommandContext): Promise<void> {
  const { store, say, adapter, services, reply } = context
  const revision = await store.revisions.head(project.id)
  const runs = await filmsOf(project.id, store)
  // The film of the newest revision, or else what became of it so far.
  const run = runs.find((one) => one.revision === project.head && one.state === 'done') ?? runs[0]
  if (revision === undefined || run === undefined) throw new UserError('not-found', say('history.empty'))
  const earlier = await earlierRevisions(project, store)
  const { files, missing } = await exportFiles({ revision, earlier, run }, { store, services })
  const sized = await Promise.all(files.map(async (file) => ({ ...file, bytes: (await stat(await store.blobs.path(file.blob))).size })))
  const bytes = sized.reduce((sum, file) => sum + file.bytes, 0)
  const { title } = project
  const limit = adapter.limits.uploadBytes
  const tooLarge = () => new UserError('too-large', say('export.too-large', { title, megabytes: Math.ceil(bytes / MB) }))
  if (bytes > limit) throw tooLarge()
  const kept = new Set(sized.map(({ blob }) => blob))
  const result = run.revision === revision.number ? run.result : undefined
  const whole = result !== undefined && [result.film, result.cover, result.srt, result.vtt].every((blob) => kept.has(blob as BlobId))
  const described = {
    ...{ format: 'docreel-project' as const, version: 1 as const, title, filename: project.filename },
    ...{ settings: revision.settings, board: revision.board, files: sized },
    earlier: earlier.filter(({ board }) => blobsIn(board).every((blob) => kept.has(blob))),
    ...(kept.has(run.request.source) ? { source: run.request.source } : {}),
    ...(whole ? { result: result as ExportedProject['result'] } : {}),
  }
  const blob = await zipped(described, context, limit).catch((error: unknown) => {
    throw error instanceof UserError && error.code === 'too-large' ? tooLarge() : error
  })
  const size = (await stat(await store.blobs.path(blob))).size
  await reply({
    title,
    text: [
      say('export.ready', { title, files: sized.length + 3, megabytes: (size / MB).toFixed(1) }),
      ...(missing > 0 ? [say('export.missing', { count: missing })] : []),
    ].join('\n'),
    media: [{ kind: 'file', blob, name: `${fileName(title)}.zip`, alt: say('export.name', { title }) }],
  })
}

/** Characters of all earlier revisions together: what describes a project is read whole. */
const ROOM = 6_000_000

// Oldest first; where they are too many, the oldest stay behind.
async function earlierRevisions({ id, head }: Project, { revisions }: Store): Promise<ExportedRevision[]> {
  const earlier: ExportedRevision[] = []
  let room = ROOM
  for (let number = head - 1; number > 0 && earlier.length < MOST_REVISIONS; number--) {
    const old = await revisions.get(id, number)
    if (old === undefined) continue
    const { by, change, settings, board } = old
    room -= JSON.stringify(board).length
    if (room < 0) break
    earlier.unshift({ by: by.name, change, settings, board })
  }
  return earlier
}

async function zipped(described: ExportedProject, { store }: CommandContext, limit: number): Promise<BlobId> {
  const zip = new ZipFile()
  const mtime = new Date(Date.UTC(2020, 0, 1))
  const failed = Promise.withResolvers<never>()
  zip.on('error', failed.reject)
  zip.addBuffer(Buffer.from(JSON.stringify(described, undefined, 1)), PROJECT_FILE, { mtime })
  zip.addBuffer(Buffer.from(scriptMarkdown(described.board)), 'script.md', { mtime })
  zip.addBuffer(Buffer.from(await scriptDocx(described.board)), 'script.docx', { mtime, compress: false })
  for (const { name, blob } of described.files) zip.addFile(await store.blobs.path(blob), name, { mtime, compress: name.endsWith('.wav') })
  zip.end()
  const stored = store.blobs.putStream(zip.outputStream as AsyncIterable<Uint8Array> & NodeJS.ReadableStream, limit)
  return (await Promise.race([stored, failed.promise])).id
}
