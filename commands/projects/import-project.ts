import type { Entry, ZipFile } from 'yauzl'
import { openPromise } from 'yauzl'
import { UserError } from '../../lib/errors.ts'
import { blobsIn } from '../../pipeline/runner.ts'
import type { BlobId } from '../../pipeline/schema.ts'
import type { Blobs } from '../../pipeline/step.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'
import type { Say } from '../say.ts'
import { ExportedProject, MOST_FILES, PROJECT_FILE } from './exported-project.ts'

/** Of project.json. */
const MOST_JSON = 8 * 1024 * 1024
/** Entries besides the listed ones. */
const BESIDES = 16

/**
 * Takes an export's files into the blobs and gives its project; undefined for a zip that is none. Only entries that the project lists
 * are unpacked, none to more than `limitBytes` together, and each must have the hash it is listed under. Throws UserError `corrupt`.
 */
export async function importProject(
  file: BlobId,
  { blobs, say, limitBytes }: { blobs: Blobs; say: Say; limitBytes: number },
): Promise<(ExportedProject & { json: BlobId }) | undefined> {
  const opened = await openPromise(await blobs.path(file), { lazyEntries: true, autoClose: false }).catch(() => undefined)
  if (opened === undefined) return undefined
  try {
    const entries = await entriesOf(opened).catch(() => undefined)
    const described = entries?.get(PROJECT_FILE)
    if (entries === undefined || described === undefined) return undefined
    if (described.uncompressedSize > MOST_JSON) throw new UserError('corrupt', say('import.unknown'))
    const json = await keep(described, opened, MOST_JSON)
    const project = read(Buffer.from(await blobs.read(json)).toString('utf8'), say)
    let left = limitBytes
    for (const { name, blob, bytes } of project.files) {
      const entry = entries.get(name)
      if (entry === undefined || entry.uncompressedSize !== bytes || bytes > left) throw damaged(name)
      left -= bytes
      if ((await keep(entry, opened, bytes)) !== blob) throw damaged(name)
    }
    return { ...project, json }
  } catch (error) {
    if (error instanceof UserError && error.code !== 'too-large') throw error
    throw new UserError('corrupt', say('import.unknown'), { cause: error })
  } finally {
    opened.close()
  }

  async function keep(entry: Entry, zip: ZipFile, limit: number): Promise<BlobId> {
    return (await blobs.putStream(await zip.openReadStreamPromise(entry), limit)).id
  }

  function damaged(name: string): UserError {
    return new UserError('corrupt', say('import.damaged', { name: name.slice(0, 100) }))
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry> | undefined> {
  if (zip.entryCount > MOST_FILES + BESIDES) return undefined
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

// A project may only name blobs that came with it: a hash is no right to somebody else's.
function read(text: string, say: Say): ExportedProject {
  const parsed = ExportedProject.safeParse(parseJson(text))
  if (!parsed.success) throw new UserError('corrupt', say('import.unknown'), { cause: parsed.error })
  const { board, earlier = [], settings, result, source, files } = parsed.data
  const given = new Set(files.map(({ blob }) => blob))
  if (blobsIn([board, earlier, settings, result, source]).some((blob) => !given.has(blob)))
    throw new UserError('corrupt', say('import.unknown'))
  for (const { style } of [settings, ...earlier.map((one) => one.settings)]) styleNamed(style)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
