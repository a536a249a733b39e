import type { Path2D, SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../render/layout.ts'
import type { BlobId, CoverVariant } from '../schema.ts'

/** CSS colours in #rrggbb. */
export interface Palette {
  /** The ground behind words; ink on it has a contrast of 4.5 or more. */
  paper: string
  ink: string
  accent: string
  /** Two to four more, from quiet (far away, next to the paper) to loud (near). */
  tones: readonly string[]
}

/** A part of an illustration: scenery goes by depth, a motif's parts by tone. */
export interface Shape {
  path: Path2D
  /** `line` is stroked with `stroke` pixels, the others are filled. */
  tone: 'main' | 'shade' | 'light' | 'accent' | 'line'
  stroke?: number
  layer: 'sky' | 'scenery' | 'motif'
  /** 0 is at the horizon, 1 is at the viewer's feet. */
  depth: number
}

/** What to draw, before any style: pixels of the frame, shapes from back to front. */
export interface Sketch {
  width: number
  height: number
  /** Where the sky ends, in pixels from the top. */
  horizon: number
  sun: { x: number; y: number; radius: number } | undefined
  shapes: readonly Shape[]
  /** Where words will stand: the style keeps close to `paper` there. */
  quiet: readonly Box[]
}

/** How a style draws a sketch; `random` gives 0..1 and is seeded by the scene, so the same scene gives the same picture. */
export type Paint = (canvas: SKRSContext2D, sketch: Sketch, palette: Palette, random: () => number) => void

/** How a style sets words on its pictures. */
export interface Lettering {
  face: 'sans' | 'serif'
  weight: 400 | 700
  /** Capitals for short Latin, Greek and Cyrillic lines. */
  capitals?: boolean
  /** Light around the letters, in the accent colour. */
  glow?: boolean
}

/** A look for pictures, words and joins. One file a style, one line in the list. */
export interface Style {
  /** What people type: kebab-case English. */
  name: string
  /** Other names, `style01`… among them. */
  aliases: readonly string[]
  label: { en: string; 'zh-CN': string }
  /** One sentence for a person who chooses. */
  description: { en: string; 'zh-CN': string }
  /** A person's picture that a model is shown beside the words; offline nothing looks like it. */
  reference?: BlobId
  /** Put around a scene's own prompt for a picture model. */
  prompt: { before: string; after: string; avoid: string }
  /** Several, one is picked a film; the first also stands for the style in lists. */
  palettes: readonly [Palette, ...Palette[]]
  paint: Paint
  lettering: Lettering
  cover: CoverVariant
  /**
   * Bright letters and what is dark about them; also of words on pictures that were not drawn. Where nothing is said of their look, a pale
   * style has dark letters on a strip of its film's paper instead.
   */
  captions: { ink: string; lit: string; outline: string; look?: 'outline' | 'panel' | 'paper' }
  transition: 'fade' | 'cut' | 'dip' | 'slide' | 'wipe'
  music: string
}
