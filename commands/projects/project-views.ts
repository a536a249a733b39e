import type { View } from '../../bots/chat.ts'
import type { Person } from '../../lib/place.ts'
import { ownStyle, styles } from '../../pipeline/styles/styles.ts'
import type { Project, Revision, RevisionSummary } from '../../storage/project.ts'
import type { Run } from '../../storage/store.ts'
import { fileName } from '../cards/card.ts'
import { forWhom } from '../cards/for-whom.ts'
import { styleLabel } from '../look/style-views.ts'
import { isMessage, type Say } from '../say.ts'

/** A list of projects to open; `search` is what they were found by. */
export function projectsView(
  {
    projects,
    states,
    search,
    more,
  }: { projects: readonly Project[]; states: ReadonlyMap<string, Run['state']>; search: string | undefined; more: string | undefined },
  say: Say,
): View {
  if (projects.length === 0) return { text: search === undefined ? say('project.none') : say('project.not-found', { words: search }) }
  const state = ({ id }: Project) => {
    const of = states.get(id)
    return of === undefined ? say('projects.new') : say(`state.${of}`)
  }
  return {
    title: search === undefined ? say('projects.title') : say('projects.found', { words: search }),
    text: projects
      .map((project) => say('projects.line', { title: project.title, state: state(project), date: dateOf(project.updatedAt, say) }))
      .join('\n'),
    buttons: more === undefined ? [] : [{ label: say('button.more'), action: 'projects.page', value: more }],
    select: {
      action: 'projects.open',
      value: '',
      placeholder: say('projects.choose'),
      options: projects.map((project) => ({
        label: project.title,
        value: project.id,
        description: `${state(project)} · ${dateOf(project.updatedAt, say)}`,
      })),
    },
  }
}

/** What can be done with a project as a whole, beneath the card of its newest run. */
export function openedView(
  { project, card, link, viewer }: { project: Project; card: View | undefined; link: string | undefined; viewer: Person },
  say: Say,
): View {
  return {
    ...(card ?? { title: project.title, text: say('projects.new') }),
    fields: [
      ...(card?.fields ?? []),
      // Nobody else is where somebody is alone with their films.
      ...(project.owner.id === viewer.id
        ? forWhom(project, say, 'projects.owner')
        : [{ label: say('projects.owner'), value: project.owner.name }]),
      { label: say('projects.revisions'), value: String(project.head) },
      ...(link === undefined ? [] : [{ label: say('projects.link'), value: link }]),
    ],
    buttons: [
      ...(card?.buttons ?? []).filter(({ action }) => action !== 'review.history' && action !== 'remake.all'),
      { label: say('button.history'), action: 'history.all', value: project.id },
      { label: say('button.settings'), action: 'remake.all', value: project.id },
      { label: say('button.export'), action: 'export.all', value: project.id },
      { label: say('button.members'), action: 'members.all', value: project.id },
      { label: say('button.delete'), action: 'delete.ask', value: project.id, style: 'danger' },
    ],
  }
}

/** The revisions of a project, newest first, as many as can be chosen from. */
export function historyView(
  {
    project,
    revisions,
    filmed,
    more,
  }: { project: Project; revisions: readonly RevisionSummary[]; filmed: ReadonlySet<number>; more: string | undefined },
  say: Say,
): View {
  if (revisions.length === 0) return { title: say('history.title', { title: project.title }), text: say('history.empty') }
  return {
    title: say('history.title', { title: project.title }),
    text: revisions
      .map(({ number, by, change, createdAt }) =>
        say('history.line', {
          number,
          by: by.name,
          change: changeText(change, say),
          date: dateOf(createdAt, say),
          film: filmed.has(number) ? 'yes' : 'no',
        }),
      )
      .join('\n'),
    buttons: more === undefined ? [] : [{ label: say('button.more'), action: 'history.page', value: more }],
    select: {
      action: 'history.show',
      value: project.id,
      placeholder: say('history.choose'),
      options: revisions.map(({ number, by, change }) => ({
        label: `${number} · ${changeText(change, say)}`,
        value: String(number),
        description: by.name,
      })),
    },
  }
}

/** One revision, with its film where one was finished. */
export function revisionView({ project, revision, run }: { project: Project; revision: Revision; run: Run | undefined }, say: Say): View {
  const { number, by, change, createdAt, board, settings } = revision
  const film = run?.result
  const style = styles.find(({ name }) => name === settings.style) ?? ownStyle(settings.style)
  const isNewest = number === project.head
  return {
    title: say('history.revision', { title: project.title, number }),
    text: [
      `${changeText(change, say)} · ${by.name}, ${dateOf(createdAt, say)}`,
      say('history.scenes', { scenes: board.scenes.length, style: style === undefined ? settings.style : styleLabel(style, say) }),
      ...(film === undefined ? [say('history.no-film')] : []),
      ...(isNewest ? [say('history.newest')] : []),
    ].join('\n'),
    media:
      film === undefined
        ? undefined
        : [
            {
              ...{
                kind: 'video',
                blob: film.film,
                name: `${fileName(film.title)}-${number}.mp4`,
                alt: say('media.film', { title: film.title }),
              },
              ...{ seconds: film.seconds, width: film.width, height: film.height, poster: film.cover, captions: film.vtt },
            },
          ],
    buttons: [
      ...(isNewest
        ? []
        : [
            {
              label: say('history.restore'),
              action: 'history.restore',
              value: `${project.id}/${number}/${project.head}`,
              style: 'primary' as const,
            },
            { label: say('history.compare'), action: 'history.compare', value: `${project.id}/${number}` },
          ]),
      { label: say('button.history'), action: 'history.all', value: project.id },
    ],
  }
}

/** What a revision changed, in the bot's language; a key of another version says that something did. */
export function changeText({ key, values }: Revision['change'], say: Say): string {
  return isMessage(key) ? say(key, values) : say('change.unknown')
}

/** A day as people of the language write it. */
export function dateOf(at: number, say: Say): string {
  return new Intl.DateTimeFormat(say.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}
