import type { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { isMessage, type Say } from '../say.ts'

/** What a person typed after a command, read by its schema. Throws UserError('usage') that names the option and what it takes. */
export function readOptions<Options extends z.ZodObject>(schema: Options, typed: Record<string, string>, say: Say): z.infer<Options> {
  const read = schema.strict().safeParse(typed)
  if (read.success) return read.data as z.infer<Options>
  const issue = read.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    throw new UserError('usage', say('unknown.option', { option: issue.keys.join(', '), expected: Object.keys(schema.shape).join(', ') }))
  }
  throw new UserError(
    'usage',
    say('invalid.option', { option: issue?.path.join('.') ?? '', expected: issue ? expectedBy(issue, say) : '' }),
  )
}

function expectedBy(issue: z.core.$ZodIssue, say: Say): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.join(', ')
    case 'invalid_union':
      return issue.errors.flatMap((errors) => errors.map((error) => expectedBy(error, say))).join(', ')
    case 'too_small':
      return say('expected.least', { least: Number(issue.minimum) })
    case 'too_big':
      return say('expected.most', { most: Number(issue.maximum) })
    case 'invalid_type':
      return say('expected.number')
    default:
      return isMessage(issue.message) ? say(issue.message) : issue.message
  }
}
