import type { Box } from '../../../render/layout.ts'

/** A box in pixels as fractions of a picture, within it. */
export function fractions({ x, y, width, height }: Box, picture: { width: number; height: number }): Box {
  const within = (value: number) => Math.max(0, Math.min(1, value))
  const [left, top] = [within(x / picture.width), within(y / picture.height)]
  return { x: left, y: top, width: within((x + width) / picture.width) - left, height: within((y + height) / picture.height) - top }
}
