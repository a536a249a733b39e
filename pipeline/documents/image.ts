import type { EncodedImage, Image } from './format.ts'
import { imageSize } from './image-size.ts'
import type { Limits } from './limits.ts'

/**
 * A picture drawn again as JPEG (or PNG where it is a drawing with few colours), at most `figureSide` pixels long; undefined
 * where it is no picture, too small to show, or larger than allowed by its own header.
 */
export async function encodeImage(image: Image, limits: Limits): Promise<EncodedImage | undefined> {
  if ('draw' in image) return image.draw()
  const bytes = 'bytes' in image ? image.bytes : await image.load()
  if (bytes === undefined || bytes.length > limits.figureBytes) return undefined
  const size = imageSize(bytes)
  if (size === undefined || size.width * size.height > limits.figurePixels || Math.min(size.width, size.height) < 48) return undefined
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const picture = await loadImage(Buffer.from(bytes))
  const scale = Math.min(1, limits.figureSide / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  // Diagrams stay sharp as PNG; photographs are smaller as JPEG.
  const drawing = size.type === 'gif' || (size.type === 'png' && bytes.length < width * height * 0.4)
  return { bytes: await (drawing ? canvas.encode('png') : canvas.encode('jpeg', 90)), width, height }
}
