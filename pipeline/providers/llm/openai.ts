import { z } from 'zod'
import { UserError } from '../../../lib/errors.ts'
import { hashOf } from '../../../lib/hash.ts'
import { DirectAnswer, directPrompt } from '../../prompts/direct-pictures.ts'
import { WishesAnswer, wishesPrompt } from '../../prompts/read-wishes.ts'
import { ScriptAnswer, writeScriptPrompt } from '../../prompts/write-script.ts'
import { EndpointSettings, type Member } from '../endpoint.ts'
import { openaiEndpoint } from '../openai-client.ts'
import { plainText } from '../plain-text.ts'
import { priceOf } from '../price.ts'
import type { ScriptProvider } from '../provider.ts'
import { createAsk } from './ask.ts'
import { condense } from './condense.ts'
import { composeDirections } from './directions.ts'
import { languageOf } from './language-check.ts'
import { narrationLength } from './narration-length.ts'
import { passagesOf } from './passages.ts'
import { rewriteQuestion } from './rewrite.ts'
import { checkScript } from './script-check.ts'
import { wishesIn } from './wishes.ts'

// Raise it when a prompt or a check changes what comes out.
const PROMPTS = 1

const Settings = EndpointSettings.extend({
  timeoutMs: z.int().positive().default(180_000),
  /** Tokens of document that go into one request; longer documents are condensed part by part. */
  documentTokens: z.int().min(500).default(24_000),
})

/** Writes scripts at any endpoint that speaks OpenAI's chat completions. */
export const openaiScript: Member<ScriptProvider, z.infer<typeof Settings>> = {
  name: 'openai',
  needs: Settings,
  create({ timeoutMs, documentTokens, ...settings }) {
    const endpoint = openaiEndpoint(settings, timeoutMs)
    const ask = createAsk(endpoint, settings.model, priceOf(settings.model, settings.price))
    const id = `${endpoint.id}#${hashOf([PROMPTS, documentTokens]).slice(0, 8)}`
    return {
      id,
      async write({ document, seconds, ...request }, context) {
        const passages = passagesOf(document)
        const sample = passages.slice(0, 20).map(({ text }) => text)
        const language = request.language === 'und' ? await languageOf(sample.join(' ')) : request.language
        if (passages.length === 0) throw new UserError('no-text', 'There is no text to tell in this document.')
        const available = passages.reduce((sum, { text }) => sum + text.length, 0)
        const length = narrationLength({ language, seconds, available })
        const read = await condense(passages, documentTokens, ask, context)
        const { title, author } = document
        const { result, warnings } = await ask(
          {
            name: 'script',
            messages: writeScriptPrompt({ passages: read.passages, title, author, language, length }),
            answer: ScriptAnswer,
            outputTokens: Math.max(2_000, length.most * 2),
            check: (answer) => checkScript(answer, { passages, language, length, title: plainText(title, 80) }),
            progress: context.progress,
          },
          context,
        )
        const { dropped: _, ...script } = result
        return { ...script, language, provider: id, warnings: [...read.warnings, ...warnings], ...(author === undefined ? {} : { author }) }
      },
      async direct(script, context) {
        const count = script.scenes.length
        const { result } = await ask(
          {
            name: 'pictures',
            messages: directPrompt(script),
            answer: DirectAnswer,
            outputTokens: 500 + 250 * count,
            check: (answer) => composeDirections(answer, count),
          },
          context,
        )
        return result
      },
      async rewrite(request, context) {
        const { result, warnings } = await ask(rewriteQuestion(request, documentTokens), context)
        return { ...result, warnings }
      },
      async understand(request, context) {
        const question = {
          name: 'wishes',
          messages: wishesPrompt(request),
          answer: WishesAnswer,
          outputTokens: 200,
          check: (answer: WishesAnswer) => ({ result: wishesIn(answer), faults: [] }),
        }
        return (await ask(question, context)).result
      },
    }
  },
}
