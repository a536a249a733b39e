import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { helpText } from '../../commands/command-line/help.ts'
import { optionsOf, usages } from '../../commands/command-line/usage.ts'
import { locales, sayIn } from '../../commands/say.ts'
import { createLog } from '../../lib/log.ts'
import { openWorks } from '../../queue/works.ts'
import { openStore } from '../../storage/open-store.ts'

vi.setConfig({ testTimeout: 300_000 })

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'docreel-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const story = join(folder, 'keeper.txt')
writeFileSync(
  story,
  'The keeper trims the lamp four times a night and bakes his own bread. In June the sea lies flat for weeks and visitors row out to see the lens. The light still turns, but nobody lives on the rock any more.',
)

async function run(args: string[], options: { env?: Record<string, string>; interrupt?: RegExp } = {}) {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, LANG: 'en', LIGHT_VOICE: 'yes', DATA_DIR: join(folder, 'data'), ...options.env }
  const child = spawn(process.execPath, [join(root, 'main.ts'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr, interrupted] = ['', '', false]
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
    if (interrupted || options.interrupt?.test(stderr) !== true) return
    interrupted = true
    child.kill('SIGINT')
    // As npm sends on what the terminal has sent to all.
    setTimeout(() => child.kill('SIGINT'), 20)
  })
  const status = await new Promise((resolve) => child.once('close', resolve))
  return { status, stdout, stderr }
}

test('a film is made, said, and summed up as the last line', async () => {
  const wished = [
    '--resolution',
    '360',
    '--music',
    'none',
    '--cover',
    'band',
    '--caption-place',
    'top',
    '--pronounce',
    'keeper = watchman',
    '--json',
  ]
  const { status, stdout, stderr } = await run(['film', story, ...wished, '--out', join(folder, 'out.mp4')])
  expect(stderr).toContain('✓ Reading')
  expect(status).toBe(0)
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(summary).toMatchObject({ film: join(folder, 'out.mp4'), width: 640, height: 360, language: 'en', cost: { amount: 0 } })
  expect(summary.steps.map(({ step }: { step: string }) => step)).toEqual(expect.arrayContaining(['extract', 'script', 'clip', 'film']))
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['out.mp4', 'out.jpg', 'out.srt', 'out.vtt']))
  expect(readdirSync(folder).filter((name) => /^out-cover-(?!band)\w+\.jpg$/.test(name))).toHaveLength(2)
  expect(readFileSync(join(folder, 'out.srt'), 'utf8')).not.toContain('watchman')
  expect(readFileSync(join(folder, 'out.ass'), 'utf8')).toMatch(/^Style: Default,.*,8,\d+,\d+,\d+,1$/m)

  // A film is the person's: stored ones only the owner may read.
  const common = 0o666 & ~process.umask()
  for (const name of ['out.mp4', 'out.jpg', 'out.srt']) expect(statSync(join(folder, name)).mode & 0o777).toBe(common)

  const again = await run(['film', story, ...wished, '--out', join(folder, 'again')])
  const cached = JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '')
  expect(cached.steps.every((step: { cached: boolean }) => step.cached)).toBe(true)
  expect(readFileSync(join(folder, 'again.mp4')).equals(readFileSync(join(folder, 'out.mp4')))).toBe(true)
})

test('films of one title keep out of each other’s way, and the same film keeps its place', async () => {
  const env = { DATA_DIR: join(folder, 'titles') }
  const films = async (named: string, text: string, ...wished: string[]) => {
    const file = join(folder, named, 'lamp.txt')
    mkdirSync(join(folder, named), { recursive: true })
    writeFileSync(file, text)
    const { stdout, status } = await run(['film', file, '--resolution', '360', '--music', 'none', '--json', ...wished], { env })
    expect(status).toBe(0)
    const { film, captions } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    return { name: basename(film), captions: readFileSync(captions, 'utf8'), bytes: readFileSync(film) }
  }
  const sea = 'The sea lies flat in June, and visitors row out to see the great lens of the lamp.'
  const rock = 'The rock is bare in winter, and nobody comes to look at the lamp for many months.'
  const first = await films('sea', sea)
  const other = await films('rock', rock)
  const brighter = await films('sea', sea, '--style', 'blueprint')
  expect([first.name, other.name, brighter.name]).toEqual(['lamp.mp4', 'lamp-2.mp4', 'lamp-3.mp4'])
  expect([first.captions.includes('visitors'), other.captions.includes('winter')]).toEqual([true, true])
  const again = await films('sea', sea)
  expect(again.name).toBe('lamp.mp4')
  expect(again.bytes.equals(first.bytes)).toBe(true)
  expect(readdirSync(join(env.DATA_DIR, 'films')).filter((name) => name.endsWith('.mp4'))).toHaveLength(3)
})

test('a film says nothing of those before it', async () => {
  const other = join(folder, 'blank.txt')
  writeFileSync(other, ' ')
  const { stderr } = await run(['film', other])
  expect(stderr).toMatch(/^blank$/m)
  expect(stderr).not.toContain('ready')
})

test('Ctrl-C stops it, says so, and exits with 130', async () => {
  const slow = ['film', story, '--resolution', '1080', '--style', 'blueprint']
  const { status, stderr } = await run(slow, { interrupt: /Reading/ })
  expect(status).toBe(130)
  expect(stderr).toMatch(/^error cancelled: .*goes on from here/m)
})

const wrong: [string, string[], RegExp][] = [
  ['no file', ['film'], /^error usage: /],
  ['a file that is not there', ['film', 'nowhere.pdf'], /^error not-found: .*nowhere\.pdf/],
  ['a folder in place of a document', ['film', folder], /^error not-found: .*is a folder/],
  ['a text that is not there', ['read', 'nowhere.txt'], /^error not-found: .*nowhere\.txt/],
  ['a file by a slip of the finger', ['film', join(folder, 'keper.txt')], /^error not-found: .*keper\.txt\. Did you mean .*keeper\.txt\?/],
  ['a command nobody knows', ['nosuch'], /^error usage: nosuch is no command\. There are: npm run film -- FILE, .*npm run doctor/],
  ['a command by a slip of the finger', ['flim'], /^error usage: flim is no command\. Did you mean: npm run film -- FILE$/m],
  ['an option by a slip of the finger', ['film', '--stile', 'x'], /^error usage: Unknown option '--stile'\. Did you mean --style\?/],
  ['a second document', ['film', story, 'other.txt'], /^error usage: .*other\.txt/],
  ['an option nobody knows', ['worker', '--foo'], /^error usage: Unknown option '--foo'\. npm run worker -- --help/],
  ['a voice nobody has', ['film', story, '--voice', 'nobody'], /^error settings: .*nobody.*flite-slt/],
  ['too fast a voice', ['film', story, '--speed', '9'], /^error usage: speed: 2 or less/],
  ['a shape that is none', ['film', story, '--aspect', '4:3'], /^error usage: .*16:9/],
  ['captions at no place', ['film', story, '--caption-place', 'left'], /^error usage: .*bottom, middle, top/],
  ['a language by no code', ['film', story, '--language', 'klingon'], /^error usage: language: a code such as/],
  ['a list without two sides', ['film', story, '--pronounce', 'GIF'], /^error usage: .*GIF = jif/],
  ['a style nobody drew', ['film', story, '--style', 'cubistish'], /^error settings: /],
  ['a film too short', ['film', story, '--seconds', '3'], /^error usage: /],
]
test.each(wrong)('%s is told in the first line, with status 2', async (_what, args, line) => {
  const { status, stdout, stderr } = await run([...args, '--json'])
  expect(stderr).toMatch(line)
  expect(status).toBe(2)
  const { error } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(stderr).toContain(`error ${error.code}: ${error.message}`)
})

test.each([
  ['a folder', folder, /is a folder\. .*film\.mp4/],
  ['a folder that is to be', join(folder, 'films/'), /films is a folder/],
  ['the document itself', story, /is the document itself/],
  ['in a file', join(story, 'film.mp4'), /lies in something that is no folder/],
  ['where nothing can be made', '/proc/film.mp4', /lies where nothing can be made/],
])('a film can not go to %s: told before anything is made', async (_what, out, line) => {
  const { status, stderr } = await run(['film', story, '--out', out])
  expect(stderr).toMatch(/^error usage: /)
  expect(stderr).toMatch(line)
  expect(status).toBe(2)
  const { stderr: chinese } = await run(['film', story, '--out', out], { env: { LC_ALL: 'zh_CN.UTF-8' } })
  expect(chinese).toMatch(/^error usage: .*[文影]/)
})

test('a film that finds its queue in use is made by nobody', async () => {
  const dataDir = join(folder, 'held')
  const log = createLog({ dir: join(dataDir, 'logs'), level: 'info', name: 'test' })
  const store = await openStore({ dataDir, databaseUrl: undefined, log })
  const works = await openWorks({ dataDir, store, log })
  try {
    const { status, stderr } = await run(['film', story], { env: { DATA_DIR: dataDir } })
    expect(stderr).toMatch(/^error locked: .*in use by process/m)
    expect(status).toBe(2)
    expect(await store.runs.list({})).toMatchObject([{ state: 'cancelled' }])
  } finally {
    await works.close()
    await store.close()
  }
})

test('bad settings are named, and no value is shown', async () => {
  const { status, stderr } = await run(['film', story], { env: { QUEUE_URL: 'amqp://hunter2' } })
  expect(status).toBe(2)
  expect(stderr).toMatch(/^error settings: .*QUEUE_URL/)
  expect(stderr).not.toContain('hunter2')
})

test('a data folder that can not be one is told by every command', async () => {
  expect(await run(['doctor'], { env: { DATA_DIR: story } })).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^error settings: .*keeper\.txt is no folder/),
  })
  // Node's own mkdir would try for ever there.
  expect(await run(['doctor'], { env: { DATA_DIR: '/proc/docreel/data' } })).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^error settings: \/proc\/docreel\/data .*Choose another DATA_DIR/),
  })
})

test('a log that can not be written is told once, and the rest goes on', async () => {
  const dir = mkdtempSync(join(folder, 'logs-'))
  symlinkSync('/dev/full', join(dir, 'film.1.log'))
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const log = createLog({ dir, level: 'info', name: 'film' })
  log.info('first')
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.stringContaining('ENOSPC')), 20_000)
  log.info('second')
  await new Promise(setImmediate)
  expect(told).toHaveBeenCalledTimes(1)
  told.mockRestore()
})

test('a process that may open too few files does not begin', () => {
  const command = `ulimit -n 100 && DATA_DIR="${join(folder, 'data')}" "${process.execPath}" main.ts film "${story}"`
  const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^error settings: Only 100 files .* ulimit -n 4096\n$/) })
})

test('a document is read in order, as text and as JSON', async () => {
  const text = await run(['read', story])
  expect(text.stdout).toContain('bakes his own bread')
  const json = await run(['read', story, '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({ language: 'en', sections: expect.any(Array) })
  const empty = join(folder, 'empty.txt')
  writeFileSync(empty, '')
  expect(await run(['read', empty])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^error empty: /) })
})

test('a reader that stops reading is no failure', () => {
  const long = join(folder, 'long.txt')
  writeFileSync(long, 'The keeper trims the lamp four times a night and bakes his own bread.\n\n'.repeat(4_000))
  const command = `"${process.execPath}" main.ts read "${long}" | head -n 1`
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: root, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('a film whose progress nobody reads any more is stopped in order', () => {
  const film = `"${process.execPath}" main.ts film "${story}" --resolution 720 --style linocut`
  const command = `DATA_DIR="${join(folder, 'data')}" ${film} 2>&1 | head -n 1`
  const { status, stdout } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: root, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 130, stdout: 'keeper\n' })
})

test('the doctor finds all that a film needs', async () => {
  const painter = { PICTURE_URL: 'http://127.0.0.1:9/v1', PICTURE_MODEL: 'painter', PICTURE_KEY: 'sk-1', PICTURE_REFERENCES: 'yes' }
  const { status, stdout } = await run(['doctor', '--json'], { env: painter })
  expect(JSON.parse(stdout).filter(({ state }: { state: string }) => state === 'missing')).toEqual([])
  expect(stdout).toContain('picture: painter (takes a picture as style)')
  expect(stdout).toMatch(/(?:Piper \(neural\)|flite) speaks English, eSpeak NG the other languages/)
  expect(status).toBe(0)
  const light = await run(['doctor', '--json'], { env: { LIGHT_VOICE: 'yes' } })
  expect(light.stdout).toContain('flite speaks English, eSpeak NG the other languages')
})

test('--help is in the language of the machine', async () => {
  const { status, stdout } = await run(['film', '--help'], { env: { LC_ALL: 'zh_CN.UTF-8' } })
  expect(status).toBe(0)
  expect(stdout).toContain('把一份文档做成有旁白的影片。')
})

test.each(locales.flatMap((locale) => Object.entries(usages).map(([name, usage]) => ({ locale, name, usage }))))(
  '$name has a --help in $locale, with every option it takes',
  ({ locale, name, usage }) => {
    const lines = helpText(name, sayIn(locale)).split('\n')
    expect(lines[0]).toContain(usage.call)
    expect(helpText('', sayIn(locale))).toContain(lines[1])
    for (const option of Object.keys(optionsOf(usage))) expect(lines.join('\n')).toMatch(new RegExp(`^  --${option} .*\\S`, 'm'))
  },
)
