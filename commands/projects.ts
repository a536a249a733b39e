import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import { cardOf } from './cards/card.ts'
import { cardState } from './cards/card-state.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { demand } from './permissions.ts'
import { openedView, projectsView } from './projects/project-views.ts'
import { newestRun } from './projects/runs-of.ts'

/** Projects that a page lists, where a select can hold them. */
const PAGE = 15
/** UTF-8 bytes of the search words that a button carries on to the next page. */
const SEARCH_BYTES = 40

/** Lists a person's films in this channel, and opens one. */
export const projects = defineCommand({
  name: 'projects',
  summary: 'command.projects',
  group: 'projects',
  audience: 'person',
  options: z.object({ search: z.string().optional() }),
  run: ({ search }, incoming, context) => list(0, search?.trim() || undefined, incoming, context),
  actions: {
    'projects.page': (incoming, context) => {
      const [page = '', search = ''] = incoming.value.split(/\/(.*)/s)
      return list(Number(page) || 0, search || undefined, incoming, context)
    },
    'projects.open': (incoming, context) => open(incoming.value, incoming, context),
  },
})

async function list(
  page: number,
  search: string | undefined,
  { from, at }: Incoming,
  { store, say, adapter, show }: CommandContext,
): Promise<void> {
  const { platform, channel } = at.place
  const size = Math.max(1, Math.min(PAGE, adapter.limits.selectOptions || PAGE))
  const first = Math.max(0, Math.min(Math.trunc(page), 1_000)) * size
  const wanted = {
    place: { platform, channel },
    member: { platform, id: from.id },
    limit: first + size + 1,
    ...(search === undefined ? {} : { search }),
  }
  const found = await store.projects.list(wanted)
  const shown = found.slice(first, first + size)
  const runs = await Promise.all(shown.map(({ id }) => newestRun(id, store)))
  const states = new Map(runs.flatMap((run) => (run === undefined ? [] : [[run.project, run.state]])))
  const more = found.length > first + size ? `${page + 1}/${beginning(search ?? '')}` : undefined
  await show(projectsView({ projects: shown, states, search, more }, say))
}

// The newest film, or how far it is. The card that follows it stays where it is; this one is of the moment.
async function open(id: string, incoming: Incoming, context: CommandContext): Promise<void> {
  const { store, say, reply, adapter } = context
  const project = await demand('view', id, incoming, context)
  const run = await newestRun(id, store)
  const card = run === undefined ? undefined : cardOf(await cardState(run, store), say)
  await reply(openedView({ project, card, link: adapter.linkToProject?.(id), viewer: incoming.from }, say))
}

function beginning(text: string): string {
  let kept = ''
  for (const char of text) {
    if (Buffer.byteLength(kept + char) > SEARCH_BYTES) break
    kept += char
  }
  return kept
}
