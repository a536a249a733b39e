import { seeded } from './marks/random.ts'
import type { Palette, Style } from './style.ts'

/** The style's palette for a film: one a title, so that a film keeps its colours. */
export function paletteOf(style: Style, title: string): Palette {
  return style.palettes[Math.floor(seeded(`palette ${title}`)() * style.palettes.length)] ?? style.palettes[0]
}
