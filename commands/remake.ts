import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { hashOf } from '../lib/hash.ts'
import { FilmSettings, type Storyboard } from '../pipeline/schema.ts'
import type { Project, Revision } from '../storage/project.ts'
import type { Run } from '../storage/store.ts'
import { type ActionIncoming, type CommandContext, defineCommand } from './command.ts'
import { REMAKABLE, remakeFieldView, remakeView } from './look/remake-views.ts'
import { demand } from './permissions.ts'
import { projectMeant } from './projects/find-project.ts'
import { type Forecast, forecast } from './projects/forecast.ts'
import { foreseeScript, isOtherScript } from './projects/foresee-script.ts'
import { newestRun } from './projects/runs-of.ts'
import { writeAnew } from './projects/write-anew.ts'
import { resetFilm } from './review/reset-film.ts'

const typed = Object.fromEntries(REMAKABLE.map(({ name }) => [name, z.string().optional()]))

/**
 * Makes a film again with other settings. What would be made again, how long it takes and what it costs is said before; meanwhile
 * the wished settings wait among the choices of the project, because a button can't hold them.
 */
export const remake = defineCommand({
  name: 'remake',
  summary: 'command.remake',
  group: 'film',
  options: z.object({ ...typed, project: z.string().optional() }),
  async run({ project: words, ...given }, incoming, context) {
    const project = await demand('edit', (await projectMeant(words, incoming, context)).id, incoming, context)
    const asked = Object.entries(given as Record<string, string | undefined>).flatMap(([name, text]) =>
      text === undefined ? [] : [read(name, text, context)],
    )
    await propose(project, Object.fromEntries(asked), context)
  },
  actions: {
    async 'remake.all'(incoming, context) {
      await propose(await demand('edit', incoming.value, incoming, context), {}, { ...context, show: context.reply })
    },
    async 'remake.pick'(incoming, context) {
      const { project, name, head } = await picked(incoming, context)
      const field = REMAKABLE.find((one) => one.name === name)
      if (field === undefined) throw new UserError('expired', context.say('expired'))
      const { store, services, adapter, say, show } = context
      const settings = { ...(await store.revisions.head(project.id))?.settings, ...(await wished(project, context)) }
      const value = settings[field.key as keyof FilmSettings]
      const { selectOptions } = adapter.limits
      await show(remakeFieldView({ key: `${project.id}/${head}/${name}`, field, value, services, selectOptions }, say))
    },
    async 'remake.set'(incoming, context) {
      const { project, name, chosen } = await picked(incoming, context)
      const text = incoming.kind === 'form' ? (incoming.fields.value ?? '') : chosen
      await propose(project, { ...(await wished(project, context)), ...Object.fromEntries([read(name, text, context)]) }, context)
    },
    async 'remake.go'(incoming, context) {
      const { project, name: mark, head } = await picked(incoming, context)
      const settings = await wished(project, context)
      if (markOf(settings) !== mark || project.head !== head) throw new UserError('expired', context.say('expired'))
      const told = Object.entries(settings).map(([key, value]) => {
        const field = REMAKABLE.find((one) => one.key === key)
        return `${field?.name ?? key} ${field?.write?.(value) ?? value ?? 'auto'}`
      })
      const change = { key: 'change.settings', values: { settings: told.join(', ').slice(0, 200) } }
      const before = await context.store.revisions.head(project.id)
      const after = FilmSettings.parse({ ...before?.settings, ...settings })
      if (before !== undefined && isOtherScript(before.settings, after)) await writeAnew(project.id, after, { head, mark }, context)
      else await resetFilm(settings, { project: project.id, revision: head, change }, incoming, context)
      await context.show({ tone: 'success', text: context.say('remake.begun', { title: project.title }) })
    },
  },
})

/** Says what other settings would come to; none are the film's own. */
async function propose(project: Project, settings: Partial<FilmSettings>, context: CommandContext): Promise<void> {
  const { store, say, adapter, show } = context
  const [head, run] = await Promise.all([store.revisions.head(project.id), newestRun(project.id, store)])
  if (head === undefined || run === undefined) throw new UserError('not-found', say('history.empty'))
  const isOtherwise = ([key, value]: [string, unknown]) => !isDeepStrictEqual(head.settings[key as keyof FilmSettings], value)
  const changed = Object.fromEntries(Object.entries(settings).filter(isOtherwise))
  await store.preferences.set(`remake:${project.id}`, { settings: changed })
  const next = FilmSettings.parse({ ...head.settings, ...changed })
  const isOther = Object.keys(changed).length > 0
  const foreseen = isOther ? await foresee(run, head, next, context) : undefined
  const go = isOther ? `${project.id}/${head.number}/${markOf(changed)}` : undefined
  const key = `${project.id}/${head.number}`
  const { selectOptions } = adapter.limits
  await show(remakeView({ title: project.title, before: head.settings, after: next, foreseen, go, key, selectOptions }, say))
}

async function foresee(run: Run, head: Revision, next: FilmSettings, context: CommandContext): Promise<Forecast> {
  const of = (board: Storyboard) => ({ ...run, request: { ...run.request, board } })
  if (!isOtherScript(head.settings, next)) return forecast(of(head.board), next, context)
  const script = await foreseeScript(run, head, next, context)
  if (script === undefined) throw new UserError('not-found', context.say('remake.no-document'))
  const { board, isWritten } = script
  return forecast(of(board), next, context, isWritten ? undefined : board.scenes.length)
}

function read(name: string, text: string, { services, say }: CommandContext): [string, unknown] {
  const field = REMAKABLE.find((one) => one.name === name)
  const value = field?.read(text.trim(), services)
  if (field === undefined) throw new UserError('expired', say('expired'))
  if (value === null)
    throw new UserError(
      'settings',
      say('settings.wrong', { setting: say(`option.${name}` as 'option.style'), expected: say(field.expects) }),
    )
  return [field.key, value]
}

async function wished({ id }: Project, { store }: CommandContext): Promise<Partial<FilmSettings>> {
  const { settings } = await store.preferences.get(`remake:${id}`)
  return Wished.catch({}).parse(settings)
}

const Wished = z.record(z.string(), z.unknown())

/** Names a set of settings in a button: whoever presses has seen these. */
function markOf(settings: Partial<FilmSettings>): string {
  return hashOf(settings).slice(0, 8)
}

async function picked(incoming: ActionIncoming | (Incoming & { value: string }), context: CommandContext) {
  const [id, head, name = '', ...rest] = incoming.value.split('/')
  const project = await demand('edit', id, incoming, context)
  return { project, head: Number(head), name, chosen: rest.join('/') }
}
