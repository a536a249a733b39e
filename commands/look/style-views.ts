import type { FormField, View } from '../../bots/chat.ts'
import { galleryColumns } from '../../pipeline/providers/image/drawn/arrange-sheet.ts'
import type { Style } from '../../pipeline/styles/style.ts'
import { styles } from '../../pipeline/styles/styles.ts'
import { pageOf } from '../cards/pages.ts'
import { labelIn, type Say } from '../say.ts'

/** The gallery: the sheet of all styles, and as many of them to choose from as fit. */
export function galleryView(
  {
    current,
    sheet,
    page: wished,
    selectOptions,
    own,
  }: {
    current: Style
    sheet: string
    page: number
    selectOptions: number
    /** What a look of one's own can be given by here; nothing where none can be made. */
    own: readonly ('words' | 'picture')[]
  },
  say: Say,
): View {
  const { shown, page, pages } = pageOf(styles, wished, selectOptions)
  const names = styles.map((style) => numbered(style, say)).join(' · ')
  return {
    title: say('style.title'),
    text: [say('style.current', { style: styleLabel(current, say) }), names].join('\n\n'),
    media: [
      {
        ...{ kind: 'image', blob: sheet, name: 'styles.jpg', alt: say('style.sheet') },
        // A page of the list is not in the order of the sheet.
        ...(pages > 1 ? {} : { sheet: { count: styles.length, columns: galleryColumns(styles.length) } }),
      },
    ],
    buttons: [
      ...(pages > 1 ? [{ label: say('button.more'), action: 'style.page', value: String((page + 1) % pages) }] : []),
      ...(own.length === 0 ? [] : [{ label: say('style.custom'), action: 'style.own', value: '', form: ownForm(own, say) }]),
    ],
    select: selectOf(shown, say),
  }
}

function ownForm(own: readonly ('words' | 'picture')[], say: Say) {
  const fields = own.map(
    (by): FormField => ({ name: by, kind: by === 'picture' ? 'file' : 'text', label: say(`style.own-${by}`), maxLength: 200 }),
  )
  return { title: say('style.custom'), submit: say('form.submit'), fields }
}

/** Styles that were found for a person's words, to choose from. */
export function foundView(found: readonly Style[], { text, selectOptions }: { text: string; selectOptions: number }, say: Say): View {
  const lines = found.map((style) => `${numbered(style, say)}: ${labelIn(say, style.description)}`)
  return { title: say('style.title'), text: [text, ...lines].join('\n'), select: selectOf(found.slice(0, selectOptions), say) }
}

/** One style large, with all that can be done with it. `key` stands for it in buttons. */
export function styleView(
  {
    style,
    key,
    image,
    note,
    canPreview,
    forPlace,
    film,
  }: {
    style: Style
    key: string
    image: string | undefined
    note?: string | undefined
    canPreview: boolean
    forPlace: boolean
    /** Stands for the film at hand in buttons: its project and newest revision. Whoever looks at one means it first. */
    film?: string | undefined
  },
  say: Say,
): View {
  const isCustom = key === CUSTOM
  return {
    title: isCustom ? say('style.custom') : styleLabel(style, say),
    text: [
      labelIn(say, style.description),
      ...(isCustom ? [] : [say('style.name', { name: style.name })]),
      ...(note === undefined ? [] : [note]),
    ].join('\n'),
    media: image === undefined ? undefined : [{ kind: 'image', blob: image, name: `${key}.jpg`, alt: styleLabel(style, say) }],
    buttons: [
      ...(film === undefined
        ? []
        : [{ label: say('style.for-film'), action: 'style.film', value: `${film}/${key}`, style: 'primary' as const }]),
      { label: say('button.for-me'), action: 'style.set', value: key, style: film === undefined ? 'primary' : 'plain' },
      ...(forPlace ? [{ label: say('button.for-place'), action: 'style.place', value: key }] : []),
      ...(canPreview ? [{ label: say('style.preview'), action: 'style.preview', value: key }] : []),
      { label: say('style.all'), action: 'style.page', value: '0' },
    ],
  }
}

/** What stands for a person's own style in buttons: its words would not fit. */
export const CUSTOM = 'custom'

/** A style's name in the bot's language. */
export function styleLabel(style: Style, say: Say): string {
  return labelIn(say, style.label)
}

// On one line, wherever that ends.
function numbered(style: Style, say: Say): string {
  return `${styles.indexOf(style) + 1} ${styleLabel(style, say)}`.replaceAll(' ', '\u00a0')
}

function selectOf(shown: readonly Style[], say: Say): View['select'] {
  if (shown.length === 0) return undefined
  return {
    action: 'style.show',
    value: '',
    placeholder: say('style.choose'),
    options: shown.map((style) => ({
      label: `${styles.indexOf(style) + 1} ${styleLabel(style, say)}`,
      value: style.name,
      description: labelIn(say, style.description),
    })),
  }
}
