import type { Execute } from '../pipeline/film-request.ts'
import { keyOf, NotMade } from '../pipeline/runner.ts'
import type { CommandContext } from './command.ts'

/** Gives what steps made, where it is kept, and makes nothing: throws NotMade for what was swept, or never made. */
export function onlyKept({ store, services }: Pick<CommandContext, 'store' | 'services'>): Execute {
  return async (step, input) => {
    const output = step.output.safeParse(await store.cache.find(keyOf(step, step.input.parse(input), services)))
    if (!output.success) throw new NotMade(step.name)
    return output.data
  }
}
