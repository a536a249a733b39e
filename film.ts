import { join } from 'node:path'
import { createLogUpdate } from 'log-update'
import { openApp } from './app.ts'
import { createTerminalChat } from './bots/terminal/index.ts'
import { spoken } from './bots/terminal/spoken.ts'
import { sayIn } from './commands/say.ts'
import { FilmOptions, settingsFrom } from './commands/settings/film-options.ts'
import { readOptions } from './commands/words/read-options.ts'
import { UserError } from './lib/errors.ts'
import type { Call } from './main.ts'

/** Makes one film for the person at the terminal, and says where it lies. */
export async function filmInTerminal({ config, log, file, options, json, signal }: Call): Promise<void> {
  if (file === undefined) throw new UserError('usage', 'Name a document: npm run film -- FILE. --help shows the options.')
  const { out, ...asked } = options
  const settings = settingsFrom(readOptions(FilmOptions, asked, sayIn('en')))
  const incoming = await spoken(file, Intl.DateTimeFormat().resolvedOptions().locale)
  const opening = openApp(config, log)
  try {
    // The rest loads while the queue opens.
    const [app, { dropAbandoned, make }] = await Promise.all([opening, import('./commands/command-line/make.ts')])
    const screen = process.stderr
    const adapter = createTerminalChat({ screen, redraw: createLogUpdate(screen), said: [incoming] })
    if (config.queueUrl === undefined) await dropAbandoned(app)
    await app.startWorker()
    const { uploadBytes, dataDir } = config
    const summary = await make({ ...app, adapter, log, settings, uploadBytes, out, filmsDir: join(dataDir, 'films'), signal })
    screen.write(`\n${summary.film}\n`)
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  } finally {
    await opening.then((app) => app.close())
  }
}
