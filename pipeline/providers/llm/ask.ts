import { z } from 'zod'
import { UserError } from '../../../lib/errors.ts'
import type { Message } from '../../prompts/message.ts'
import type { StepContext } from '../../step.ts'
import type { OpenAIEndpoint } from '../openai-client.ts'
import { type Price, tokensCost } from '../price.ts'
import { createCompletion } from './completion.ts'
import { countTokens } from './passages.ts'

/** Something wrong with an answer: what the model is told, and what the person is told if it stays so. */
export interface Fault {
  told: string
  /** Left out where the answer can't be used with it. */
  warning?: string
}

interface Checked<Result> {
  result: Result
  faults: Fault[]
}

export interface Question<Answer, Result> {
  /** Of the schema, for the vendor. */
  name: string
  messages: Message[]
  answer: z.ZodType<Answer>
  /** Makes our own of the answer and says what is wrong with it. */
  check(answer: Answer): Checked<Result> | Promise<Checked<Result>>
  /** Tokens the answer takes at most, for the estimate of its cost. */
  outputTokens: number
  /** 0..1 of this question. */
  progress?(fraction: number): void
}

/**
 * Asks a model for an answer of a shape. A wrong one is asked for once more with the faults told; what is wrong then becomes
 * a warning, or UserError `vendor` where it can't be used.
 */
export function createAsk(endpoint: OpenAIEndpoint, model: string, price: Price | undefined) {
  const complete = createCompletion(endpoint)

  return async function ask<Answer, Result>(question: Question<Answer, Result>, context: StepContext) {
    const first = await checked(question, await buy(question, question.messages, context))
    if (first.faults.length === 0 && first.result !== undefined) return { result: first.result, warnings: [] }
    context.log.info({ endpoint: endpoint.label, question: question.name, faults: first.faults.map(({ told }) => told) }, 'asked again')
    const told = `That answer can't be used as it is:\n${first.faults.map((fault) => `- ${fault.told}`).join('\n')}\nGive the whole corrected JSON object.`
    const again: Message[] = [
      ...question.messages,
      { role: 'assistant', content: first.text.slice(0, 40_000) || '(nothing)' },
      { role: 'user', content: told },
    ]
    const second = await checked(question, await buy(question, again, context))
    const usable = [second, first].find(
      ({ result, faults }) => result !== undefined && faults.every(({ warning }) => warning !== undefined),
    )
    if (usable?.result === undefined) {
      throw new UserError('vendor', `${endpoint.label} gave an answer we could not use, twice.`, {
        cause: new Error(second.faults.map((fault) => fault.told).join('; ')),
      })
    }
    return { result: usable.result, warnings: usable.faults.flatMap(({ warning }) => warning ?? []) }
  }

  async function buy<Answer, Result>(question: Question<Answer, Result>, messages: Message[], context: StepContext) {
    const { name, outputTokens } = question
    const schema = jsonSchema(question.answer)
    const inputTokens = messages.reduce((sum, { content }) => sum + countTokens(content) + 8, 0)
    const estimate = tokensCost(price, { input: inputTokens, output: outputTokens })
    const heard = (characters: number) => question.progress?.(Math.min(1, characters / (outputTokens * 2)))
    return context.pay({ vendor: endpoint.id, request: { model, name, schema, messages }, estimate }, async (idempotencyKey) => {
      const answer = await endpoint.call(context, idempotencyKey, (options) => complete({ model, messages, name, schema, heard }, options))
      const tokens = answer.tokens ?? { input: inputTokens, output: countTokens(answer.text) }
      return { answer: { text: answer.text, cut: answer.cut }, cost: tokensCost(price, tokens) ?? 0 }
    })
  }
}

async function checked<Answer, Result>(
  question: Question<Answer, Result>,
  { text, cut }: { text: string; cut: boolean },
): Promise<{ text: string } & Checked<Result | undefined>> {
  const parsed = question.answer.safeParse(jsonIn(text))
  if (parsed.success) return { text, ...(await question.check(parsed.data)) }
  const wrong = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`)
  return { text, result: undefined, faults: cut ? [{ told: 'it was cut off: write less' }] : wrong.map((told) => ({ told })) }
}

/** The JSON object in a text that may have a fence, a preamble or a train of thought around it. */
function jsonIn(text: string): unknown {
  const from = text.replace(/<think>[\s\S]*?<\/think>/g, '')
  try {
    return JSON.parse(from.slice(from.indexOf('{'), from.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

function jsonSchema(answer: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(answer)
  return schema
}
