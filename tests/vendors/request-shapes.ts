import { z } from 'zod'

// What the three endpoints accept, after OpenAI's API reference; unknown fields are an error there too.
const chat = z.strictObject({
  model: z.string().min(1),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1) })).min(1),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.boolean(),
          schema: z.record(z.string(), z.unknown()).refine(isStrict, 'strict schemas list every property as required and allow no others'),
        }),
      }),
    ])
    .optional(),
})

const image = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).optional(),
  size: z
    .enum(['1024x1024', '1536x1024', '1024x1536', '1792x1024', '1024x1792', '1536x864', '864x1536', '1152x1536', '1536x1152'])
    .optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high', 'standard', 'hd']).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
})

// A multipart form, so all but the picture is text; `image` is what the fake noted of the file.
const edit = z.strictObject({
  model: z.string().min(1),
  image: z.strictObject({
    type: z.enum(['image/png', 'image/webp', 'image/jpeg']),
    bytes: z.int().min(100).max(50_000_000),
    sha256: z.string(),
  }),
  prompt: z.string().min(1).max(32_000),
  n: z.stringFormat('count', /^([1-9]|10)$/).optional(),
  size: image.shape.size,
  quality: z.enum(['auto', 'low', 'medium', 'high', 'standard']).optional(),
  response_format: image.shape.response_format,
})

const speech = z.strictObject({
  model: z.string().min(1),
  input: z.string().min(1).max(4_096),
  voice: z.enum(['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer', 'verse']),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).optional(),
  speed: z.number().min(0.25).max(4).optional(),
})

/** The request bodies by path. */
export const requestShapes = {
  '/v1/chat/completions': chat,
  '/v1/images/generations': image,
  '/v1/images/edits': edit,
  '/v1/audio/speech': speech,
} as const

export type VendorPath = keyof typeof requestShapes
export type ChatRequest = z.infer<typeof chat>
export type ImageRequest = z.infer<typeof image>
export type EditRequest = z.infer<typeof edit>
export type SpeechRequest = z.infer<typeof speech>

function isStrict(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isStrict)
  if (value === null || typeof value !== 'object') return true
  if ('properties' in value && value.properties !== null && typeof value.properties === 'object') {
    const { required, additionalProperties } = value as { required?: string[]; additionalProperties?: unknown }
    const names = Object.keys(value.properties)
    if (additionalProperties !== false || names.some((name) => !required?.includes(name))) return false
  }
  return Object.values(value).every(isStrict)
}
