import { giveBack } from '../../../../lib/sparing.ts'
import { type TaskName, tasks } from './tasks.ts'

/** What a thread of the pool runs; a picture's bytes come back as they are. */
export default async function work<Name extends TaskName>({ name, request }: { name: Name; request: Parameters<(typeof tasks)[Name]>[0] }) {
  try {
    return await (tasks[name] as (request: unknown) => unknown)(request)
  } finally {
    giveBack()
  }
}
