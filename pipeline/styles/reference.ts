import { BlobId } from '../schema.ts'
import type { Style } from './style.ts'

/**
 * The look of a person's picture, for models that take one beside the words. Such a style goes by the picture's blob id, so it lives as long
 * as settings name it. What is drawn offline looks like `base`. Undefined where the name is no blob's.
 */
export function referenceStyle(name: string, base: Style): Style | undefined {
  const reference = BlobId.safeParse(name).data
  if (reference === undefined) return undefined
  return {
    ...base,
    name,
    aliases: [],
    label: { en: 'like your picture', 'zh-CN': '仿照您的图片' },
    description: {
      en: 'The technique, colours and light of a picture that was given as the model.',
      'zh-CN': '仿照所给图片的技法、色彩与光线。',
    },
    prompt: {
      before: 'In the very style of the picture given: its technique, line, colours and light, but nothing that it shows.',
      after: '',
      avoid: 'watermark, the subject of the picture given',
    },
    captions: { ...base.captions, look: 'outline' },
    reference,
  }
}
