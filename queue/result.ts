import type { filmOf } from '../pipeline/film.ts'
import type { FilmResult } from '../storage/store.ts'

/** The members of a film, each made on demand. */
export type FilmParts = ReturnType<typeof filmOf>

/** Sums a film up, with every warning its makers gave, each once. `cost` is what the run has spent. */
export async function resultOf(made: FilmParts, cost: FilmResult['cost']): Promise<FilmResult> {
  const [film, cover, covers, board, posted] = await Promise.all([
    made.film(),
    made.cover(),
    made.covers(),
    made.storyboard(),
    made.posted(),
  ])
  const scenes = board.scenes.map((_, index) => index)
  const makers = await Promise.all(scenes.flatMap((index) => [made.picture(index), made.narration(index)]))
  const { srt, vtt, ass, seconds, width, height } = film
  return {
    film: film.film,
    cover: cover.image,
    covers: covers.map(({ variant, image }) => ({ variant, image })),
    srt,
    vtt,
    ass,
    seconds,
    width,
    height,
    scenes: scenes.length,
    language: board.language,
    title: board.title,
    cost,
    warnings: [...new Set([board, ...makers, posted].flatMap((made) => made?.warnings ?? []))],
    posted: posted && { film: posted.film, bytes: posted.bytes, fits: posted.fits },
  }
}
