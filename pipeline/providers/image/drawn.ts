import { styleNamed } from '../../styles/styles.ts'
import type { PictureProvider } from '../provider.ts'
import { draw } from './drawn/pool.ts'

/** Draws every scene itself from its words: no key, no network, the same bytes for the same scene. */
export const drawnPictures: PictureProvider = {
  // Raised when drawings change: whatever is drawn is kept by it.
  id: 'drawn-24',
  price: 0,
  async draw(request, { signal }) {
    styleNamed(request.style)
    return { ...(await draw('card', request, signal)), origin: 'drawn', warnings: [] }
  },
}

/** A JPEG sheet of these styles (all when left out), numbered and named as people type them. Throws UserError `settings`. */
export async function drawStyleGallery(names: readonly string[] = []): Promise<Uint8Array> {
  return draw(
    'gallery',
    names.map((name) => styleNamed(name).name),
  )
}
