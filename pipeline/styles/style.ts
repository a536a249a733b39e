import type { SKRSContext2D } from '@napi-rs/canvas'

/** CSS colours. */
export interface Palette {
  paper: string
  ink: string
  accent: string
  /** Two to four more, from quiet to loud. */
  tones: readonly string[]
}

/** How a style's ground is painted offline; `random` is seeded by the scene, 0..1, so the same scene gives the same picture. */
export type PaintGround = (canvas: SKRSContext2D, width: number, height: number, palette: Palette, random: () => number) => void

/** A look for pictures, words and joins. One file a style, one line in the list. */
export interface Style {
  /** What people type: kebab-case English. */
  name: string
  /** Other names, `style01`… among them. */
  aliases: readonly string[]
  label: { en: string; 'zh-CN': string }
  /** One sentence for a person who chooses. */
  description: { en: string; 'zh-CN': string }
  /** Put around a scene's own prompt for a picture model. */
  prompt: { before: string; after: string; avoid: string }
  /** Several, one is picked a film; the first also stands for the style in lists. */
  palettes: readonly [Palette, ...Palette[]]
  paint: PaintGround
  typeface: 'sans' | 'serif'
  captions: { ink: string; lit: string; outline: string }
  transition: 'fade' | 'cut' | 'dip' | 'slide' | 'wipe'
  music: string
}
