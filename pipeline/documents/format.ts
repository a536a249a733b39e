import type { Label } from '../schema.ts'
import type { Limits } from './limits.ts'
import type { RecognisedPage } from './wire.ts'

/** A picture as we keep it: JPEG or PNG that our own canvas wrote. */
export interface EncodedImage {
  bytes: Uint8Array
  width: number
  height: number
}

/** A picture as a format finds it: bytes of a stranger's, at once or when they are wanted, or something that we draw. */
export type Image = { bytes: Uint8Array } | { load(): Promise<Uint8Array | undefined> } | { draw(): Promise<EncodedImage> }

/** One thing in reading order. */
export type Block =
  | { kind: 'heading'; text: string; level: number; page?: number | undefined }
  | { kind: 'paragraph'; text: string; page?: number | undefined; aside?: Aside | undefined }
  | { kind: 'figure'; image: Image; caption: string; page?: number | undefined }

/** Text that belongs to the document but not to its prose. */
export type Aside = 'note' | 'table' | 'caption' | 'references'

/** What a format makes of a file, before it is cleaned and cut into sections. */
export interface RawDocument {
  title?: string | undefined
  author?: string | undefined
  /** As the file declares it; the text itself is asked first. */
  language?: string | undefined
  /** 0 where the format has no pages. */
  pages: number
  blocks: Block[]
  /** Pages that are pictures of text, where nobody has recognised them yet: then there is nothing else to tell. */
  scanned?: number[]
  /** Figures that are costly to find; asked for once the text is safe. */
  figures?(): AsyncIterable<LateFigure>
}

/** A figure that is found after the text: its section follows from its caption, or from its page. */
export interface LateFigure {
  image: Image
  caption: string
  page: number
  /** Its own lettering, as in `Figure`. */
  labels?: Label[] | undefined
}

/** The file as a format's sniffer sees it: its bytes, and the names inside where it is an archive. */
export interface Probe {
  bytes: Uint8Array
  /** Of the dropped name, lower case, without the dot: a tie-breaker, never proof. */
  extension: string
  /** First bytes as Latin-1. */
  head: string
  entries: ReadonlySet<string>
}

export interface ReadOptions {
  extension: string
  password?: string | undefined
  limits: Limits
  /** What a text recogniser made of the pages that an earlier reading named in `scanned`. */
  recognised?: RecognisedPage[] | undefined
  progress(fraction: number): void
}

/** A document format: how it is known by its content, and how it is read. Runs in the jail only. */
export interface Format {
  /** Name in a Document's `format`. */
  readonly name: string
  /** As people say it. */
  readonly label: string
  readonly extensions: readonly string[]
  /** True when the content itself says so. */
  sniff(probe: Probe): boolean
  /** Throws UserError with one of `documentCodes`; anything else it throws counts as `corrupt`. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<RawDocument>
}
