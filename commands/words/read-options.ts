import type { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import type { Say } from '../say.ts'

/** What a person typed after a command, read by its schema. Throws UserError('usage') that names the option and what it takes. */
export function readOptions<Options extends z.ZodObject>(schema: Options, typed: Record<string, string>, say: Say): z.infer<Options> {
  const read = schema.strict().safeParse(typed)
  if (read.success) return read.data as z.infer<Options>
  const issue = read.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    throw new UserError('usage', say('unknown.option', { option: issue.keys.join(', '), expected: Object.keys(schema.shape).join(', ') }))
  }
  const expected = issue?.code === 'invalid_value' ? issue.values.join(', ') : (issue?.message ?? '')
  throw new UserError('usage', say('invalid.option', { option: issue?.path.join('.') ?? '', expected }))
}
