import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../../lib/hash.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { encodeSound } from '../render/film-arguments.ts'
import { soundOf } from '../render/footage.ts'
import { inThread } from '../render/threads.ts'
import { filmTimes } from '../render/timeline.ts'
import { Footage, Mix, Narration } from '../schema.ts'
import { defineStep } from '../step.ts'

/** A film's whole sound: voices, people's own sounds and music. It rests on no picture, so that a changed one leaves it as it is. */
export const mix = defineStep({
  name: 'mix',
  version: 8,
  input: z.object({
    narrations: z.array(Narration).min(1),
    /** Clips of people's own that are heard, by the place of their scene. */
    sounds: z.array(z.object({ scene: z.int(), footage: Footage })).default([]),
    title: z.string(),
    source: z.string(),
    music: z.string(),
    musicVolume: z.number(),
    fps: z.number(),
    /** Its loudness may be half a unit off. */
    draft: z.boolean().optional(),
  }),
  output: Mix,
  fingerprint: () => 'aac',
  async run(input, { services, blobs, signal, progress, workFolder }) {
    const folder = await workFolder()
    const run = { binary: services.ffmpeg, signal }
    const { starts, voicesAt } = filmTimes(input.narrations, input.fps)
    const seconds = starts.at(-1) ?? 0
    const voices = []
    for (const [index, { audio, words, seconds }] of input.narrations.entries()) {
      if (words.length > 0) voices.push({ path: await blobs.path(audio), at: voicesAt[index] ?? 0, seconds })
    }
    const sounds = []
    for (const { scene, footage } of input.sounds) {
      const [at = 0, until = seconds] = starts.slice(scene, scene + 2)
      const path = join(folder, `sound-${scene}.wav`)
      await runFfmpeg(soundOf({ ...footage, path: await blobs.path(footage.media) }, until - at, path), run)
      sounds.push({ path, at })
    }
    const output = join(folder, 'mix.wav')
    const job = {
      ...{ voices, sounds, seconds, output, music: input.music, volume: input.musicVolume, quick: input.draft === true },
      seed: Number.parseInt(sha256(`${input.title}\n${input.source}`).slice(0, 8), 16),
    }
    const levels = await inThread({ kind: 'mix', job }, signal)
    progress(0.6)
    await runFfmpeg(encodeSound(output, join(folder, 'mix.m4a')), run)
    return { audio: await blobs.putFile(join(folder, 'mix.m4a')), ...levels }
  },
})
