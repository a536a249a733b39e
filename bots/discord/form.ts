import { type APIComponentInLabel, type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js'
import { z } from 'zod'
import { sha256 } from '../../lib/hash.ts'
import type { AdapterMemory, Button, FileRef, FormField, View } from '../chat.ts'
import { encodeCustomId } from './custom-id.ts'
import { fileOf } from './file-ref.ts'
import { createRecent } from './recent.ts'
import type { Interaction } from './wire.ts'

type Form = NonNullable<Button['form']>

/** How long a message's forms can be opened. */
const KEPT_MS = 90 * 86_400_000
const MOST_RECENT = 1_000
const MOST_FIELDS = 5
const MOST_TEXT = 4_000

const Field = z.object({
  name: z.string(),
  kind: z.enum(['text', 'secret', 'choice', 'file']).optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  label: z.string(),
  value: z.string().optional(),
  placeholder: z.string().optional(),
  multiline: z.boolean().optional(),
  required: z.boolean().optional(),
  maxLength: z.number().optional(),
})
const Kept = z.object({ title: z.string(), submit: z.string(), fields: z.array(Field) })

/** A form's name in the button that opens it: the same for the same form. */
export function formKey(form: Form): string {
  return sha256(JSON.stringify(form)).slice(0, 12)
}

/** The forms of messages, which a press must find again at once, after a restart too. */
export function createForms(memory: AdapterMemory) {
  /** Until when a form is kept for sure: cards that move would write the same again and again. */
  const kept = createRecent<number>(MOST_RECENT)
  return {
    async keep({ buttons = [] }: View): Promise<void> {
      for (const { form } of buttons) {
        if (form === undefined) continue
        const key = formKey(form)
        if ((kept.get(key) ?? 0) > Date.now() + KEPT_MS / 2) continue
        await memory.set(`form:${key}`, JSON.stringify(form), Date.now() + KEPT_MS)
        kept.set(key, Date.now() + KEPT_MS)
      }
    },
    async find(key: string): Promise<Form | undefined> {
      const form = await memory.get(`form:${key}`)
      return form === undefined ? undefined : Kept.parse(JSON.parse(form))
    },
  }
}
export type Forms = ReturnType<typeof createForms>

/** A form as a modal; its answer carries the action and value of the button that opened it. */
export function modalOf(form: Form, action: string, value: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: encodeCustomId({ index: 0, action, value }),
    title: form.title.slice(0, 45),
    components: form.fields.slice(0, MOST_FIELDS).map((field) => ({
      type: ComponentType.Label,
      label: field.label.slice(0, 45),
      ...(field.label.length > 45 ? { description: field.label.slice(0, 100) } : {}),
      component: inputOf(field),
    })),
  }
}

function inputOf(field: FormField): APIComponentInLabel {
  const { name, kind = 'text', options = [], value, placeholder, multiline = false, required = false, maxLength = MOST_TEXT } = field
  const base = { custom_id: name, required }
  const hint = placeholder ? { placeholder: placeholder.slice(0, 100) } : {}
  switch (kind) {
    case 'choice':
      return {
        ...base,
        ...hint,
        type: ComponentType.StringSelect,
        options: options.slice(0, 25).map((option) => ({ ...option, default: option.value === value })),
      }
    case 'file':
      return { ...base, type: ComponentType.FileUpload, min_values: required ? 1 : 0, max_values: 1 }
    default: {
      const most = Math.min(MOST_TEXT, Math.max(1, maxLength))
      const filled = kind === 'secret' || !value ? {} : { value: value.slice(0, most) }
      const style = multiline ? TextInputStyle.Paragraph : TextInputStyle.Short
      return { ...base, ...hint, ...filled, type: ComponentType.TextInput, style, max_length: most }
    }
  }
}

/** What was filled in: texts and choices by field, files apart. */
export function answersOf({ components, resolved }: NonNullable<Interaction['data']>): {
  fields: Record<string, string>
  files: FileRef[]
} {
  const answers = components.flatMap(({ component, components: row = [] }) => (component === undefined ? row : [component]))
  const files = answers.flatMap(({ values = [] }) => values.flatMap((id) => resolved.attachments[id] ?? []))
  const fields = answers.map(({ custom_id, value, values }) => [custom_id, value ?? values?.[0] ?? ''] as const)
  return { fields: Object.fromEntries(fields), files: files.map(fileOf) }
}
