import { appendFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { TransientError, UserError } from '../../../lib/errors.ts'
import type { Execute, FilmRequest } from '../../../pipeline/film-request.ts'
import { type BlobId, Clip, Cover, Document, Film, Narration, Picture, Script, Sheet, Storyboard } from '../../../pipeline/schema.ts'
import { defineStep, type StepContext } from '../../../pipeline/step.ts'
import type { FilmParts } from '../../../queue/result.ts'

/** What the small film does where; the request's `filename` carries it as JSON, so that a worker in another process knows it too. */
export interface Behaviour {
  scenes: number
  /** Milliseconds a step takes, by its name. */
  ms?: Record<string, number>
  /** What a step does in place of its work, by name and scene: `clip 1`. */
  trouble?: Record<string, 'bug' | 'user' | 'transient once' | 'transient always' | 'kill once' | 'kill always'>
  /** Makes its results differ from those of other requests. */
  salt?: string
}

/** A film of the same shape as the real one, made by real steps that only wait; each execution writes a line into `journal`. */
export function smallFilm(journal: string) {
  const tried = new Map<string, number>()
  const step = <Output>(name: string, output: z.ZodType<Output>, make: (context: StepContext) => Promise<Output>) =>
    defineStep({
      name,
      version: 1,
      // `words` are those of a revision's scenes, so that an edit makes another thing of it.
      input: z.object({ behaviour: z.string(), scene: z.int(), words: z.string().optional() }),
      output,
      fingerprint: () => '',
      async run({ behaviour, scene }, context) {
        const { ms = {}, trouble = {} } = JSON.parse(behaviour) as Behaviour
        const write = (what: string) => appendFile(journal, `${what} ${name} ${scene} ${process.pid} ${Date.now()}\n`)
        await write('begin')
        try {
          await cause(trouble[`${name} ${scene}`], `${behaviour} ${name} ${scene}`)
          await sleep(ms[name] ?? 5, undefined, { signal: context.signal })
        } catch (error) {
          await write('broken')
          throw error
        }
        const result = await make(context)
        await write('end')
        return result
      },
    })

  async function cause(trouble: string | undefined, key: string): Promise<void> {
    const times = (tried.get(key) ?? 0) + 1
    tried.set(key, times)
    if (trouble === 'bug') throw new TypeError('undefined is not a film')
    if (trouble === 'user') throw new UserError('refused', 'This document is refused.')
    if (trouble === 'transient always' || (trouble === 'transient once' && times === 1)) {
      throw new TransientError('the vendor is busy', { retryAfterMs: 50 })
    }
    if (trouble === 'kill always') process.kill(process.pid, 'SIGKILL')
  }

  const blob = ({ blobs }: StepContext, text: string): Promise<BlobId> => blobs.put(new TextEncoder().encode(text))
  const extract = step('extract', Document, async () => ({
    format: 'txt',
    title: 'T',
    language: 'en',
    pages: 0,
    sections: [],
    figures: [],
  }))
  const script = step('script', Script, async () => ({
    title: 'T',
    workTitle: 'T',
    language: 'en',
    quotes: ['q'],
    subtitles: [],
    scenes: [{ text: 'word', heading: '', section: 0 }],
    provider: 'small',
    warnings: [],
  }))
  const board = (scenes: number) =>
    step('storyboard', Storyboard, async () => ({
      title: 'T',
      subtitle: '',
      quote: 'q',
      language: 'en',
      source: 'S',
      warnings: ['small board'],
      titles: ['T'],
      quotes: ['Q'],
      figures: [],
      scenes: Array.from({ length: scenes }, (_, seed) => ({
        kind: 'scene' as const,
        seed,
        text: 'word',
        holdSeconds: 0,
        heading: '',
        keywords: [],
        atmosphere: [],
        prompt: '',
      })),
    }))
  const picture = step('picture', Picture, async (context) => ({
    image: await blob(context, 'picture'),
    width: 2,
    height: 2,
    origin: 'drawn' as const,
    seed: 1,
    alt: '',
    provider: 'small',
    warnings: [],
  }))
  const narrate = step('narrate', Narration, async (context) => ({
    audio: await blob(context, 'voice'),
    seconds: 1,
    words: [],
    timing: 'spread' as const,
    voice: 'v',
    provider: 'small',
    warnings: ['small voice'],
  }))
  const cover = step('cover', Cover, async (context) => ({
    image: await blob(context, 'cover'),
    width: 2,
    height: 2,
    variant: 'poster' as const,
  }))
  const sheet = step('sheet', Sheet, async (context) => ({ image: await blob(context, 'sheet'), width: 2, height: 2 }))
  const clip = step('clip', Clip, async (context) => ({ video: await blob(context, 'clip'), frames: 30, seconds: 1 }))
  const film = step('film', Film, async (context) => ({
    film: await blob(context, 'film'),
    srt: await blob(context, 'srt'),
    vtt: await blob(context, 'vtt'),
    ass: await blob(context, 'ass'),
    seconds: 2,
    width: 2,
    height: 2,
    bytes: 4,
    loudness: -16,
    truePeak: -1,
  }))

  return function pipeline({ filename: behaviour, board: given }: FilmRequest, execute: Execute): FilmParts {
    const { scenes } = JSON.parse(behaviour) as Behaviour
    const all = Array.from({ length: given?.scenes.length ?? scenes }, (_, index) => index)
    const at = (scene: number) => ({ behaviour, scene })
    const saying = (...of: number[]) => ({ words: of.map((index) => given?.scenes[index]?.text ?? 'word').join(' ') })
    const parts: FilmParts = {
      document: () => execute(extract, at(0)),
      async script() {
        await parts.document()
        return execute(script, at(0))
      },
      async storyboard() {
        if (given !== undefined) return given
        await parts.script()
        return execute(board(scenes), at(0))
      },
      picture: (index) => execute(picture, { ...at(index), ...saying(index) }, index),
      narration: (index) => execute(narrate, { ...at(index), ...saying(index) }, index),
      async clip(index) {
        await Promise.all([parts.picture(index), parts.narration(index)])
        return execute(clip, { ...at(index), ...saying(index, index + 1) }, index)
      },
      join: async () => undefined,
      async cover() {
        await parts.picture(0)
        return execute(cover, at(0))
      },
      covers: async () => [await parts.cover()],
      async sheet() {
        await Promise.all(all.map((index) => parts.picture(index)))
        return execute(sheet, { ...at(0), ...saying(...all) })
      },
      async film() {
        await Promise.all(all.map((index) => parts.clip(index)))
        return execute(film, { ...at(0), ...saying(...all) })
      },
      posted: async () => undefined,
    }
    return parts
  }
}
