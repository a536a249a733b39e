import type { Style } from '../styles/style.ts'

const MOST = 3_800

/** A scene's picture in a style's own words, with what a person asked for besides, short enough for any model. */
export function picturePrompt(scene: string, { before, after, avoid }: Style['prompt'], note = ''): string {
  const room = MOST - before.length - after.length - avoid.length - note.length
  const never = ['text', 'letters', 'watermark', avoid].filter(Boolean).join(', ')
  return [before, scene.slice(0, Math.max(room, 200)), note, after, `Avoid: ${never}.`].filter(Boolean).join(' ')
}
