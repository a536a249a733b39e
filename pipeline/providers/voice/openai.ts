import { fileTypeFromBuffer } from 'file-type'
import { APIError } from 'openai'
import { z } from 'zod'
import { UserError } from '../../../lib/errors.ts'
import { hashOf } from '../../../lib/hash.ts'
import { EndpointSettings, type Member } from '../endpoint.ts'
import { openaiEndpoint } from '../openai-client.ts'
import { priceOf, speechCost } from '../price.ts'
import type { Voice, VoiceProvider } from '../provider.ts'

const VOICES = ['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer', 'verse']

const Settings = EndpointSettings.extend({
  timeoutMs: z.int().positive().default(90_000),
  /** Voices to choose from, best first: ids, or ids with a name and a language (`mul` speaks all). */
  voices: z
    .array(z.union([z.string(), z.object({ id: z.string(), name: z.string(), language: z.string() })]))
    .min(1)
    .default(VOICES),
  format: z.enum(['wav', 'mp3', 'opus', 'aac', 'flac']).default('wav'),
  /** False where the model speaks at its own pace only. */
  pace: z.boolean().default(true),
  /** Characters that one request may have. */
  mostCharacters: z.int().positive().default(4_096),
})

/** Speaks at any endpoint that speaks OpenAI's speech; it gives no word times. */
export const openaiVoice: Member<VoiceProvider, z.infer<typeof Settings>> = {
  name: 'openai',
  needs: Settings,
  create({ timeoutMs, voices: offered, format, pace, mostCharacters, ...settings }) {
    const { model } = settings
    const endpoint = openaiEndpoint(settings, timeoutMs)
    const price = priceOf(model, settings.price)
    const voices = offered.map((voice): Voice => (typeof voice === 'string' ? { id: voice, name: voice, language: 'mul' } : voice))
    return {
      id: `${endpoint.id}#${hashOf([voices, format, pace]).slice(0, 8)}`,
      voices,
      price: speechCost(price, 1),
      async speak({ text, language, voice: wished, speed }, context) {
        if (text.length > mostCharacters) {
          throw new UserError(
            'vendor',
            `${endpoint.label} speaks at most ${mostCharacters} characters at once; a scene has ${text.length}.`,
          )
        }
        const voice = chosen(voices, wished, language)
        const warnings: string[] = []
        if (wished !== undefined && voice !== wished)
          warnings.push(`${endpoint.label} has no voice "${wished}"; "${voice}" speaks instead.`)
        if (!pace && speed !== 1) warnings.push(`${endpoint.label} speaks at its own pace; the wished speed was left out.`)
        const request = { model, voice, input: text, response_format: format, ...(pace && speed !== 1 ? { speed } : {}) }
        const cost = speechCost(price, text.length)
        const { audio } = await context.pay({ vendor: endpoint.id, request, estimate: cost }, async (idempotencyKey) => {
          const audio = await endpoint.call(context, idempotencyKey, async (options) =>
            soundIn(await endpoint.client.audio.speech.create(request, options)),
          )
          return { answer: { audio }, cost: cost ?? 0 }
        })
        return { audio, voice, warnings }
      },
    }
  },
}

function chosen(voices: readonly Voice[], wished: string | undefined, language: string): string {
  const own = voices.find(({ id }) => id === wished)
  const native = voices.find((voice) => voice.language === 'mul' || voice.language.split('-')[0] === language.split('-')[0])
  return (own ?? native ?? voices[0])?.id ?? ''
}

async function soundIn(response: Response): Promise<Uint8Array> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) throw APIError.generate(undefined, (await response.json()) as object, undefined, response.headers)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const kind = await fileTypeFromBuffer(bytes)
  if (bytes.byteLength < 100 || !kind?.mime.startsWith('audio/'))
    throw new TypeError(`an answer of type ${type.slice(0, 40)} that is no sound`)
  return bytes
}
