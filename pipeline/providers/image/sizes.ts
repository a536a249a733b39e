/** `WIDTHxHEIGHT` in pixels. */
export type Size = `${number}x${number}`

// What models accept, by how their names begin; the operator's own list goes first.
const KNOWN: [RegExp, Size[]][] = [
  [/^dall-e-3/, ['1024x1024', '1792x1024', '1024x1792']],
  [/^dall-e-2/, ['1024x1024']],
  [/^gpt-image-(2|[3-9])/, ['1024x1024', '1536x864', '864x1536', '1152x1536', '1536x1152']],
  [/qwen-image/i, ['1328x1328', '1664x928', '928x1664', '1140x1472', '1472x1140']],
  [/seedream/i, ['2048x2048', '2560x1440', '1440x2560', '1728x2304', '2304x1728']],
]
const USUAL: Size[] = ['1024x1024', '1536x1024', '1024x1536']

/** Sizes a model makes. */
export function sizesOf(model: string): Size[] {
  return KNOWN.find(([name]) => name.test(model))?.[1] ?? USUAL
}

/** The allowed size whose shape is nearest to the frame's: the least has to be cropped away. */
export function nearestSize(sizes: readonly Size[], frame: { width: number; height: number }): Size {
  const shape = ({ width, height }: { width: number; height: number }) => Math.log(width / height)
  const away = (size: Size) => Math.abs(shape(parseSize(size)) - shape(frame))
  return sizes.reduce((best, size) => (away(size) < away(best) ? size : best))
}

function parseSize(size: Size): { width: number; height: number } {
  const [width = 1, height = 1] = size.split('x').map(Number)
  return { width, height }
}
