import { cancel } from './cancel.ts'
import type { Command } from './command.ts'
import { cover } from './cover.ts'
import { deletion } from './delete.ts'
import { exportation } from './export.ts'
import { film } from './film.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { invite } from './invite.ts'
import { members } from './members.ts'
import { projects } from './projects.ts'
import { remake } from './remake.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { style } from './style.ts'
import { usage } from './usage.ts'
import { voice } from './voice.ts'

/** Everything people can say, in the order of /help. */
export const commands = [
  film,
  review,
  remake,
  cover,
  style,
  voice,
  settings,
  status,
  cancel,
  projects,
  history,
  invite,
  members,
  exportation,
  deletion,
  usage,
  help,
] as unknown as readonly Command[]
