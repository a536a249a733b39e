import { join } from 'node:path'
import { createLogUpdate } from 'log-update'
import { openQueue, openStudio, startWorker } from './app.ts'
import { createTerminalChat } from './bots/terminal/index.ts'
import { spoken } from './bots/terminal/spoken.ts'
import type { Call } from './call.ts'
import { filmPlace } from './commands/command-line/film-place.ts'
import { make } from './commands/command-line/make.ts'
import { readableFile } from './commands/command-line/readable-file.ts'
import { sayIn } from './commands/say.ts'
import { FilmOptions, settingsFrom } from './commands/settings/film-options.ts'
import { readOptions } from './commands/words/read-options.ts'
import { UserError } from './lib/errors.ts'

/** Makes one film for the person at the terminal, and says where it lies. */
export async function filmInTerminal({ config, log, file, options, json, signal }: Call): Promise<void> {
  if (file === undefined) throw new UserError('usage', 'Name a document: npm run film -- FILE. --help shows the options.')
  const { out, password, ...asked } = options
  const { locale } = Intl.DateTimeFormat().resolvedOptions()
  const say = sayIn('en')
  const { chapters, ...wishes } = readOptions(FilmOptions, asked, say)
  const incoming = spoken(await readableFile(file), locale)
  const place = out === undefined ? undefined : await filmPlace(out, file, sayIn(locale))
  const studio = await openStudio(config, log)
  try {
    const settings = settingsFrom(wishes, { services: studio.services, say })
    const screen = process.stderr
    const adapter = createTerminalChat({ screen, redraw: createLogUpdate(screen), said: [incoming] })
    const { uploadBytes, dataDir, queueUrl } = config
    const summary = await make({
      studio,
      ...{ adapter, log, settings, chapters, password, uploadBytes, out: place, signal },
      filmsDir: join(dataDir, 'films'),
      isAlone: queueUrl === undefined,
      async openWorks() {
        const works = await openQueue(config, log, studio)
        await startWorker(works, studio, config)
        return works
      },
    })
    screen.write(`\n${summary.film}\n`)
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  } finally {
    await studio.close()
  }
}
