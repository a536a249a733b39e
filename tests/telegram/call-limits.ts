import type { Upload } from './call-body.ts'

type Params = Record<string, unknown>

const bytes = (text: string) => Buffer.byteLength(text)
const MB = 1024 * 1024

/** Limits of the Bot API that its types don't tell: lengths in UTF-16 units or bytes, sizes of files, numbers of buttons. */
export function limitFaults(method: string, params: Params, uploads: ReadonlyMap<string, Upload>): string[] {
  const faults: string[] = []
  const demand = (isRight: boolean, fault: string) => {
    if (!isRight) faults.push(fault)
  }
  for (const [name, entities] of [
    ['text', 'entities'],
    ['caption', 'caption_entities'],
  ] as const) {
    const text = params[name]
    if (typeof text === 'string') faults.push(...entityFaults(text, params[entities]))
  }
  if (method === 'sendMessage' || method === 'editMessageText') {
    const { text } = params as { text: string }
    demand(text.trim() !== '' && text.length <= 4_096, `text of ${text.length} units`)
  }
  const { caption } = (params.media as Params | undefined) ?? params
  if (typeof caption === 'string') demand(caption.length <= 1_024, `caption of ${caption.length} units`)
  if (method === 'answerCallbackQuery' && typeof params.text === 'string')
    demand(params.text.length <= 200, 'an answer over 200 characters')
  faults.push(...markupFaults(params.reply_markup as Params | undefined))
  if (method === 'setMyCommands') {
    for (const { command, description } of params.commands as { command: string; description: string }[]) {
      demand(/^[a-z0-9_]{1,32}$/.test(command), `command ${command}`)
      demand(description.length >= 1 && description.length <= 256, `description of ${description.length}`)
    }
    demand((params.commands as unknown[]).length <= 100, 'over 100 commands')
  }
  if (method === 'setMyDescription') demand(String(params.description).length <= 512, 'description over 512')
  if (method === 'setMyShortDescription') demand(String(params.short_description).length <= 120, 'short description over 120')
  if (method === 'answerInlineQuery') {
    const { text, start_parameter } = params.button as { text: string; start_parameter: string }
    demand(text.length <= 64 && /^[\w-]{1,64}$/.test(start_parameter), 'inline button')
  }
  for (const [field, { name, size, data }] of uploads) {
    demand(size > 0 && size <= 50 * MB, `${field} of ${size} bytes`)
    if (method === 'sendPhoto' && field === 'photo') demand(size <= 10 * MB, 'a photo over 10 MB')
    if (name === 'thumbnail.jpg')
      demand(size <= 200_000 && data[0] === 0xff && data[1] === 0xd8, 'a thumbnail must be a JPEG of 200 kB at most')
  }
  return faults
}

function entityFaults(text: string, entities: unknown): string[] {
  if (!Array.isArray(entities)) return []
  return (entities as { offset: number; length: number; type: string }[]).flatMap(({ offset, length, type }) => {
    const isInside = offset >= 0 && length > 0 && offset + length <= text.length
    const isWhole = !/[\udc00-\udfff]/.test(text[offset] ?? '') && !/[\udc00-\udfff]/.test(text[offset + length] ?? '')
    return isInside && isWhole ? [] : [`entity ${type} at ${offset}+${length} of ${text.length}`]
  })
}

function markupFaults(markup: Params | undefined): string[] {
  if (markup === undefined) return []
  const faults: string[] = []
  const rows = (markup.inline_keyboard ?? []) as { text: string; callback_data?: string; url?: string }[][]
  if (rows.flat().length > 100) faults.push('over 100 buttons')
  for (const { text, callback_data: data, url } of rows.flat()) {
    if (text === '') faults.push('a button without words')
    if ((data === undefined) === (url === undefined)) faults.push(`button ${text} must do one thing`)
    if (data !== undefined && (bytes(data) < 1 || bytes(data) > 64)) faults.push(`payload of ${bytes(data)} bytes`)
  }
  const hint = markup.input_field_placeholder
  if (typeof hint === 'string' && (hint.length < 1 || hint.length > 64)) faults.push('placeholder')
  return faults
}
