import type { ChatAdapter, FileRef, Incoming, Place, View } from '../bots/chat.ts'
import { toProblem, UserError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import type { FilmRequest } from '../pipeline/film-request.ts'
import type { FilmSettings } from '../pipeline/schema.ts'
import type { Works } from '../queue/works.ts'
import type { Run } from '../storage/store.ts'
import { chapterView } from './cards/chapter-view.ts'
import { excerpt } from './cards/excerpt.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { suggestStyles } from './look/suggest-styles.ts'
import { demand } from './permissions.ts'
import { acceptImport } from './projects/accept-import.ts'
import { bookChapters } from './projects/book-chapters.ts'
import { importProject } from './projects/import-project.ts'
import { FilmOptions, settingsFrom } from './settings/film-options.ts'
import { resolveSettings, usualSettings } from './settings/resolve-settings.ts'
import { takeFile } from './take-file.ts'
import { unlock } from './unlock.ts'
import { wishesBeside } from './words/wishes.ts'

/** Makes a film of each document that came with it; dropping a document without a word is the same. */
export const film = defineCommand({
  name: 'film',
  summary: 'command.film',
  group: 'film',
  takesDocument: true,
  options: FilmOptions,
  suggest: { style: suggestStyles },
  async run(options, incoming, context) {
    if (incoming.files.length === 0) return context.reply({ text: context.say('drop.empty') })
    const { chapters, ...asked } = options
    await acceptFiles(incoming.files, incoming, settingsFrom(asked, context), context, chapters)
  },
  actions: {
    async 'run.password'(incoming, context) {
      const { store, services, say, signal } = context
      const run = await store.runs.get(incoming.value)
      await demand('edit', run?.project, incoming, context)
      const password = incoming.kind === 'form' ? incoming.fields.password : undefined
      if (run === undefined || password === undefined) throw new UserError('expired', say('expired'))
      const unlocked = await unlock({ request: run.request, password, project: run.project, store, services, signal })
      await makeAgain(run, { unlocked }, incoming, context)
    },
    async 'run.chapters'(incoming, context) {
      const { store, works, services, say } = context
      const [id = '', chosen] = incoming.value.split('/')
      const run = await store.runs.get(id)
      await demand('edit', run?.project, incoming, context)
      if (run === undefined) throw new UserError('expired', say('expired'))
      if (chosen === undefined) return context.reply(chapterView(run, await bookChapters(run, store, services), say))
      await works.cancel(run.id)
      await makeAgain(run, { chapters: chosen }, incoming, context)
    },
    async 'run.retry'(incoming, context) {
      const { store, works, say } = context
      await demand('edit', (await store.runs.get(incoming.value))?.project, incoming, context)
      if (!(await works.retry(incoming.value))) throw new UserError('expired', say('expired'))
    },
  },
})

/** Makes another film of a run's document, from its reading on. */
async function makeAgain(
  { owner, place, project, request }: Run,
  change: Pick<FilmRequest, 'chapters' | 'unlocked'>,
  { id }: Incoming,
  { store, works }: CommandContext,
): Promise<void> {
  const next = { id: newId(), project, owner, place, revision: 0, request: { ...request, board: undefined, draft: undefined, ...change } }
  const begun = await store.runs.begin(next, id)
  if (begun !== undefined) await works.submit(begun)
}

/** Accepts files with the words that came beside them, as far as these are understood; what was not is told where the film is made. */
export async function acceptWithWords(incoming: Extract<Incoming, { kind: 'message' }>, context: CommandContext): Promise<void> {
  const payer = { platform: incoming.at.place.platform, id: incoming.from.id }
  const { asked, missed } = await wishesBeside(incoming.text, payer, context)
  const place = await acceptFiles(incoming.files, incoming, asked, context)
  if (missed === '' || place === undefined) return
  const view: View = { audience: 'person', text: context.say('wishes.missed', { words: excerpt(missed, 60) }) }
  await context.adapter.post(place, view, `${incoming.id}/missed`, incoming.id)
}

/** Accepts each file as a run of its own, in a thread of its own; a file that can’t be taken is answered, the rest go on. Gives the place of the first. */
async function acceptFiles(
  files: FileRef[],
  incoming: Incoming,
  asked: Partial<FilmSettings>,
  context: CommandContext,
  chapters?: string,
): Promise<Place | undefined> {
  let place: Place | undefined
  for (const [index, file] of files.entries()) {
    try {
      const run = await acceptFile(file, `${incoming.id}#${index}`, incoming, asked, context, { chapters })
      place ??= run?.place
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await context.reply({ title: file.name, tone: 'danger', text: toProblem(error).message })
    }
  }
  return place
}

/**
 * Stores one file and accepts it as a run; undefined when this incoming was accepted before. `id` is the incoming's,
 * with the file's place in it. A password opens it at once and is kept nowhere. Throws UserError('too-large'), and what `unlock` throws.
 */
export async function acceptFile(
  file: FileRef,
  id: string,
  incoming: Incoming,
  asked: Partial<FilmSettings>,
  context: Pick<CommandContext, 'store' | 'adapter' | 'say' | 'uploadBytes' | 'services' | 'signal'> & { works: Pick<Works, 'submit'> },
  { chapters, password }: { chapters?: string | undefined; password?: string | undefined } = {},
): Promise<Run | undefined> {
  const { store, works, adapter, say, services, signal } = context
  const who = { person: incoming.from, place: incoming.at.place }
  const settings = await resolveSettings(store.preferences, who, asked, usualSettings(adapter.limits))
  const { id: source, limit } = await takeFile(file, context)
  const project = /\.zip$/i.test(file.name)
    ? await importProject(source, { blobs: store.blobs, say, limitBytes: limit * UNPACKED })
    : undefined
  const place = await adapter.thread(incoming.at, project?.title ?? file.name)
  if (project !== undefined) return acceptImport(project, { id, owner: incoming.from, place }, { store, works })
  const read = { source, filename: file.name, chapters }
  const owned = { id: newId(), project: newId(), owner: incoming.from, place }
  const unlocked =
    password === undefined ? undefined : await unlock({ request: read, password, project: owned.project, store, services, signal })
  const request = { ...read, unlocked, settings, uploadBytes: uploadLimit(incoming, adapter), hidden: file.hidden }
  const run = { ...owned, request }
  const accepted = await store.runs.accept(run, id)
  if (accepted !== undefined) await works.submit(accepted)
  return accepted
}

/** Bytes that the film may have; undefined where no film comes near the limit. */
function uploadLimit({ uploadBytes }: Incoming, { limits }: ChatAdapter): number | undefined {
  const bytes = uploadBytes ?? limits.uploadBytes
  return bytes < GIGABYTE ? bytes : undefined
}

const GIGABYTE = 1_000_000_000

/** An export may unpack to so many times what may be dropped: voices are packed. */
const UNPACKED = 3
