import type { Limits, View } from './chat.ts'

/** Width that a progress row takes as text, at most. */
const ROW = 40

/**
 * A view cut down to what a platform can carry: long text ends in "…", the oldest media and the last fields, buttons and
 * options go first. What a person can act on is kept before what they can read.
 */
export function fitView(view: View, limits: Limits): View {
  const media = view.media?.slice(-limits.media)
  const room = media === undefined || media.length === 0 ? limits.text : limits.caption
  const title = cut(view.title, Math.min(256, Math.floor(room / 4)))
  const fields: NonNullable<View['fields']> = []
  let left = room - (title?.length ?? 0) - (view.progress?.length ?? 0) * ROW
  const text = cut(view.text, Math.max(1, left))
  left -= text?.length ?? 0
  for (const field of view.fields ?? []) {
    left -= field.label.length + field.value.length + 4
    if (left < 0) break
    fields.push(field)
  }
  return {
    ...view,
    title,
    text,
    media,
    fields: view.fields === undefined ? undefined : fields,
    buttons: view.buttons?.slice(0, limits.buttons),
    select: view.select === undefined || limits.selectOptions === 0 ? undefined : fitSelect(view.select, limits.selectOptions),
  }
}

/** What every platform's list shows of an option, at most. */
const OPTION = 100

function fitSelect(select: NonNullable<View['select']>, most: number): View['select'] {
  const options = select.options
    .slice(0, most)
    .map(({ label, value, description }) => ({ label: cut(label, OPTION) ?? '', value, description: cut(description, OPTION) }))
  return options.length === 0 ? undefined : { ...select, placeholder: cut(select.placeholder, OPTION) ?? '', options }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

// Never in the middle of a character as people see it, and counted in UTF-16 units as platforms do.
function cut(text: string | undefined, most: number): string | undefined {
  if (text === undefined || text.length <= most) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept}…`
}
