import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { commands } from '../../commands/commands.ts'
import { type MessageKey, sayIn } from '../../commands/say.ts'
import { newId } from '../../lib/ids.ts'
import { acceptProject, sampleBoard } from '../storage/sample.ts'
import { ann, li, openCommands } from './open-commands.ts'

// Pictures and voices are others' tests: here everything is one pixel and a second of silence.
const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WAVE')])
vi.setConfig({ testTimeout: 120_000 })

let played: Awaited<ReturnType<typeof openCommands>>
beforeAll(async () => {
  const { voices } = (await import('../../pipeline/providers/voice/espeak.ts')).espeakVoice
  played = await openCommands({
    makeNow: async (step) =>
      (step.name === 'narrate' ? { audio: await blob(), seconds: 1 } : { image: await blob(), variant: 'poster' }) as never,
    voice: { id: 'none', voices, speak: async () => ({ audio: wav, voice: '', warnings: [] }) },
  })
  const { id, project } = await acceptProject(played.store, { owner: ann, place: { platform: 'strict', channel: 'hall', thread: newId() } })
  await played.store.runs.adopt(id, 1, sampleBoard([1, 2]), { key: 'no.such.key', values: {} })
  expect(project).toBeDefined()
})
afterAll(() => played?.close())

const blob = () => played.store.blobs.put(Buffer.from('something'))

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 3_000 }),
  fc.constantFrom(
    '',
    ' ',
    'auto',
    'all',
    '0',
    '-1',
    '99999999999',
    '1e9',
    'NaN',
    '__proto__',
    'constructor',
    '../..',
    '%',
    "'",
    '<@1>',
    '@everyone',
    '{count}',
    '中文',
  ),
)

test.each([
  ['en', ann],
  ['zh', li],
] as const)('every command tells what it is for and what can stand after it, in %s', async (locale, from) => {
  const { chat, last } = played
  const say = sayIn(locale)
  for (const { name, summary, options } of commands) {
    await chat.say(`/${name} --help`, from)
    const { title, text, fields } = last().view
    expect(title).toBe(`/${name}`)
    expect(text).toBe([say(summary), say(`help.${name}` as MessageKey)].join('\n\n'))
    for (const option of Object.keys(options.shape))
      expect(fields?.[0]?.value).toContain(`${option}: ${say(`option.${option}` as MessageKey)}`)
  }
  expect(last().view.title).toBe('/help')
})

test.each([
  ['/nosuch', 'I don’t know /nosuch. /help shows what I can do.'],
  ['/hlep', 'I don’t know /hlep. Did you mean /help? /help shows the rest.'],
  ['/setings voice=slt', 'I don’t know /setings. Did you mean /settings? /help shows the rest.'],
  ['/help projekts', 'I don’t know /projekts. Did you mean /projects? /help shows the rest.'],
])('a command that there is not is named, with the nearest: %s', async (typed, answer) => {
  await played.chat.say(typed, ann)
  expect(played.last().view.text).toBe(answer)
})

test('any text in any option of any command gets an answer, in both languages', async () => {
  const { chat } = played
  const asked = fc.constantFrom(...commands.filter(({ name }) => name !== 'film')).chain(({ name, options }) =>
    fc.record({
      name: fc.constant(name),
      options: fc.dictionary(fc.constantFrom(...Object.keys(options.shape), 'other'), word, { maxKeys: 3 }),
      from: fc.constantFrom(ann, li),
    }),
  )
  await fc.assert(
    fc.asyncProperty(asked, async ({ name, options, from }) => {
      const before = chat.messages.length
      await chat.command(name, options, from)
      const answers = chat.messages.slice(before)
      expect(answers.length).toBeGreaterThan(0)
      expect(answers.map(({ view }) => view.text ?? '').join(), JSON.stringify(options)).not.toContain('Something went wrong')
    }),
    { numRuns: 150 },
  )
})

test('any value of any button gets an answer', async () => {
  const { chat } = played
  const actions = commands.flatMap((command) => Object.keys(command.actions ?? {}))
  const value = fc.oneof(
    word.map((text) => text.slice(0, 40)),
    fc.constantFrom('me/speed/9', 'me/nothing', 'place', '-/x', '+/', '1/2/3', 'a/b'),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...actions), value, fc.boolean(), async (action, value, isForm) => {
      await chat.say('/help')
      const message = chat.messages.at(-1)
      if (message === undefined) throw new Error('no message')
      message.edits = 0
      const before = chat.messages.length
      const edits = message.edits
      await chat.act(message, action, value, isForm ? { value } : undefined)
      const [answer] = chat.messages.slice(before)
      expect(answer !== undefined || message.edits > edits, action).toBe(true)
      expect((answer ?? message).view.text ?? '', `${action} ${JSON.stringify(value)}`).not.toContain('Something went wrong')
    }),
    { numRuns: 200 },
  )
})
