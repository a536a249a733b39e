import type { Document, FilmSettings, Picture, PictureLook, Reveal, Scene, Script, Wishes, Word } from '../schema.ts'
import type { StepContext } from '../step.ts'

/** What every vendor or offline engine is to the pipeline. One file a member, one line in the registry. */
export interface Provider {
  /** Names vendor, model and every setting that changes its output: it is part of the cache key. */
  readonly id: string
}

export type ScriptRequest = {
  document: Document
  /** Language of the narration. */
  language: string
  /** Spoken seconds wished for; left out, 800-2,000 characters by the document's length. */
  seconds?: number | undefined
}

export type Direction = Pick<Scene, 'keywords' | 'atmosphere' | 'prompt'> & {
  /** What a person should know, for instance that another vendor stood in; the same for every scene. */
  warnings?: string[]
}

/** How the words of a whole script can be changed. */
export const tones = ['shorter', 'longer', 'simpler', 'formal'] as const
export type Tone = (typeof tones)[number]

export type RewriteRequest = {
  /** Words of each scene. */
  scenes: readonly string[]
  tone: Tone
  language: string
  /** What they rest on, where it is kept: with pages and headings that say where to look. */
  document?: Document | undefined
  pages?: readonly number[] | undefined
  headings?: readonly string[] | undefined
}

/** As many scenes as were given, in order. */
export type Rewritten = { scenes: string[]; warnings: string[] }

/** Few words that somebody wrote beside a document, and the names that can be meant in them. */
export type WishRequest = { words: string; styles: readonly string[]; moods: readonly string[] }

/** Writes the narration, then directs a picture for each of its scenes. */
export interface ScriptProvider extends Provider {
  write(request: ScriptRequest, context: StepContext): Promise<Script>
  /** One direction a scene, in order. */
  direct(script: Script, context: StepContext): Promise<Direction[]>
  /** Says the scenes in other words; left out where no model writes. */
  rewrite?(request: RewriteRequest, context: StepContext): Promise<Rewritten>
  /** Understands what people write in their own words; left out where no model reads. */
  understand?(request: WishRequest, context: StepContext): Promise<Wishes>
}

export type PictureRequest = PictureLook & {
  scene: Scene
  /** Place of the scene in the film, from 0: offline drawings vary by it. */
  index: number
}

/** As in Picture, with the bytes of the picture before any of them. */
export type DrawnReveals = { before: Uint8Array; parts: Reveal[] }

/** Makes a scene's picture. `image` is JPEG, PNG or WebP; `focus` and `quoted` as in Picture, where the maker knows them. */
export interface PictureProvider extends Provider {
  /** Of one picture, in the price table's currency; undefined where it isn't known. */
  readonly price?: number | undefined
  /** Whether it looks at the picture of a style that has one. */
  readonly takesReference?: boolean | undefined
  draw(
    request: PictureRequest,
    context: StepContext,
  ): Promise<
    { image: Uint8Array; origin: 'drawn' | 'generated'; alt: string; warnings: string[]; reveals?: DrawnReveals | undefined } & Pick<
      Picture,
      'focus' | 'quoted'
    >
  >
}

export type Voice = { id: string; name: string; language: string }
export type SpeechRequest = { text: string; language: string } & Pick<FilmSettings, 'voice' | 'speed' | 'loudness'>

/** Speaks a text. `audio` is anything ffmpeg reads; `words` where the engine knows their times. */
export interface VoiceProvider extends Provider {
  /** Of one character, in the price table's currency; undefined where it isn't known. */
  readonly price?: number | undefined
  readonly voices: Voice[]
  speak(
    request: SpeechRequest,
    context: StepContext,
  ): Promise<{ audio: Uint8Array; words?: Word[]; timing?: 'vendor' | 'engine'; voice: string; warnings: string[] }>
}
