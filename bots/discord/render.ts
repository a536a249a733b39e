import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMediaGalleryItem,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Button, Media, Progress, View } from '../chat.ts'
import { encodeCustomId } from './custom-id.ts'
import { formKey } from './form.ts'
import { plain, plainWithin } from './markdown.ts'

/** Characters of all texts of one message. */
const MOST_TEXT = 4_000
/** Parts of one message, those inside others too. */
const MOST_COMPONENTS = 40
const PER_ROW = 5
const IN_GALLERY = 10
/** Their documentation names this limit for a container; what is more stands below it. */
const IN_CONTAINER = 10

const accents: Record<NonNullable<View['tone']>, number | null> = {
  neutral: null,
  active: 0x5865f2,
  success: 0x57a55a,
  warning: 0xe0a030,
  danger: 0xd83c3e,
  stopped: null,
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger, plain: ButtonStyle.Secondary } as const

/** A view as Discord's components; `nameOf` tells under which name a file of the view is attached, undefined where it is not. */
export function render(view: View, nameOf: (media: Media) => string | undefined): APIMessageTopLevelComponent[] {
  const media = (view.media ?? []).flatMap((one) => {
    const name = nameOf(one)
    return name === undefined ? [] : [{ ...one, url: `attachment://${name}`, spoiler: view.hidden === true }]
  })
  const seen = media.filter(({ kind }) => kind === 'image' || kind === 'video').slice(0, IN_GALLERY)
  const { title, text, fields } = wordsOf(view)
  const heads = [title, text].filter((words) => words !== undefined).map(textOf)
  const parts: APIComponentInContainer[] =
    view.tone === 'active' && seen.length === 1 && seen[0]?.kind === 'image' && heads.length > 0
      ? [{ type: ComponentType.Section, components: heads, accessory: { type: ComponentType.Thumbnail, ...itemOf(seen[0]) } }]
      : [...heads, ...(seen.length === 0 ? [] : [{ type: ComponentType.MediaGallery as const, items: seen.map(itemOf) }])]
  if (fields !== undefined) parts.push(textOf(fields))
  const rows = rowsOf(view)
  const mention = view.mention === undefined ? [] : [textOf(`<@${view.mention.id}>`)]
  const room = MOST_COMPONENTS - mention.length - 1 - countOf(parts) - countOf(rows)
  const files = media.filter(({ kind }) => kind === 'audio' || kind === 'file').slice(0, Math.max(0, room))
  parts.push(...files.map(({ url, spoiler }) => ({ type: ComponentType.File as const, file: { url }, spoiler })))
  if (parts.length + rows.length === 0) parts.push(textOf('…'))
  const isSmall = parts.length + rows.length <= IN_CONTAINER
  const inside = isSmall || parts.length === 0 ? [...parts, ...rows] : parts
  const container = { type: ComponentType.Container as const, accent_color: accents[view.tone ?? 'neutral'], components: inside }
  return [...mention, container, ...(inside === parts ? rows : [])]
}

// Title and fields are short and come first; the text takes what is left of the room.
function wordsOf(view: View): { title?: string | undefined; text?: string | undefined; fields?: string | undefined } {
  // Discord refuses a text that shows nothing.
  const [heading, body] = [view.title, view.text].map((words) => (words?.trim() === '' ? undefined : words))
  const title = heading === undefined ? undefined : `### ${plainWithin(heading.replace(/\s+/g, ' '), 300)}`
  const progress = view.progress?.map(lineOf).join('\n')
  const fields = view.fields?.map(({ label, value }) => `-# ${plain(label)}: ${plain(value.replace(/\s*\n\s*/g, ' '))}`).join('\n')
  const below = fields === undefined || fields === '' ? undefined : fields.slice(0, 1_000)
  const room = MOST_TEXT - (title?.length ?? 0) - (progress?.length ?? 0) - (below?.length ?? 0) - 40
  const text = body === undefined ? undefined : plainWithin(body, room)
  return { title, text: [text, progress].filter(Boolean).join('\n\n') || undefined, fields: below }
}

const CELLS = 12
const marks: Record<Progress['state'], string> = { waiting: '▫️', active: '▶️', done: '✅', failed: '❌' }

function lineOf({ label, state, done, total }: Progress): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * CELLS)
  const bar = state === 'active' && total > 0 ? ` \`${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)}\`` : ''
  const count = total > 1 ? ` ${Math.floor(done)}/${total}` : ''
  return `${marks[state]} ${plain(label)}${bar}${count}`
}

function textOf(content: string) {
  return { type: ComponentType.TextDisplay as const, content }
}

function itemOf({ url, alt, spoiler }: { url: string; alt: string; spoiler: boolean }): APIMediaGalleryItem {
  return { media: { url }, spoiler, ...(alt === '' ? {} : { description: alt.slice(0, 1_024) }) }
}

function rowsOf({ select, buttons = [] }: View): APIComponentInContainer[] {
  const rows: APIComponentInContainer[] = []
  if (select !== undefined && select.options.length > 0) {
    const { action, value, placeholder } = select
    const options = select.options.map(({ description, ...option }) => ({ ...option, ...(description ? { description } : {}) }))
    const hint = placeholder === '' ? {} : { placeholder }
    const menu = { type: ComponentType.StringSelect as const, custom_id: encodeCustomId({ index: 0, action, value }), ...hint, options }
    rows.push({ type: ComponentType.ActionRow, components: [menu] })
  }
  const drawn = buttons.map(buttonOf)
  for (let from = 0; from < drawn.length; from += PER_ROW) {
    rows.push({ type: ComponentType.ActionRow, components: drawn.slice(from, from + PER_ROW) })
  }
  return rows
}

function buttonOf({ label, style = 'plain', action, value = '', url, form }: Button, index: number): APIButtonComponent {
  const base = { type: ComponentType.Button as const, label: label.slice(0, 80) }
  if (action === undefined) return { ...base, style: ButtonStyle.Link, url: url ?? '' }
  const key = form === undefined ? undefined : formKey(form)
  return { ...base, style: styles[style], custom_id: encodeCustomId({ index: index + 1, form: key, action, value }) }
}

function countOf(parts: readonly object[]): number {
  return parts.reduce((sum, part) => {
    const inner = 'components' in part ? countOf(part.components as object[]) : 0
    return sum + 1 + inner + ('accessory' in part ? 1 : 0)
  }, 0)
}
