/** What a reader may cost and how much it may bring back; one place for every number of the jail. */
export interface Limits {
  /** Bytes of the dropped file. */
  fileBytes: number
  /** Wall time of one reading. */
  milliseconds: number
  /** CPU time that pictures may add once the text is read: a busy machine loses none. Of wall time, three times as much. */
  figureMilliseconds: number
  /** Pages that are recognised where a document is a scan, and the wall time that may take. */
  scannedPages: number
  scanMilliseconds: number
  /** Resident memory of the parser's process. */
  memoryBytes: number
  /** Heap of the parser's process, in MB as V8 counts. */
  heapMegabytes: number
  pages: number
  /** Characters of text that are kept. */
  characters: number
  /** Entries of an archive, and what they may unpack to, in all and each. */
  archiveEntries: number
  archiveBytes: number
  archiveEntryBytes: number
  /** Unpacked bytes a packed byte may give, in entries above the other number: blank pictures and tables of one value pack to nothing. */
  archiveRatio: number
  archiveRatioBytes: number
  /** Elements inside elements of a markup, and in all. */
  markupDepth: number
  markupElements: number
  figures: number
  /** Pixels of a picture as it stands in the document. */
  figurePixels: number
  /** Bytes of a picture before and after it is drawn again. */
  figureBytes: number
  /** Pixels along the longer side of a kept picture. */
  figureSide: number
  /** Bytes that may come back from the parser's process, the text as JSON. */
  answerBytes: number
  /** Characters under which there is nothing to tell. */
  leastCharacters: number
}

const MB = 1024 * 1024

/** The limits of a reader on a machine with 2 cores and 4 GB. */
export const defaultLimits: Limits = {
  fileBytes: 100 * MB,
  milliseconds: 60_000,
  figureMilliseconds: 16_000,
  scannedPages: 60,
  scanMilliseconds: 300_000,
  memoryBytes: 560 * MB,
  heapMegabytes: 320,
  pages: 3_000,
  characters: 8_000_000,
  archiveEntries: 5_000,
  archiveBytes: 300 * MB,
  archiveEntryBytes: 48 * MB,
  archiveRatio: 200,
  archiveRatioBytes: 8 * MB,
  markupDepth: 512,
  markupElements: 1_000_000,
  figures: 60,
  figurePixels: 40_000_000,
  figureBytes: 20 * MB,
  figureSide: 2_400,
  answerBytes: 32 * MB,
  leastCharacters: 40,
}
