import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { appendClips } from '../render/append-clips.ts'
import { CaptionSettings, captionStyle } from '../render/caption-style.ts'
import { columnsFor, cuesOf, shiftCue } from '../render/captions.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { chapterFile, muxFilm } from '../render/film-arguments.ts'
import { toAss, toSrt, toVtt } from '../render/subtitles.ts'
import { filmTimes } from '../render/timeline.ts'
import { BlobId, Clip, Film, Mix, Narration } from '../schema.ts'
import { defineStep } from '../step.ts'
import { paletteOf } from '../styles/palette-of.ts'
import { styleNamed } from '../styles/styles.ts'

/** Said in every film's metadata; the voice and the selection are a program's work. */
const COMMENT = 'Made by docreel from a document. Narration, music and pictures are made by software (algorithmic media).'

/** Puts clips and sound together without encoding anything again, and writes the captions beside it. */
export const film = defineStep({
  name: 'film',
  version: 8,
  input: z.object({
    clips: z.array(Clip).min(1),
    /** What comes after each clip but the last, where the clips end before it. */
    joins: z.array(Clip).default([]),
    narrations: z.array(Narration).min(1),
    mix: Mix,
    /** Heading of the section each scene rests on; chapters start where it changes. */
    headings: z.array(z.string()).default([]),
    /** The picture that file managers and players show for it. */
    cover: BlobId,
    title: z.string(),
    source: z.string(),
    language: z.string(),
    style: z.string(),
    ...CaptionSettings.shape,
    fps: z.number(),
    width: z.int(),
    height: z.int(),
  }),
  output: Film,
  fingerprint: () => 'copy',
  async run(input, { services, blobs, signal, progress, workFolder }) {
    const { clips, joins, narrations, mix, fps, width, height, title, language } = input
    const folder = await workFolder()
    const file = (name: string) => join(folder, name)
    const { starts, voicesAt } = filmTimes(narrations, fps)
    const seconds = starts.at(-1) ?? 0
    const pieces = clips.flatMap((clip, index) => [clip, ...joins.slice(index, index + 1)])
    const paths = await Promise.all(pieces.map(({ video }) => blobs.path(video)))
    await appendClips(paths, file('clips.mp4'))
    await writeFile(file('chapters.txt'), chapterFile(chaptersOf(input.headings, starts, title)))
    const [audio, cover] = [await blobs.path(mix.audio), await blobs.path(input.cover)]
    const files = { video: file('clips.mp4'), audio, chapters: file('chapters.txt'), cover }
    const run = { binary: services.ffmpeg, signal }
    await runFfmpeg(muxFilm(files, { title, comment: COMMENT, language }, file('film.mp4')), run)
    progress(0.9)

    const style = styleNamed(input.style)
    const look = captionStyle(input, style, paletteOf(style, title))
    const columns = columnsFor(input, look.size)
    const cues = narrations.flatMap(({ words }, index) =>
      cuesOf(words, language, columns).map((cue) => shiftCue(cue, voicesAt[index] ?? 0)),
    )
    const { size: bytes } = await stat(file('film.mp4'))
    const texts = [toSrt(cues), toVtt(cues, language), toAss(cues, { ...look, width, height, title })]
    const [srt, vtt, ass] = (await Promise.all(texts.map((text) => blobs.put(Buffer.from(text))))) as [BlobId, BlobId, BlobId]
    const { loudness, truePeak } = mix
    return { film: await blobs.putFile(file('film.mp4')), srt, vtt, ass, seconds, width, height, bytes, loudness, truePeak }
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
