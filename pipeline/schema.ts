import { z } from 'zod'

/** Bytes named by their sha256: `blob:` and 64 hex digits. Whatever holds one of these refers to a stored file. */
export const BlobId = z
  .string()
  .regex(/^blob:[0-9a-f]{64}$/)
  .brand<'BlobId'>()
export type BlobId = z.infer<typeof BlobId>

/** Where a text stands: a page of a paged document, counted from 1; formats without pages leave it out. */
const page = z.int().positive().optional()

const share = z.number().min(-1).max(2)
/** Where something stands in a picture, in shares of the picture. */
const box = { x: share, y: share, width: share, height: share }

/** Lettering in a picture, and where it stands. */
export const Label = z.object({ text: z.string().max(80), ...box })
export type Label = z.infer<typeof Label>

export const Figure = z.object({
  image: BlobId,
  caption: z.string(),
  page,
  /** Pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Index into `sections` of the section it stands in. */
  section: z.int().nonnegative(),
  /** Its own lettering, where the format tells of it: of PDF pages, not of pictures that only show letters. */
  labels: z.array(Label).max(60).optional(),
})
export type Figure = z.infer<typeof Figure>

/** What was dropped: clean text in reading order, with headings, pages and figures. */
export const Document = z.object({
  format: z.string(),
  title: z.string(),
  author: z.string().optional(),
  /** BCP 47 primary language, for instance `en` or `zh`; `und` where unknown. */
  language: z.string(),
  /** 0 where the format has no pages. */
  pages: z.int().nonnegative(),
  sections: z.array(
    z.object({
      /** Empty for text before the first heading. */
      heading: z.string(),
      /** 1 is a chapter. */
      level: z.int().min(1).max(6),
      paragraphs: z.array(
        z.object({
          text: z.string(),
          page,
          /** Set on what belongs to the document but not to its prose: narration leaves it out. */
          aside: z.enum(['note', 'table', 'caption', 'references']).optional(),
        }),
      ),
    }),
  ),
  figures: z.array(Figure),
})
export type Document = z.infer<typeof Document>

export const aspects = ['16:9', '9:16', '1:1', '3:4'] as const
export type Aspect = (typeof aspects)[number]

export const captionSizes = ['small', 'medium', 'large'] as const
export type CaptionSize = (typeof captionSizes)[number]
/** Letters with an outline, or on a panel of their own; or what the style has. */
export const captionLooks = ['style', 'outline', 'panel'] as const
export const captionFonts = ['style', 'sans', 'serif'] as const
/** The ways a cover can be laid out. */
export const coverVariants = ['poster', 'band', 'frame', 'split', 'corner', 'stack', 'spine', 'label', 'type'] as const
export type CoverVariant = (typeof coverVariants)[number]
/** Where captions stand; pictures with words keep clear of them. */
export const captionPlaces = ['bottom', 'middle', 'top'] as const
export type CaptionPlace = (typeof captionPlaces)[number]

/** How a word of the text is to be said: "GIF" as "jif". */
export const Pronunciation = z.object({ written: z.string().trim().min(1).max(60), spoken: z.string().trim().min(1).max(120) })
export type Pronunciation = z.infer<typeof Pronunciation>

/** What a person chose for a film; every field has a default, so `FilmSettings.parse({})` is a good film. */
export const FilmSettings = z.object({
  style: z.string().default('ink-wash'),
  /** A voice id of the voice provider; left out, the best one for the language. */
  voice: z.string().optional(),
  /** Times the voice's own pace. */
  speed: z.number().min(0.8).max(2).default(1),
  /** Times the voice's own loudness. */
  loudness: z.number().min(0.5).max(2).default(1),
  /** The film's own list for names and terms that a voice gets wrong. */
  pronunciations: z.array(Pronunciation).max(100).default([]),
  /** Language of the narration; left out, the document's. */
  language: z.string().optional(),
  aspect: z.enum(aspects).default('16:9'),
  /** Pixels along the shorter side. */
  resolution: z.union([z.literal(360), z.literal(720), z.literal(1080)]).default(1080),
  fps: z.union([z.literal(30), z.literal(60)]).default(30),
  /** Wished length of the film; left out, it follows from the document. */
  seconds: z.number().min(20).max(1800).optional(),
  music: z.string().default('calm'),
  /** Times the music's own loudness; 0 is none. */
  musicVolume: z.number().min(0).max(2).default(1),
  captions: z.enum(['on', 'off']).default('on'),
  captionSize: z.enum(captionSizes).default('medium'),
  captionLook: z.enum(captionLooks).default('style'),
  captionFont: z.enum(captionFonts).default('style'),
  captionPlace: z.enum(captionPlaces).default('bottom'),
  /** How the cover is laid out; left out, as the style likes best. */
  cover: z.enum(coverVariants).optional(),
  /** Where the making stops for a person to look; no step knows of it. */
  review: z.enum(['auto', 'script', 'scenes', 'all']).default('auto'),
})
export type FilmSettings = z.infer<typeof FilmSettings>

const chosen = FilmSettings.shape

/** What somebody's own words can ask of a film; what they do not ask for is left out. */
export const Wishes = z.object({
  style: chosen.style.unwrap().optional(),
  language: chosen.language,
  aspect: chosen.aspect.unwrap().optional(),
  seconds: chosen.seconds,
  resolution: chosen.resolution.unwrap().optional(),
  speed: chosen.speed.unwrap().optional(),
  captions: chosen.captions.unwrap().optional(),
  captionSize: chosen.captionSize.unwrap().optional(),
  captionLook: chosen.captionLook.unwrap().optional(),
  captionFont: chosen.captionFont.unwrap().optional(),
  captionPlace: chosen.captionPlace.unwrap().optional(),
  music: chosen.music.unwrap().optional(),
  musicVolume: chosen.musicVolume.unwrap().optional(),
  review: chosen.review.unwrap().optional(),
})
export type Wishes = z.infer<typeof Wishes>

/** The narration, scene by scene; each scene knows the page it rests on. */
export const Script = z.object({
  title: z.string().min(1),
  /** The work's own title. */
  workTitle: z.string(),
  author: z.string().optional(),
  language: z.string(),
  /** Golden-quote candidates, best first. */
  quotes: z.array(z.string()).min(1),
  /** Cover-subtitle candidates, best first. */
  subtitles: z.array(z.string()),
  scenes: z
    .array(
      z.object({
        text: z.string().min(1),
        page,
        /** Heading of the section it rests on; empty where there is none. */
        heading: z.string(),
        section: z.int().nonnegative(),
      }),
    )
    .min(1),
  /** The provider that wrote it, and what it could not honour. */
  provider: z.string(),
  warnings: z.array(z.string()),
})
export type Script = z.infer<typeof Script>

/** How media of another shape and length is made to fill a scene. */
export const FootageFit = z.enum(['crop', 'stretch', 'loop'])

/** One scene with its picture's direction. */
export const Scene = z.object({
  kind: z.enum(['opening', 'scene', 'ending']),
  /** Spoken words; empty for a silent scene, which lasts `holdSeconds`. */
  text: z.string(),
  holdSeconds: z.number().nonnegative(),
  page,
  heading: z.string(),
  keywords: z.array(z.string()),
  atmosphere: z.array(z.string()),
  /** What a picture model is asked for, without the style's own words. */
  prompt: z.string(),
  /** A figure of the document to show in place of a made picture. */
  figure: Figure.optional(),
  /** Given once and kept when scenes are moved: whatever varies from scene to scene varies by it. Unique in a storyboard. */
  seed: z.int().nonnegative(),
  /** Raised by "new picture": another take is another picture; left out, the first. */
  take: z.int().nonnegative().optional(),
  /** The highest take there was, where an earlier one is shown again. */
  takes: z.int().nonnegative().optional(),
  /** What the person wants of the next take. */
  note: z.string().optional(),
  /** The words its picture was made for, where other words are spoken by now. */
  pictured: z.string().optional(),
  /** A person's own picture or clip, shown in place of a made one. */
  own: z
    .object({
      media: BlobId,
      kind: z.enum(['picture', 'clip']),
      fit: FootageFit,
      /** Of a clip: heard under the voice; left out, it is off. */
      sound: z.literal('under').optional(),
    })
    .optional(),
  /** Name of the thing that a drawn picture of it shows, so that neighbours differ; empty for none, left out where its words alone decide. */
  shows: z.string().optional(),
  /** How a drawn picture of it is laid out, so that neighbours differ; left out, or where it no longer suits, its words alone decide. */
  layout: z.string().optional(),
  /** A voice for this scene alone. */
  voice: z.string().optional(),
  /** What an ending tells beside its source: the pages that the film rests on, from and to, and whether models of vendors had a part in it. */
  credits: z.object({ pages: z.tuple([z.int().positive(), z.int().positive()]).optional(), ai: z.boolean() }).optional(),
})
export type Scene = z.infer<typeof Scene>

export const Storyboard = z.object({
  title: z.string(),
  subtitle: z.string(),
  quote: z.string(),
  language: z.string(),
  /** "Author, Work" or the file's title: shown at the end. */
  source: z.string(),
  /** Titles and golden quotes to choose from; the ones in use among them. */
  titles: z.array(z.string()),
  quotes: z.array(z.string()),
  /** The document's figures that are large enough to show, whether a scene shows them or not. */
  figures: z.array(Figure),
  scenes: z.array(Scene).min(1),
  /** What a person should know, for instance that another vendor stood in. */
  warnings: z.array(z.string()).optional(),
})
export type Storyboard = z.infer<typeof Storyboard>

/** A person's own film that was seen to be one. */
export const Footage = z.object({
  media: BlobId,
  demuxer: z.string(),
  /** How its length is made the scene's. */
  fit: FootageFit,
  seconds: z.number().positive(),
  hasSound: z.boolean(),
})

/** What every picture of a film is asked for with. */
export const PictureLook = z.object({
  /** The film's: colours vary by it. */
  title: z.string(),
  language: z.string(),
  style: z.string(),
  /** Where captions will stand, which drawn words keep clear of; left out, at the bottom. */
  captionPlace: z.enum(captionPlaces).optional(),
  /** Pixels; a vendor gives the nearest size it can. */
  width: z.int().positive(),
  height: z.int().positive(),
})
export type PictureLook = z.infer<typeof PictureLook>

/** A part of a picture that comes into sight as its words are said. */
export const Reveal = z.object({
  text: z.string(),
  ...box,
  /** The way it comes: as it is read, to the right or the left, or round like the hand of a clock, which leaves what is within its ring. */
  sweep: z.enum(['right', 'left', 'around']),
})
export type Reveal = z.infer<typeof Reveal>

export const Picture = z.object({
  image: BlobId,
  width: z.int().positive(),
  height: z.int().positive(),
  origin: z.enum(['figure', 'drawn', 'generated', 'own']),
  /** What its move varies by; the scene's, so that a picture moves alike in its own clip and in the join before. */
  seed: z.int().nonnegative(),
  /** What no move may crop, as fractions of the picture; left out, all of it may leave the frame. */
  focus: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  /** A person's own film, of which this is the first frame. */
  footage: Footage.optional(),
  /** The same picture without the words that were set on it: what a cover stands on. */
  bare: BlobId.optional(),
  /** An opening's or ending's words to lay over footage: a PNG of the frame's size. */
  lettering: BlobId.optional(),
  /** All that is said stands on it: captions would say it twice. */
  quoted: z.boolean().optional(),
  /** A figure's lettering, as it stands in this picture: the view goes to what is spoken of. */
  labels: z.array(Label).optional(),
  /** What is not in sight from the start: the picture before any of it, and its parts. */
  reveals: z.object({ before: BlobId, parts: z.array(Reveal).min(1) }).optional(),
  /** For screen readers. */
  alt: z.string(),
  provider: z.string(),
  warnings: z.array(z.string()),
})
export type Picture = z.infer<typeof Picture>

/**
 * A spoken word; seconds from the start of the audio. `text` is as written, with its punctuation and the white space after it,
 * so the words of a narration joined with '' are the scene's text.
 */
export const Word = z.object({ text: z.string(), start: z.number(), end: z.number() })
export type Word = z.infer<typeof Word>

export const Narration = z.object({
  /** WAV, 48 kHz, mono, 16 bit. */
  audio: BlobId,
  seconds: z.number().positive(),
  words: z.array(Word),
  /** Where the word times come from. */
  timing: z.enum(['vendor', 'engine', 'aligned', 'spread']),
  voice: z.string(),
  provider: z.string(),
  warnings: z.array(z.string()),
})
export type Narration = z.infer<typeof Narration>

/** A scene's silent video, ready to be joined to its neighbours without re-encoding. */
export const Clip = z.object({ video: BlobId, frames: z.int().positive(), seconds: z.number().positive() })
export type Clip = z.infer<typeof Clip>

/** A film's whole sound as AAC, with the integrated loudness in LUFS and the true peak in dBTP that it was encoded from. */
export const Mix = z.object({ audio: BlobId, loudness: z.number(), truePeak: z.number() })
export type Mix = z.infer<typeof Mix>

/** JPEG with the titles on it, of at most 2 MB: what the strictest place takes, YouTube for its thumbnails. */
export const Cover = z.object({
  image: BlobId,
  width: z.int().positive(),
  height: z.int().positive(),
  variant: z.enum(coverVariants),
})
export type Cover = z.infer<typeof Cover>

/** JPEG with all scenes' pictures, small and numbered from 1. */
export const Sheet = z.object({ image: BlobId, width: z.int().positive(), height: z.int().positive() })
export type Sheet = z.infer<typeof Sheet>

export const Film = z.object({
  film: BlobId,
  srt: BlobId,
  vtt: BlobId,
  ass: BlobId,
  seconds: z.number().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  /** Its mix's: LUFS and dBTP. */
  loudness: z.number(),
  truePeak: z.number(),
})
export type Film = z.infer<typeof Film>

const ratios: Record<Aspect, [number, number]> = { '16:9': [16, 9], '9:16': [9, 16], '1:1': [1, 1], '3:4': [3, 4] }

/** Pixels of a film's frame: `resolution` along the shorter side, both even. */
export function frameSize({ aspect, resolution }: Pick<FilmSettings, 'aspect' | 'resolution'>): { width: number; height: number } {
  const [across, down] = ratios[aspect]
  const scale = resolution / Math.min(across, down)
  return { width: Math.round((across * scale) / 2) * 2, height: Math.round((down * scale) / 2) * 2 }
}

/** Pixels of a film's cover, whatever the film's own: 1280x720 is what video sites show, taller ones fill a phone. */
export function coverSize(aspect: Aspect): { width: number; height: number } {
  return frameSize({ aspect, resolution: aspect === '16:9' ? 720 : 1080 })
}
