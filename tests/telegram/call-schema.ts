import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { sha256 } from '../../lib/hash.ts'

const root = join(import.meta.dirname, '../..')
const source = join(import.meta.dirname, 'calls.ts')

/** A checker of calls against JSON Schema made from the published types: gives what is wrong with one, nothing where all is right. */
export async function loadCallSchema(): Promise<(method: string, params: unknown) => string[]> {
  const schema = await schemaOfCalls()
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false, schemas: { calls: schema } })
  const checks = new Map<string, ValidateFunction | undefined>()
  return (method, params) => {
    if (!checks.has(method))
      checks.set(method, method in schema.properties ? ajv.compile({ $ref: `calls#/properties/${method}` }) : undefined)
    const check = checks.get(method)
    if (check === undefined) return [`${method} is no call that is known here`]
    return check(params)
      ? []
      : (check.errors ?? []).map(({ instancePath, message, params: about }) => `${instancePath} ${message} ${JSON.stringify(about)}`)
  }
}

type CallSchema = { properties: Record<string, unknown> }

// Making it takes seconds, for the types are large: it is kept until types or calls change.
async function schemaOfCalls(): Promise<CallSchema> {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/@gramio/types/package.json'), 'utf8')) as { version: string }
  const folder = join(root, 'node_modules/.cache/docreel')
  const kept = join(folder, `telegram-${version}-${sha256(await readFile(source)).slice(0, 12)}.json`)
  const found = await readFile(kept, 'utf8').catch(() => undefined)
  if (found !== undefined) return JSON.parse(found) as CallSchema
  const { createGenerator } = await import('ts-json-schema-generator')
  const options = {
    path: source,
    type: 'Calls',
    skipTypeCheck: true,
    additionalProperties: false,
    topRef: false,
    jsDoc: 'none',
    functions: 'hide',
  }
  const schema = createGenerator(options as Parameters<typeof createGenerator>[0]).createSchema('Calls')
  await mkdir(folder, { recursive: true })
  await writeFile(kept, JSON.stringify(schema))
  return schema as unknown as CallSchema
}
