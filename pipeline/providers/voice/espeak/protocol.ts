/** One sentence for the engine's process to read. `voice` is eSpeak's own name, `rate` its words a minute, `range` its pitch range in percent. */
export interface SpeakOrder {
  text: string
  voice: string
  rate: number
  range: number
}

/** 16-bit mono samples, and the moments at which words begin with what is said for them, and at which clauses end; `position` counts code points of the text from 0. */
export interface SpeakAnswer {
  samples: Int16Array
  sampleRate: number
  events: { position: number; milliseconds: number; ipa: string; isEnd: boolean }[]
}

/** A word as it is said: where it stands in the text, its phonemes with their stress, and the mark that ends a clause with it. */
export interface SpokenWord {
  position: number
  ipa: string
  mark: '' | '.' | ',' | ';' | ':' | '!' | '?'
}
