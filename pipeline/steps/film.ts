import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../../lib/hash.ts'
import { CaptionSettings, captionStyle } from '../render/caption-style.ts'
import { columnsFor, cuesOf, shiftCue } from '../render/captions.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { chapterFile, concatList, joinClips, measureLoudness, readLoudness } from '../render/film-arguments.ts'
import { soundOf } from '../render/footage.ts'
import { toAss, toSrt, toVtt } from '../render/subtitles.ts'
import { inThread } from '../render/threads.ts'
import { placeIn, sceneTiming, startTimes } from '../render/timeline.ts'
import { BlobId, Clip, Film, Footage, Narration } from '../schema.ts'
import { defineStep } from '../step.ts'
import { styleNamed } from '../styles/styles.ts'

/** Said in every film's metadata; the voice and the selection are a program's work. */
const COMMENT = 'Made by docreel from a document. Narration, music and pictures are made by software (algorithmic media).'

/** Joins the clips without re-encoding, mixes voice and music once, and writes the captions beside it. */
export const film = defineStep({
  name: 'film',
  version: 3,
  input: z.object({
    clips: z.array(Clip).min(1),
    narrations: z.array(Narration).min(1),
    /** Clips of people's own that are heard, by the place of their scene. */
    sounds: z.array(z.object({ scene: z.int(), footage: Footage })).default([]),
    /** Heading of the section each scene rests on; chapters start where it changes. */
    headings: z.array(z.string()).default([]),
    /** The picture that file managers and players show for it. */
    cover: BlobId,
    title: z.string(),
    source: z.string(),
    language: z.string(),
    music: z.string(),
    musicVolume: z.number(),
    style: z.string(),
    ...CaptionSettings.shape,
    fps: z.number(),
    width: z.int(),
    height: z.int(),
    /** Its loudness may be half a unit off. */
    draft: z.boolean().optional(),
  }),
  output: Film,
  fingerprint: () => 'mix',
  async run(input, { services, blobs, signal, progress, workFolder }) {
    const { clips, narrations, fps, width, height, title, language } = input
    const folder = await workFolder()
    const file = (name: string) => join(folder, name)
    const run = { binary: services.ffmpeg, signal }
    const starts = startTimes(clips, fps)
    const seconds = starts.at(-1) ?? 0
    const spoken = narrations.map((narration, index) => {
      const { voiceAt } = sceneTiming(narration, { place: placeIn(narrations, index), fps })
      return { narration, at: (starts[index] ?? 0) + voiceAt }
    })

    const voices = await Promise.all(
      spoken
        .filter(({ narration }) => narration.words.length > 0)
        .map(async ({ narration, at }) => ({ path: await blobs.path(narration.audio), at, seconds: narration.seconds })),
    )
    const sounds = []
    for (const { scene, footage } of input.sounds) {
      const [at = 0, until = seconds] = starts.slice(scene, scene + 2)
      const path = file(`sound-${scene}.wav`)
      await runFfmpeg(soundOf({ ...footage, path: await blobs.path(footage.media) }, until - at, path), run)
      sounds.push({ path, at })
    }
    const seed = Number.parseInt(sha256(`${title}\n${input.source}`).slice(0, 8), 16)
    const mix = {
      voices,
      sounds,
      seconds,
      music: input.music,
      volume: input.musicVolume,
      seed,
      quick: input.draft === true,
      output: file('mix.wav'),
    }
    await inThread({ kind: 'mix', job: mix }, signal)
    progress(0.5)

    const paths = await Promise.all(clips.map(({ video }) => blobs.path(video)))
    await writeFile(file('clips.txt'), concatList(paths))
    await writeFile(file('chapters.txt'), chapterFile(chaptersOf(input.headings, starts, title)))
    const files = { list: file('clips.txt'), audio: mix.output, chapters: file('chapters.txt'), cover: await blobs.path(input.cover) }
    await runFfmpeg(joinClips(files, { title, comment: COMMENT, language }, file('film.mp4')), run)
    progress(0.85)
    const measured = readLoudness(await runFfmpeg(measureLoudness(file('film.mp4')), run))

    const look = captionStyle(input, styleNamed(input.style))
    const columns = columnsFor(input, look.size)
    const cues = spoken.flatMap(({ narration, at }) => cuesOf(narration.words, language, columns).map((cue) => shiftCue(cue, at)))
    const { size: bytes } = await stat(file('film.mp4'))
    const texts = [toSrt(cues), toVtt(cues, language), toAss(cues, { ...look, width, height, title })]
    const [srt, vtt, ass] = (await Promise.all(texts.map((text) => blobs.put(Buffer.from(text))))) as [BlobId, BlobId, BlobId]
    return { film: await blobs.putFile(file('film.mp4')), srt, vtt, ass, seconds, width, height, bytes, ...measured }
  },
})

/** A chapter for each run of scenes under one heading; the film's title stands for scenes without one. */
function chaptersOf(headings: readonly string[], starts: readonly number[], title: string) {
  const chapters: { title: string; start: number; end: number }[] = []
  for (let index = 0; index + 1 < starts.length; index++) {
    const name = headings[index] || (chapters.at(-1)?.title ?? title)
    const [start, end] = [starts[index] ?? 0, starts[index + 1] ?? 0]
    const last = chapters.at(-1)
    if (last?.title === name) last.end = end
    else chapters.push({ title: name, start, end })
  }
  return chapters.length > 1 ? chapters : []
}
