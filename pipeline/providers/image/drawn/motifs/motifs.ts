import { daily } from './daily.ts'
import type { Motif } from './motif.ts'
import { nature } from './nature.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { things } from './things.ts'

/** Every thing we can draw. */
export const motifs: readonly Motif[] = [...daily, ...things, ...places, ...nature, ...people]
