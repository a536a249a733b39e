import type { Style } from '../styles/style.ts'

const MOST = 3_800

/** A scene's picture in a style's own words, short enough for any model. */
export function picturePrompt(scene: string, { before, after, avoid }: Style['prompt']): string {
  const room = MOST - before.length - after.length - avoid.length
  const never = ['text', 'letters', 'watermark', avoid].filter(Boolean).join(', ')
  return [before, scene.slice(0, Math.max(room, 200)), after, `Avoid: ${never}.`].filter(Boolean).join(' ')
}
