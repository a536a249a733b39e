import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { Wishes } from '../schema.ts'
import { defineStep } from '../step.ts'

/** What somebody's own words ask of a film. Throws UserError `settings` where no model reads them. */
export const wishes = defineStep({
  name: 'wishes',
  version: 1,
  input: z.object({ words: z.string().min(1).max(1_000), styles: z.array(z.string()), moods: z.array(z.string()) }),
  output: Wishes,
  fingerprint: ({ script }) => script.id,
  async run(request, context) {
    const { script } = context.services
    if (script.understand === undefined) throw new UserError('settings', 'No script model is set up here: set SCRIPT_URL.')
    return script.understand(request, context)
  },
})
