import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Call } from './call.ts'
import { readWords, unknownCall, usages } from './commands/command-line/usage.ts'
import { loadConfig } from './config.ts'
import { type Problem, toProblem, UserError } from './lib/errors.ts'
import { demandFileHandles } from './lib/file-handles.ts'
import { createLog, type Logger } from './lib/log.ts'
import { restartSparing } from './lib/sparing.ts'
import { openDataFolder } from './storage/data-folder.ts'

/** What `npm run NAME` does. Modules load when they are called for: `read` opens no queue, `doctor` starts where nothing else can. */
const calls: Record<string, (call: Call) => Promise<void>> = {
  film: async (call) => (await import('./film.ts')).filmInTerminal(call),
  read: async ({ file, options, json, signal }) => {
    if (file === undefined) throw new UserError('usage', 'Name a document: npm run read -- FILE. --help shows the options.')
    const { readCommand } = await import('./commands/command-line/read.ts')
    process.stdout.write(await readCommand({ file, json, ...options, signal }))
  },
  start: async (call) => (await import('./serve.ts')).serve(call, { chats: true }),
  worker: async (call) => (await import('./serve.ts')).serve(call, { chats: false }),
  doctor: async (call) => (await import('./doctor.ts')).doctor(call),
}

const [name = '', ...words] = process.argv.slice(2)
const json = words.includes('--json')
const interrupted = new AbortController()
let interruptedAt: number | undefined
// The first lets all be put in order, and a later one does not wait for that. They stay: where none is left, whoever hid the cursor ends
// the process at the first. Npm sends on what a terminal has sent to everybody already, so that one comes as two.
for (const event of ['SIGINT', 'SIGTERM'] as const) {
  process.on(event, () => {
    interruptedAt ??= performance.now()
    if (performance.now() - interruptedAt > 500) process.exit(event === 'SIGINT' ? 130 : 143)
    interrupted.abort()
  })
}

// Whoever reads along may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

// Nor need anybody read how far it is; with nobody left, it is stopped in order.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  interrupted.abort()
})

let log: Logger | undefined
let logs = ''
// What nobody waited for: told like all else, and nothing goes on as if it had not been.
process.on('uncaughtException', (error) => {
  fail(toProblem(error), error)
  process.exit()
})
try {
  const usage = usages[name]
  const call = calls[name]
  const asksForHelp = ['', 'help', '--help', '-h'].includes(name)
  if (usage === undefined && !asksForHelp) throw unknownCall(name)
  if (usage === undefined || call === undefined || words.some((word) => word === '--help' || word === '-h')) {
    const [{ helpText }, { sayIn }] = await Promise.all([import('./commands/command-line/help.ts'), import('./commands/say.ts')])
    process.stdout.write(`${helpText(name, sayIn(Intl.DateTimeFormat().resolvedOptions().locale))}\n`)
    if (name === '') process.exitCode = 2
  } else {
    const { file, options } = readWords(name, words)
    if (name !== 'read' && name !== 'doctor') restartSparing(process.env)
    demandFileHandles()
    const config = loadConfig(process.env)
    await openDataFolder(config.dataDir)
    // Loading takes seconds on a slow machine, and silence looks like a fault.
    if (process.stderr.isTTY && name !== 'read') process.stderr.write('Starting…\n')
    // Half of a short call's time would go into stripping and compiling our own modules.
    const compiled = join(config.dataDir, 'cache', 'compiled')
    enableCompileCache(compiled)
    // Threads and child processes turn it on by themselves.
    process.env.NODE_COMPILE_CACHE ??= compiled
    logs = join(config.dataDir, 'logs')
    log = createLog({ dir: logs, level: config.logLevel, name })
    await call({ config, log, file, options, json, signal: interrupted.signal })
    if (interrupted.signal.aborted && name === 'film') process.exitCode = 130
  }
} catch (error) {
  fail(toProblem(error), error)
} finally {
  log?.flush()
}

function fail(problem: Problem, error: unknown): void {
  if (problem.id !== undefined) log?.error({ err: error, id: problem.id }, 'failed')
  process.stderr.write(`error ${problem.code}: ${problem.message}\n`)
  if (problem.id !== undefined) process.stderr.write(`The log is in ${logs}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: problem.code, message: problem.message } })}\n`)
  process.exitCode = problem.code === 'cancelled' ? 130 : problem.id === undefined ? 2 : 1
}
