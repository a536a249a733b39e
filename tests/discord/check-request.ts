import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

/** One request as it came: the JSON of its body, or of its `payload_json`, and its files by field name. */
export interface Sent {
  method: string
  /** Below the API's root and version. */
  path: string
  query: URLSearchParams
  type: string
  body: unknown
  files: Map<string, { name: string; bytes: Uint8Array }>
}

const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true })
const schemas = JSON.parse(readFileSync(join(import.meta.dirname, 'schemas.json'), 'utf8')) as {
  definitions: Record<string, { enum?: number[] }>
}
// Flags are bits that stand together; their type lists each alone.
const flagBits = (schemas.definitions.MessageFlags?.enum ?? []).reduce((sum, bit) => sum | bit, 0)
schemas.definitions.MessageFlags = { type: 'integer' } as object
ajv.addSchema(schemas, 'discord')

function schema(name: string): ValidateFunction {
  const found = ajv.getSchema(`discord#/definitions/${name}`)
  if (found === undefined) throw new Error(`no schema ${name}`)
  return found
}

const id = '(\\d{17,20})'
const token = '([\\w.-]+)'

/** Every route that docreel may use, with the schema of its body. */
const routes: readonly (readonly [method: string, path: string, body?: ValidateFunction])[] = [
  ['GET', '/gateway/bot'],
  ['GET', '/users/@me'],
  ['GET', '/users/@me/guilds'],
  ['GET', '/applications/@me'],
  ['PUT', `/applications/${id}/commands`, schema('Commands')],
  ['GET', `/channels/${id}`],
  ['PATCH', `/channels/${id}`, schema('EditChannel')],
  ['GET', `/channels/${id}/messages`],
  ['POST', `/channels/${id}/messages`, schema('CreateMessage')],
  ['PATCH', `/channels/${id}/messages/${id}`, schema('EditMessage')],
  ['POST', `/channels/${id}/messages/${id}/threads`, schema('CreateThread')],
  ['POST', '/users/@me/channels', schema('OpenDm')],
  ['POST', `/interactions/${id}/${token}/callback`, schema('Callback')],
  ['POST', `/webhooks/${id}/${token}`, schema('FollowUp')],
  ['GET', `/webhooks/${id}/${token}/messages/(@original|\\d+)`],
  ['PATCH', `/webhooks/${id}/${token}/messages/(@original|\\d+)`, schema('EditMessage')],
  ['DELETE', `/webhooks/${id}/${token}/messages/(@original|\\d+)`],
]

type Json = Record<string, unknown>

const V2 = 1 << 15
const EPHEMERAL = 1 << 6

/** Everything that is wrong with a request by Discord's documentation; nothing where all is well. `fileBytes` is what the place takes. */
export function faultsOf(sent: Sent, fileBytes: number): string[] {
  const route = routes.find(([method, path]) => method === sent.method && new RegExp(`^${path}$`).test(sent.path))
  if (route === undefined) return [`${sent.method} ${sent.path} is no route`]
  const [, path, valid] = route
  const faults: string[] = []
  if (valid === undefined) {
    if (sent.body !== undefined) faults.push('a body where none belongs')
    return faults
  }
  if (!valid(sent.body)) faults.push(...(valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`))
  if (sent.files.size > 0 && !sent.type.startsWith('multipart/form-data')) faults.push('files outside of multipart')
  if (sent.files.size > 10) faults.push('more than ten files')
  for (const [field, { name, bytes }] of sent.files) {
    if (!/^files\[\d+\]$/.test(field)) faults.push(`a file in the field ${field}`)
    if (bytes.length > fileBytes) faults.push(`${name} has ${bytes.length} bytes`)
  }
  const body = sent.body as Json
  const isMessage = /\/messages(\/[^/]+)?$/.test(path) || path.startsWith('/webhooks')
  if (isMessage) faults.push(...faultsOfMessage(body, sent))
  if (path.endsWith('/callback')) faults.push(...faultsOfCallback(body))
  if (path.endsWith('/threads')) faults.push(...length('name', body.name, 1, 100))
  if (path.endsWith('/commands')) faults.push(...(body as unknown as Json[]).flatMap(faultsOfCommand))
  return faults
}

function length(what: string, text: unknown, least: number, most: number): string[] {
  if (text === undefined || text === null) return []
  const size = [...String(text)].length
  return size < least || String(text).length > most ? [`${what} has ${String(text).length} characters`] : []
}

function faultsOfMessage(body: Json, { method, path, files }: Sent): string[] {
  const faults = [...length('content', body.content, 0, 2_000), ...length('nonce', body.nonce, 1, 25)]
  const flags = Number(body.flags ?? 0)
  if ((flags & ~flagBits) !== 0) faults.push(`flags ${flags}`)
  const mentions = body.allowed_mentions as { parse?: string[]; users?: string[] } | undefined
  if (mentions?.parse === undefined) faults.push('allowed_mentions are not explicit')
  else if (mentions.parse.length > 0) faults.push('allowed_mentions parse something')
  if (method === 'POST' && path.startsWith('/channels')) {
    if (body.nonce === undefined || body.enforce_nonce !== true) faults.push('a post without an enforced nonce')
    if ((flags & EPHEMERAL) !== 0) faults.push('an ephemeral message outside of an interaction')
  }
  const parts = flattened((body.components ?? []) as Json[])
  if ((flags & V2) === 0) {
    if (parts.some(({ type }) => Number(type) >= 9)) faults.push('components of the second kind without their flag')
  } else {
    if (body.content || body.embeds || body.poll || body.sticker_ids) faults.push('content beside components of the second kind')
    if (parts.length === 0) faults.push('a message of nothing')
  }
  if (parts.length > 40) faults.push(`${parts.length} components`)
  const words = parts.filter(({ type }) => type === 10).map(({ content }) => String(content))
  if (words.some((text) => text.length === 0)) faults.push('an empty text')
  if (words.join('').length > 4_000) faults.push(`${words.join('').length} characters of text`)
  const ids = parts.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []))
  if (new Set(ids).size !== ids.length) faults.push('two components with one custom id')
  faults.push(...parts.flatMap(faultsOfComponent))
  return [...faults, ...faultsOfFiles(body, parts, files)]
}

function faultsOfFiles(body: Json, parts: Json[], files: Sent['files']): string[] {
  const faults: string[] = []
  const listed = (body.attachments ?? []) as { id: string | number; filename?: string; description?: string }[]
  for (const field of files.keys()) {
    const index = /\d+/.exec(field)?.[0]
    if (listed.every((one) => String(one.id) !== index)) faults.push(`${field} is not among the attachments`)
  }
  for (const { id: one, filename, description } of listed) {
    const isKept = /^\d{17,20}$/.test(String(one))
    const file = files.get(`files[${one}]`)
    if (!isKept && file === undefined) faults.push(`attachment ${one} has no file`)
    if (file !== undefined && filename !== undefined && file.name !== filename) faults.push(`attachment ${one} has two names`)
    if (filename !== undefined && !/^[\w.-]+$/.test(filename)) faults.push(`${filename} can not be referred to`)
    faults.push(...length('description', description, 1, 1_024))
  }
  const names = new Set([...files.values()].map(({ name }) => name))
  const hasKept = listed.some(({ id: one }) => /^\d{17,20}$/.test(String(one)))
  for (const name of referencesIn(parts)) if (!names.has(name) && !hasKept) faults.push(`attachment://${name} is not sent`)
  return faults
}

function referencesIn(parts: Json[]): string[] {
  const urls = JSON.stringify(parts).matchAll(/"attachment:\/\/([^"]+)"/g)
  return [...urls].map(([, name]) => name ?? '')
}

/** Every component with those inside it. */
export function flattened(components: readonly Json[]): Json[] {
  return components.flatMap((one) => [
    one,
    ...flattened((one.components ?? []) as Json[]),
    ...flattened(one.accessory === undefined ? [] : [one.accessory as Json]),
    ...flattened(one.component === undefined ? [] : [one.component as Json]),
  ])
}

function faultsOfComponent(part: Json): string[] {
  const inside = (part.components ?? []) as Json[]
  const faults = length('custom_id', part.custom_id, 1, 100)
  switch (part.type) {
    case 1: {
      const menus = inside.filter(({ type }) => type !== 2)
      if (inside.length === 0 || inside.length > 5 || menus.length > 1 || (menus.length === 1 && inside.length > 1))
        faults.push('a wrong row')
      break
    }
    case 2:
      faults.push(...length('label', part.label, 1, 80), ...length('url', part.url, 1, 512))
      if ((part.style === 5) !== (part.url !== undefined) || (part.style === 5) === (part.custom_id !== undefined))
        faults.push('a wrong button')
      break
    case 3: {
      const options = part.options as { label: string; value: string; description?: string }[]
      faults.push(...length('placeholder', part.placeholder, 1, 150))
      if (options.length === 0 || options.length > 25) faults.push(`${options.length} options`)
      if (new Set(options.map(({ value }) => value)).size !== options.length) faults.push('two options with one value')
      for (const { label, value, description } of options) {
        faults.push(...length('label', label, 1, 100), ...length('value', value, 1, 100), ...length('description', description, 1, 100))
      }
      break
    }
    case 4:
      faults.push(...length('placeholder', part.placeholder, 0, 100), ...length('value', part.value, 0, Number(part.max_length ?? 4_000)))
      if (Number(part.max_length ?? 1) < 1 || Number(part.max_length ?? 1) > 4_000) faults.push('a wrong max_length')
      break
    case 9:
      if (inside.length === 0 || inside.length > 3 || part.accessory === undefined) faults.push('a wrong section')
      break
    case 12: {
      const items = part.items as { description?: string }[]
      if (items.length === 0 || items.length > 10) faults.push(`${items.length} pictures in a gallery`)
      for (const { description } of items) faults.push(...length('description', description, 1, 1_024))
      break
    }
    case 13:
      if (!String((part.file as Json | undefined)?.url).startsWith('attachment://')) faults.push('a file that is not attached')
      break
    case 17:
      if (inside.length === 0) faults.push('an empty container')
      break
    case 18:
      faults.push(...length('label', part.label, 1, 45), ...length('description', part.description, 1, 100))
      break
  }
  return faults
}

function faultsOfCallback({ type, data }: Json): string[] {
  const answer = (data ?? {}) as Json
  if (type === 8) {
    const choices = answer.choices as { name: string; value: string }[]
    const names = choices.flatMap(({ name, value }) => [...length('name', name, 1, 100), ...length('value', value, 1, 100)])
    return [...names, ...(choices.length > 25 ? ['more than 25 choices'] : [])]
  }
  if (type === 9) {
    const rows = answer.components as Json[]
    const count = rows.length < 1 || rows.length > 5 ? ['a wrong number of fields'] : []
    return [
      ...length('title', answer.title, 1, 45),
      ...length('custom_id', answer.custom_id, 1, 100),
      ...count,
      ...flattened(rows).flatMap(faultsOfComponent),
    ]
  }
  if (type === 4) return length('content', answer.content, 1, 2_000)
  return []
}

const locales = ['id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'fr', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'vi', 'zh-CN', 'zh-TW']

function faultsOfCommand(command: Json): string[] {
  const { type = 1, name, name_localizations: names = {}, description, options = [] } = command
  const faults = [
    ...length('name', name, 1, 32),
    ...Object.keys(names as Json)
      .filter((one) => !locales.includes(one))
      .map((one) => `no locale ${one}`),
  ]
  if (type !== 1) return description === undefined ? faults : [...faults, 'a menu entry with a description']
  const pattern = /^[-_'\p{L}\p{N}]{1,32}$/u
  if (!pattern.test(String(name)) || String(name) !== String(name).toLowerCase()) faults.push(`a command called ${name}`)
  const all = options as Json[]
  if (all.length > 25) faults.push('more than 25 options')
  if (all.some((one, index) => one.required === true && all.slice(0, index).some((before) => before.required !== true)))
    faults.push('a required option after others')
  for (const described of [command, ...all]) {
    faults.push(...length('description', described.description, 1, 100))
    for (const [locale, words] of Object.entries((described.description_localizations ?? {}) as Json)) {
      faults.push(...length('description', words, 1, 100), ...(locales.includes(locale) ? [] : [`no locale ${locale}`]))
    }
    if (!pattern.test(String(described.name))) faults.push(`an option called ${described.name}`)
    if (((described.choices ?? []) as Json[]).length > 25) faults.push('more than 25 choices')
  }
  return faults
}
