import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { tones } from '../providers/provider.ts'
import { Document } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Says the scenes of a script in other words, one for one. Throws UserError `settings` where no model writes. */
export const rewrite = defineStep({
  name: 'rewrite',
  version: 1,
  input: z.object({
    scenes: z.array(z.string().min(1)).min(1),
    tone: z.enum(tones),
    language: z.string(),
    /** What the scenes rest on, where it is kept. */
    document: Document.optional(),
    pages: z.array(z.int()).optional(),
    headings: z.array(z.string()).optional(),
  }),
  output: z.object({ scenes: z.array(z.string().min(1)), warnings: z.array(z.string()) }),
  fingerprint: ({ script }) => script.id,
  async run(request, context) {
    const { script } = context.services
    if (script.rewrite === undefined) throw new UserError('settings', 'No script model is set up here: set SCRIPT_URL.')
    return script.rewrite(request, context)
  },
})
