import { fileTypeFromBuffer } from 'file-type'
import { APIError, toFile } from 'openai'
import type { ImagesResponse } from 'openai/resources/images'
import { z } from 'zod'
import { hashOf } from '../../../lib/hash.ts'
import { picturePrompt } from '../../prompts/picture.ts'
import { styleNamed } from '../../styles/styles.ts'
import { EndpointSettings, type Member } from '../endpoint.ts'
import { guardedDownload } from '../guarded-download.ts'
import { type CallOptions, openaiEndpoint } from '../openai-client.ts'
import { plainText } from '../plain-text.ts'
import { priceOf } from '../price.ts'
import type { PictureProvider } from '../provider.ts'
import { nearestSize, sizesOf } from './sizes.ts'

const Settings = EndpointSettings.extend({
  timeoutMs: z.int().positive().default(120_000),
  /** Sizes the model makes; left out, what is known of it. */
  sizes: z
    .array(z.templateLiteral([z.int().positive(), 'x', z.int().positive()]))
    .min(1)
    .optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high', 'standard', 'hd']).optional(),
  /** Whether the model edits pictures, and so can look at one that a style goes by. */
  references: z.boolean().default(false),
})

const MOST_BYTES = 20 * 1024 * 1024
// How a style goes by words where the model can't look at its picture.
const inWordsAlone = styleNamed('ink-wash')

interface Request {
  model: string
  prompt: string
  size: string
  n: number
}

const KINDS = ['image/png', 'image/jpeg', 'image/webp']

/** Makes pictures at any endpoint that speaks OpenAI's image generations; after a picture by its image edits, where it `references`. */
export const openaiPictures: Member<PictureProvider, z.infer<typeof Settings>> = {
  name: 'openai',
  needs: Settings,
  create({ timeoutMs, sizes: own, quality, references, ...settings }) {
    const { model, url } = settings
    const endpoint = openaiEndpoint(settings, timeoutMs)
    const sizes = own ?? sizesOf(model)
    const price = priceOf(model, settings.price)?.picture
    // OpenAI's own newer models always answer in base64 and reject the question.
    let saysFormat = !/^(gpt-image|chatgpt-image)/.test(model)
    return {
      id: `${endpoint.id}#${hashOf([sizes, quality ?? null, ...(references ? ['references'] : [])]).slice(0, 8)}`,
      price,
      takesReference: references,
      async draw({ scene, style: name, width, height }, context) {
        const style = styleNamed(name)
        const reference = references ? style.reference : undefined
        const words = style.reference === reference ? style : inWordsAlone
        const request = {
          model,
          prompt: picturePrompt(scene.prompt, words.prompt, plainText(scene.note ?? '', 300)),
          size: nearestSize(sizes, { width, height }),
          n: 1,
          ...(quality === undefined ? {} : { quality }),
        }
        // Another take is another purchase, though the vendor is asked for the same.
        const asked = {
          ...request,
          ...(scene.take === undefined ? {} : { take: scene.take }),
          ...(reference === undefined ? {} : { reference }),
        }
        const { image } = await context.pay({ vendor: endpoint.id, request: asked, estimate: price }, async (idempotencyKey) => {
          const image = await endpoint.call(context, idempotencyKey, async (options) => {
            const made = await send(request, reference && (await context.blobs.read(reference)), options)
            return sniffed(await bytesOf(made, options.signal))
          })
          return { answer: { image }, cost: price ?? 0 }
        })
        const warnings =
          style === words ? [] : ['The picture service here takes no picture as a model for the style: words stood in for it.']
        return { image, origin: 'generated', alt: scene.prompt.slice(0, 300) || scene.text.slice(0, 300), warnings }
      },
    }

    async function send(request: Request, reference: Uint8Array | undefined, options: CallOptions): Promise<ImagesResponse> {
      const { images } = endpoint.client
      const ask = async () => {
        const asked = { ...request, ...(saysFormat ? { response_format: 'b64_json' as const } : {}) }
        if (reference === undefined) return images.generate(asked, options)
        return images.edit({ ...asked, image: await toFile(reference, 'style.jpg', { type: 'image/jpeg' }) }, options)
      }
      try {
        return await ask()
      } catch (error) {
        if (!saysFormat || !(error instanceof APIError) || !/response_format/.test(`${error.param} ${error.message}`)) throw error
        saysFormat = false
        return ask()
      }
    }

    async function bytesOf(answer: ImagesResponse, signal: AbortSignal): Promise<Uint8Array> {
      if (typeof answer === 'object' && answer !== null && 'error' in answer)
        throw APIError.generate(undefined, answer, undefined, new Headers())
      const made = answer?.data?.[0]
      if (made?.b64_json) return Buffer.from(made.b64_json, 'base64')
      if (made?.url)
        return guardedDownload(made.url, {
          endpoint: url,
          mostBytes: MOST_BYTES,
          type: /^(image\/|application\/octet-stream|binary\/)/,
          signal,
        })
      throw new TypeError('an answer without a picture')
    }
  },
}

async function sniffed(bytes: Uint8Array): Promise<Uint8Array> {
  const kind = await fileTypeFromBuffer(bytes)
  if (bytes.byteLength > MOST_BYTES || kind === undefined || !KINDS.includes(kind.mime)) throw new TypeError('an answer that is no picture')
  return bytes
}
