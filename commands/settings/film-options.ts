import { z } from 'zod'
import { aspects, FilmSettings } from '../../pipeline/schema.ts'
import { styleNamed } from '../../pipeline/styles/styles.ts'

/** Options a person may give with a document; unknown names and wild values are said, not guessed. */
export const FilmOptions = z.object({
  style: z.string().optional(),
  voice: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-\w+)?$/i)
    .optional(),
  aspect: z.enum(aspects).optional(),
  seconds: z.coerce.number().min(20).max(1800).optional(),
  resolution: z.coerce
    .number()
    .pipe(z.union([z.literal(360), z.literal(720), z.literal(1080)]))
    .optional(),
  chapters: z
    .string()
    .regex(/^\s*\d{1,4}(\s*[-–]\s*\d{1,4})?(\s*,\s*\d{1,4}(\s*[-–]\s*\d{1,4})?)*\s*$/, '3, 3-5')
    .optional(),
  review: FilmSettings.shape.review.unwrap().optional(),
})

/** Options as film settings: aliases of a style become its name. */
export function settingsFrom(options: Omit<z.infer<typeof FilmOptions>, 'chapters'>): Partial<FilmSettings> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<FilmSettings>
  return given.style === undefined ? given : { ...given, style: styleNamed(given.style).name }
}
