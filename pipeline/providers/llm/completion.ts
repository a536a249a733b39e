import { APIError } from 'openai'
import { Stream } from 'openai/streaming'
import { z } from 'zod'
import type { Message } from '../../prompts/message.ts'
import type { CallOptions, OpenAIEndpoint } from '../openai-client.ts'
import { refusal } from '../vendor-error.ts'

/** What a model wrote. */
export interface Completion {
  text: string
  /** True when the answer was cut off for its length. */
  cut: boolean
  /** As the vendor counted; undefined where it doesn't say. */
  tokens: { input: number; output: number } | undefined
}

export interface CompletionRequest {
  model: string
  messages: Message[]
  /** Name and JSON schema of the answer. */
  name: string
  schema: Record<string, unknown>
  /** Told as the answer comes in. */
  heard(characters: number): void
}

/** How the answer's form is asked for; an endpoint that rejects one is asked the next way from then on. */
const FORMS = ['json_schema', 'json_object', 'plain'] as const
type Form = (typeof FORMS)[number]

const MOST_CHARACTERS = 200_000

const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
})

/** Makes chat completions at an endpoint, streamed where it streams. */
export function createCompletion({ client, label }: OpenAIEndpoint) {
  let form: Form = 'json_schema'

  return async function complete(request: CompletionRequest, options: CallOptions): Promise<Completion> {
    for (;;) {
      const asked: Form = form
      try {
        return await once(request, asked, options)
      } catch (error) {
        const next = FORMS[FORMS.indexOf(asked) + 1]
        if (next === undefined || !rejectsForm(error)) throw error
        form = next
      }
    }
  }

  async function once(request: CompletionRequest, asked: Form, options: CallOptions): Promise<Completion> {
    const enough = new AbortController()
    const signal = AbortSignal.any([options.signal, enough.signal])
    const response = await client.chat.completions
      .create({ model: request.model, messages: request.messages, stream: true, ...formOf(request, asked) }, { ...options, signal })
      .asResponse()
    const completion = await read(response, request.heard, enough)
    if (completion.refused) throw refusal(label)
    if (!completion.ended) throw new SyntaxError('the stream ended before the answer did')
    return { text: completion.text, cut: completion.cut, tokens: completion.tokens }
  }
}

function formOf({ name, schema }: CompletionRequest, form: Form) {
  if (form === 'plain') return {}
  const usage = { stream_options: { include_usage: true } }
  if (form === 'json_object') return { ...usage, response_format: { type: 'json_object' as const } }
  return { ...usage, response_format: { type: 'json_schema' as const, json_schema: { name, schema, strict: true } } }
}

function rejectsForm(error: unknown): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422 && error.status !== 501)) return false
  return /response_format|json_schema|json_object|stream_options|structured|schema/i.test(`${error.param ?? ''} ${error.message}`)
}

async function read(response: Response, heard: (characters: number) => void, enough: AbortController) {
  const type = response.headers.get('content-type') ?? ''
  const answer = { text: '', cut: false, ended: false, refused: false, tokens: undefined as Completion['tokens'] }
  if (type.includes('application/json')) {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'error' in body) throw APIError.generate(undefined, body, undefined, response.headers)
    add(body)
  } else if (type.includes('text/event-stream')) {
    for await (const chunk of Stream.fromSSEResponse<unknown>(response, enough)) {
      add(chunk)
      heard(answer.text.length)
      if (answer.text.length > MOST_CHARACTERS) {
        answer.cut = true
        answer.ended = true
        break // which aborts the request
      }
    }
  } else {
    throw new TypeError(`an answer of type ${type.slice(0, 40)}`)
  }
  return answer

  function add(value: unknown): void {
    const chunk = Chunk.parse(value)
    const choice = chunk.choices[0]
    const part = choice?.delta ?? choice?.message
    answer.text += part?.content ?? ''
    if (part?.refusal || choice?.finish_reason === 'content_filter') answer.refused = true
    if (choice?.finish_reason === 'length') answer.cut = true
    if (choice?.finish_reason) answer.ended = true
    if (chunk.usage) answer.tokens = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens }
  }
}
