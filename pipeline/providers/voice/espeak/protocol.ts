/** One sentence for the engine's process to read. `voice` is eSpeak's own name, `rate` its words a minute, `range` its pitch range in percent. */
export interface SpeakOrder {
  text: string
  voice: string
  rate: number
  range: number
}

/** 16-bit mono samples, and the moments at which words begin; `position` counts code points of the text from 0. */
export interface SpeakAnswer {
  samples: Int16Array
  sampleRate: number
  events: { position: number; milliseconds: number }[]
}
