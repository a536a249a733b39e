import { randomBytes } from 'node:crypto'
import { filmOf } from '../../pipeline/film.ts'
import type { Execute } from '../../pipeline/film-request.ts'
import { NotMade } from '../../pipeline/runner.ts'
import type { FilmSettings } from '../../pipeline/schema.ts'
import type { Run, StepRecord } from '../../storage/store.ts'
import type { CommandContext } from '../command.ts'
import { onlyKept } from '../only-kept.ts'

/** What a film would take with other settings. */
export interface Forecast {
  /** How often each step has to be done; nothing for what is there already. */
  steps: { pictures: number; voices: number; clips: number; film: number }
  /** About how many scenes are written anew from the document; undefined where the words stay. */
  written?: number | undefined
  /** From how long these steps took for this film; undefined where one of them was never seen. */
  seconds: number | undefined
  /** At most, in the price table's currency; undefined where a price is not known. */
  cost: number | undefined
}

/**
 * Looks which steps of a film are there under other settings, and reckons what the others take. Makes nothing. `written` is how many scenes
 * of its storyboard only stand for ones that will be written; what a model asks for writing them is not in the cost.
 */
export async function forecast(run: Run, settings: FilmSettings, context: CommandContext, written?: number): Promise<Forecast> {
  const { services } = context
  const made: Record<string, number> = {}
  let characters = 0
  const kept = onlyKept(context)
  const execute: Execute = async (step, input, scene) => {
    try {
      return await kept(step, input, scene)
    } catch (error) {
      if (!(error instanceof NotMade)) throw error
      made[step.name] = (made[step.name] ?? 0) + 1
      if (step.name === 'narrate') characters += (input as { text: string }).text.length
      return step.output.parse(standIn(step.name))
    }
  }
  const parts = filmOf({ ...run.request, settings }, execute)
  await parts.film()
  await parts.cover()
  const { picture = 0, narrate = 0, clip = 0, join = 0, mix = 0, film = 0 } = made
  const prices = [picture * (services.picture.price ?? Number.NaN), characters * (services.voice.price ?? Number.NaN)]
  const due = prices.filter((_, index) => (index === 0 ? picture : narrate) > 0)
  const cost = due.reduce((sum, price) => sum + price, 0)
  return {
    steps: { pictures: picture, voices: narrate, clips: clip, film },
    written,
    seconds: secondsOf(
      { ...(written === undefined ? {} : { script: 1, storyboard: 1 }), picture, narrate, clip, join, mix, film },
      await pastSteps(run, context),
    ),
    cost: Number.isNaN(cost) ? undefined : cost,
  }

  async function pastSteps({ project }: Run, { store }: Pick<CommandContext, 'store'>): Promise<StepRecord[]> {
    const runs = await store.runs.list({ project, drafts: false, limit: 10 })
    return (await Promise.all(runs.map(({ id }) => store.runs.steps(id)))).flat()
  }
}

function secondsOf(counts: Record<string, number>, past: readonly StepRecord[]): number | undefined {
  const each = Object.entries(counts).map(([name, count]) => {
    const seen = past.filter(({ step, cached, state, ms }) => step === name && !cached && state === 'done' && ms > 0)
    return count === 0 ? 0 : (count * seen.reduce((sum, { ms }) => sum + ms, 0)) / seen.length
  })
  const ms = each.reduce((sum, one) => sum + one, 0)
  return Number.isNaN(ms) ? undefined : ms / 1000
}

// What stands for a result that is not there: of the right shape, and like nothing that is.
function standIn(step: string): unknown {
  const blob = `blob:${randomBytes(32).toString('hex')}`
  const about = { provider: '', warnings: [] }
  const shapes: Record<string, unknown> = {
    picture: { image: blob, width: 2, height: 2, origin: 'drawn', seed: 0, alt: '', ...about },
    narrate: { audio: blob, seconds: 1, words: [], timing: 'spread', voice: '', ...about },
    clip: { video: blob, frames: 1, seconds: 1 },
    join: { video: blob, frames: 1, seconds: 1 },
    mix: { audio: blob, loudness: 0, truePeak: 0 },
    cover: { image: blob, width: 2, height: 2, variant: 'poster' },
    film: { film: blob, srt: blob, vtt: blob, ass: blob, seconds: 1, width: 2, height: 2, bytes: 1, loudness: 0, truePeak: 0 },
  }
  return shapes[step]
}
