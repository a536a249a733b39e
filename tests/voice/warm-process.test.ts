import { expect, it, vi } from 'vitest'
import { TransientError, UserError } from '../../lib/errors.ts'
import { warmProcess } from '../../pipeline/providers/voice/warm-process.ts'

const script = new URL('./dying-engine.ts', import.meta.url)
const ask = warmProcess<{ say: string }, { said: string }>(script, 'zod')

it('answers, passes an engine’s failure on, and starts again after a death', async () => {
  await expect(ask({ say: 'one' })).resolves.toEqual({ said: 'one' })
  await expect(ask({ say: 'fail' })).rejects.toThrow('no such voice')
  const death = ask({ say: 'die' })
  const caught = ask({ say: 'two' })
  await expect(death).rejects.toThrow(TransientError)
  await expect(caught).rejects.toThrow(TransientError)
  await expect(ask({ say: 'three' })).resolves.toEqual({ said: 'three' })
})

it('ends the process that nobody asks, and starts another for the next order', async () => {
  const resting = warmProcess<{ say: string }, { said: string }>(script, 'zod', { idleMs: 1 })
  const [first, same] = await Promise.all([resting({ say: 'pid' }), resting({ say: 'pid' })])
  expect(same).toEqual(first)
  await vi.waitFor(() => expect(() => process.kill(Number(first.said), 0)).toThrow('ESRCH'))
  expect((await resting({ say: 'pid' })).said).not.toBe(first.said)
})

it('names the command that installs a missing engine', async () => {
  const absent = warmProcess(script, 'no-such-engine')
  const failure = await Promise.resolve()
    .then(() => absent({}))
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UserError)
  expect(failure).toMatchObject({ code: 'no-voice', message: expect.stringContaining('npm install no-such-engine') })
})

it('gives up on an order when it is cancelled', async () => {
  const controller = new AbortController()
  const order = ask({ say: 'late' }, controller.signal)
  controller.abort()
  await expect(order).rejects.toMatchObject({ name: 'AbortError' })
})
