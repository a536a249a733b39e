import { z } from 'zod'
import { moods } from '../../pipeline/music/moods.ts'
import { FilmSettings } from '../../pipeline/schema.ts'
import type { Services } from '../../pipeline/services.ts'
import { typedStyle } from '../look/find-style.ts'
import type { MessageKey, Say } from '../say.ts'
import { readPronunciations } from './pronunciations.ts'
import { settingFields, typedVoice } from './setting-fields.ts'

const film = FilmSettings.shape
const number = z.coerce.number()

/** Options a person may give with a document; unknown names and wild values are said, not guessed. */
export const FilmOptions = z.object({
  style: z.string().optional(),
  voice: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-\w+)?$/i, 'expected.language' satisfies MessageKey)
    .optional(),
  aspect: film.aspect.unwrap().optional(),
  seconds: z.coerce.number().min(20).max(1800).optional(),
  resolution: z.coerce
    .string()
    .transform((text) => Number(text.replace(/p$/i, '')))
    .pipe(film.resolution.unwrap())
    .optional(),
  chapters: z
    .string()
    .regex(/^\s*\d{1,4}(\s*[-–]\s*\d{1,4})?(\s*,\s*\d{1,4}(\s*[-–]\s*\d{1,4})?)*\s*$/, 'expected.chapters' satisfies MessageKey)
    .optional(),
  review: film.review.unwrap().optional(),
  captions: film.captions.unwrap().optional(),
  'caption-size': film.captionSize.unwrap().optional(),
  'caption-look': film.captionLook.unwrap().optional(),
  'caption-font': film.captionFont.unwrap().optional(),
  'caption-place': film.captionPlace.unwrap().optional(),
  cover: film.cover,
  music: z.enum([...moods.map(({ name }) => name), 'none']).optional(),
  volume: number.pipe(film.musicVolume.unwrap()).optional(),
  speed: number.pipe(film.speed.unwrap()).optional(),
  loudness: number.pipe(film.loudness.unwrap()).optional(),
  pronounce: z
    .string()
    .transform((text) => readPronunciations(text) ?? undefined)
    .refine((list) => list !== undefined, 'GIF = jif; Nguyen = win')
    .optional(),
})

/** Options as film settings: aliases of a style become its name, words for a voice its id. Throws UserError `settings` where there is none. */
export function settingsFrom(
  options: Omit<z.infer<typeof FilmOptions>, 'chapters'>,
  { services, say }: { services: Pick<Services, 'voice'>; say: Say },
): Partial<FilmSettings> {
  const given = Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [[settingFields.find((field) => field.name === name)?.key ?? name, value]],
    ),
  ) as Partial<FilmSettings>
  const { style, voice } = given
  return {
    ...given,
    ...(style === undefined ? {} : { style: typedStyle(style) }),
    ...(voice === undefined ? {} : { voice: typedVoice(voice, services.voice, say) }),
  }
}
