import { z } from 'zod'

/** Bytes named by their sha256: `blob:` and 64 hex digits. Whatever holds one of these refers to a stored file. */
export const BlobId = z
  .string()
  .regex(/^blob:[0-9a-f]{64}$/)
  .brand<'BlobId'>()
export type BlobId = z.infer<typeof BlobId>

/** Where a text stands: a page of a paged document, counted from 1; formats without pages leave it out. */
const page = z.int().positive().optional()

export const Figure = z.object({
  image: BlobId,
  caption: z.string(),
  page,
  /** Pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Index into `sections` of the section it stands in. */
  section: z.int().nonnegative(),
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
/** Letters with an outline, or on a panel of their own. */
export const captionLooks = ['outline', 'panel'] as const
export type CaptionLook = (typeof captionLooks)[number]

/** What a person chose for a film; every field has a default, so `FilmSettings.parse({})` is a good film. */
export const FilmSettings = z.object({
  style: z.string().default('ink-wash'),
  /** A voice id of the voice provider; left out, the best one for the language. */
  voice: z.string().optional(),
  /** Times the voice's own pace. */
  speed: z.number().min(0.8).max(2).default(1),
  /** Times the voice's own loudness. */
  loudness: z.number().min(0.5).max(2).default(1),
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
  captionLook: z.enum(captionLooks).default('outline'),
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
  own: z.object({ media: BlobId, kind: z.enum(['picture', 'clip']), fit: z.enum(['crop', 'stretch', 'loop']) }).optional(),
  /** A voice for this scene alone. */
  voice: z.string().optional(),
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
  footage: z
    .object({ media: BlobId, demuxer: z.string(), fit: z.enum(['crop', 'stretch', 'loop']), seconds: z.number().positive() })
    .optional(),
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

/** JPEG with the titles on it. */
export const Cover = z.object({ image: BlobId, width: z.int().positive(), height: z.int().positive() })
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
  /** Integrated loudness in LUFS and true peak in dBTP, as measured on the finished file. */
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
