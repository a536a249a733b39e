import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { FileRef, Incoming } from '../bots/chat.ts'
import { UserError } from '../lib/errors.ts'
import { drawnPictures } from '../pipeline/providers/image/drawn.ts'
import { frameSize } from '../pipeline/schema.ts'
import { gallery } from '../pipeline/steps/gallery.ts'
import { picture } from '../pipeline/steps/picture.ts'
import { styleReference } from '../pipeline/steps/style-reference.ts'
import { styleSample } from '../pipeline/steps/style-sample.ts'
import { customStyleName } from '../pipeline/styles/custom.ts'
import { ownStyle, type Style, styleNamed, styles } from '../pipeline/styles/styles.ts'
import { type CommandContext, defineCommand } from './command.ts'
import { findStyles, isBeyondStyles, nearestStyles } from './look/find-style.ts'
import { CUSTOM, foundView, galleryView, styleLabel, styleView } from './look/style-views.ts'
import { suggestStyles } from './look/suggest-styles.ts'
import { findProject } from './projects/find-project.ts'
import { newestRun } from './projects/runs-of.ts'
import { resetFilm } from './review/reset-film.ts'
import { type Audience, chooseFor, mayOfferPlace, scopeOf } from './settings/choose-for.ts'
import { resolveSettings } from './settings/resolve-settings.ts'
import { takeFile } from './take-file.ts'

/** Shows how pictures can look, and keeps the look a person chooses. */
export const style = defineCommand({
  name: 'style',
  summary: 'command.style',
  group: 'look',
  audience: 'person',
  options: z.object({ style: z.string().optional() }),
  suggest: { style: suggestStyles },
  async run({ style: words }, incoming, context) {
    const [picture] = incoming.files
    if (picture !== undefined) return offerReference(picture, incoming, context)
    if (words === undefined || words.trim() === '') return showGallery(0, incoming, context)
    const own = /^(?:custom|自定义|自訂)[\s:：]*(.*)$/is.exec(words.trim())
    return own === null ? search(words, incoming, context) : offerCustom(own[1] ?? '', incoming, context)
  },
  actions: {
    'style.page': (incoming, context) => showGallery(Number(incoming.value), incoming, context),
    'style.show': (incoming, context) => showStyle(incoming.value, incoming, context),
    async 'style.own'(incoming, context) {
      if (incoming.kind !== 'form') throw new UserError('expired', context.say('expired'))
      const [picture] = incoming.files ?? []
      return picture === undefined
        ? offerCustom(incoming.fields.words ?? '', incoming, context)
        : offerReference(picture, incoming, context)
    },
    'style.set': (incoming, context) => setStyle('me', incoming, context),
    'style.place': (incoming, context) => setStyle('place', incoming, context),
    'style.preview': preview,
    async 'style.film'(incoming, context) {
      const [project, revision, key = ''] = incoming.value.split('/')
      const style = await styleOf(key, incoming, context)
      const change = { key: 'change.style', values: { style: nameIn(style, context) } }
      const { title } = await resetFilm({ style: style.name }, { project, revision: Number(revision), change }, incoming, context)
      await context.reply({ tone: 'success', text: context.say('style.film-set', { title, style: styleLabel(style, context.say) }) })
    },
  },
})

async function showGallery(page: number, incoming: Incoming, context: CommandContext): Promise<void> {
  const { store, say, adapter, services, makeNow, show } = context
  const { style: name } = await resolveSettings(store.preferences, { person: incoming.from, place: incoming.at.place }, {})
  const { image } = await makeNow(gallery, { styles: styles.map((style) => style.name) })
  const { id, takesReference } = services.picture
  const own = id === drawnPictures.id ? [] : takesReference ? (['words', 'picture'] as const) : (['words'] as const)
  await show(galleryView({ current: styleOr(name), sheet: image, page, selectOptions: adapter.limits.selectOptions, own }, say))
}

async function search(words: string, incoming: Incoming, context: CommandContext): Promise<void> {
  const { say, adapter, show, reply } = context
  const found = findStyles(words)
  const { selectOptions } = adapter.limits
  if (found.length === 1 && found[0] !== undefined) return showStyle(found[0].name, incoming, context)
  if (found.length > 0) return show(foundView(found, { text: say('style.found', { count: found.length }), selectOptions }, say))
  if (isBeyondStyles(words)) return reply({ tone: 'warning', text: say('style.beyond', { most: styles.length }) })
  const near = nearestStyles(words)
  const text = say(near.length === 0 ? 'style.none-near' : 'style.unknown', { words: words.slice(0, 40) })
  await show({ ...foundView(near, { text, selectOptions }, say), tone: 'warning' })
}

async function offerCustom(sentence: string, incoming: Incoming, context: CommandContext): Promise<void> {
  const { store, say, services, reply } = context
  if (sentence.trim() === '') return reply({ text: say('style.custom-how') })
  if (services.picture.id === drawnPictures.id) return reply({ tone: 'warning', text: say('style.custom-offline') })
  // A button can't hold the sentence: it waits among the person's choices.
  await store.preferences.set(scopeOf('me', incoming), { customStyle: customStyleName(sentence) })
  await showStyle(CUSTOM, incoming, context)
}

// As with a sentence; a model is shown a copy without what the camera noted.
async function offerReference(file: FileRef, incoming: Incoming, context: CommandContext): Promise<void> {
  const { store, say, services, makeNow, reply } = context
  if (services.picture.takesReference !== true) return reply({ tone: 'warning', text: say('style.reference') })
  const { id: media } = await takeFile(file, context)
  const { image } = await makeNow(styleReference, { media }).catch((error: unknown) => {
    if (!(error instanceof UserError) || error.code !== 'wrong-type') throw error
    throw new UserError('wrong-type', say('style.no-picture', { name: file.name }), { cause: error })
  })
  await store.preferences.set(scopeOf('me', incoming), { customStyle: image })
  await showStyle(CUSTOM, incoming, context)
}

async function showStyle(key: string, incoming: Incoming, context: CommandContext): Promise<void> {
  const { say, makeNow, show } = context
  const style = await styleOf(key, incoming, context)
  const request = { style: style.name, language: say.locale, heading: say('style.sample') }
  const image = key === CUSTOM ? style.reference : (await makeNow(styleSample, request)).image
  const [project, forPlace] = await Promise.all([findProject(undefined, incoming, context), mayOfferPlace(incoming, context)])
  const isWritten = project !== undefined && project.head > 0
  const film = isWritten && isDeepStrictEqual(project.place, incoming.at.place) ? `${project.id}/${project.head}` : undefined
  await show(styleView({ style, key, image, canPreview: isWritten, forPlace, film }, say))
}

async function setStyle(audience: Audience, incoming: Incoming & { value: string }, context: CommandContext): Promise<void> {
  const { say, reply } = context
  const style = await styleOf(incoming.value, incoming, context)
  await chooseFor(audience, { style: style.name }, incoming, context)
  await reply({ tone: 'success', text: say(audience === 'me' ? 'style.set' : 'style.set-place', { style: styleLabel(style, say) }) })
}

// One scene of the person's own document, drawn as it would be; the run that made the document's film pays where a model asks for money.
async function preview(incoming: Incoming & { value: string }, context: CommandContext): Promise<void> {
  const { store, say, makeNow, show } = context
  const style = await styleOf(incoming.value, incoming, context)
  const project = await findProject(undefined, incoming, context)
  const head = project && (await store.revisions.head(project.id))
  if (project === undefined || head === undefined) throw new UserError('not-found', say('project.none'))
  const { title, language, scenes } = head.board
  const scene = scenes.find(({ kind, figure, own }) => kind === 'scene' && figure === undefined && own === undefined) ?? scenes[0]
  if (scene === undefined) throw new UserError('not-found', say('project.none'))
  const run = await newestRun(project.id, store)
  const size = frameSize({ aspect: head.settings.aspect, resolution: 720 })
  const request = { scene, index: scene.seed, title, language, style: style.name, ...size }
  const { image } = await makeNow(picture, request, run?.id)
  const note = say('style.previewed', { title: project.title, place: scenes.indexOf(scene) + 1 })
  const forPlace = await mayOfferPlace(incoming, context)
  await show(styleView({ style, key: incoming.value, image, note, canPreview: false, forPlace, film: `${project.id}/${head.number}` }, say))
}

async function styleOf(key: string, incoming: Incoming, { store, say }: CommandContext): Promise<Style> {
  if (key !== CUSTOM) return styleNamed(key)
  const { customStyle } = await store.preferences.get(scopeOf('me', incoming))
  if (typeof customStyle !== 'string') throw new UserError('expired', say('expired'))
  return styleNamed(customStyle)
}

// History has no room for a picture, nor use for its id.
function nameIn(style: Style, { say }: CommandContext): string {
  return style.reference === undefined ? style.name.slice(0, 100) : styleLabel(style, say)
}

// A style that a newer version no longer knows must not keep the gallery shut.
function styleOr(name: string): Style {
  return styles.find((style) => style.name === name) ?? ownStyle(name) ?? styleNamed('ink-wash')
}
