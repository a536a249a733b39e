import type { Style } from './style.ts'

const PREFIX = 'custom:'

/** A sentence longer than this is no style but a picture. */
const LONGEST = 200

/** The name under which a film keeps a look that a person put in words. */
export function customStyleName(sentence: string): string {
  return PREFIX + sentence.replace(/\s+/g, ' ').trim().slice(0, LONGEST).toWellFormed()
}

/** A look put in words, for a picture model; what is drawn offline looks like `base`. Undefined where the name is no such look. */
export function customStyle(name: string, base: Style): Style | undefined {
  const sentence = name.startsWith(PREFIX) ? name.slice(PREFIX.length).trim() : ''
  if (sentence === '') return undefined
  return {
    ...base,
    name,
    aliases: [],
    label: { en: sentence, 'zh-CN': sentence },
    description: { en: sentence, 'zh-CN': sentence },
    prompt: { before: '', after: sentence, avoid: 'text, watermark' },
    captions: { ...base.captions, look: 'outline' },
  }
}
