import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatRequest } from './request-shapes.ts'

/** Ways in which vendors go wrong. */
export type Misbehaviour =
  // instead of an answer
  | 'busy'
  | 'broken'
  | 'hang'
  | 'drip'
  | 'reset'
  | 'truncated'
  | 'html'
  | 'error-200'
  | 'refusal'
  | 'bad-key'
  | 'no-quota'
  | 'no-json-schema'
  | 'redirect'
  // with an answer that is wrong
  | 'cut'
  | 'no-stream'
  | 'hostile'
  | 'huge'
  | 'wrong-language'
  | 'wrong-schema'
  | 'ungrounded'
  | 'picture-url'
  | 'inner-url'
  | 'no-picture'

export interface Rule {
  how: Misbehaviour
  /** Part of the path, for instance `images`; left out, every path. */
  path?: string | undefined
  /** How often; left out, until told otherwise. */
  times?: number | undefined
  /** Seconds that `busy` asks for. */
  retryAfter?: number | undefined
}

/** Goes wrong in place of an answer and gives the status; undefined where the answer itself is what is wrong. */
export async function misbehave(
  rule: Rule,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<number | undefined> {
  const key = request.headers.authorization ?? ''
  const fail = (status: number, message: string, code: string | null, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }))
    return status
  }
  switch (rule.how) {
    case 'busy':
      return fail(429, 'Rate limit reached', 'rate_limit_exceeded', { 'retry-after': String(rule.retryAfter ?? 1) })
    case 'broken':
      return fail(500, `The server had an error with ${key}`, 'server_error')
    case 'hang':
      return 0
    case 'drip': {
      response.writeHead(200, { 'content-type': path.includes('chat') ? 'text/event-stream' : 'application/json' })
      const timer = setInterval(() => response.write(path.includes('chat') ? ': wait\n\n' : ' '), 50)
      response.on('close', () => clearInterval(timer))
      return 0
    }
    case 'reset':
      request.socket.destroy()
      return 0
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"b64_json":"iVBORw0KGgoAAAANSUhE')
      return 200
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Welcome to nginx</h1></html>')
      return 200
    case 'error-200':
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: 'upstream overloaded', code: 502 } }))
      return 200
    case 'refusal':
      return fail(400, 'Your request was rejected as a result of our safety system.', 'content_policy_violation')
    case 'bad-key':
      return fail(401, `Incorrect API key provided: ${key}`, 'invalid_api_key')
    case 'no-quota':
      return fail(429, 'You exceeded your current quota, please check your plan and billing details.', 'insufficient_quota')
    case 'no-json-schema':
      if (!(body as ChatRequest).response_format?.type.includes('json_schema')) return undefined
      return fail(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", null)
    case 'redirect':
      return fail(307, 'moved', null, { location: 'http://127.0.0.1:9/elsewhere' })
    default:
      return undefined
  }
}

/** The answer as a hostile or careless model would write it. */
export function tampered(how: Misbehaviour | undefined, answer: unknown): string {
  const text = JSON.stringify(answer)
  switch (how) {
    case 'hostile':
      return JSON.stringify(answer, (name, value) =>
        typeof value === 'string' && (name === 'text' || name === 'title' || name === 'prompt')
          ? `@everyone <@123456> **${value}** <script>alert(1)</script> [win](https://evil.example/x) https://evil.example/y`
          : value,
      )
    case 'huge':
      return JSON.stringify({ title: 'x'.repeat(1_000_000) })
    case 'wrong-language':
      return JSON.stringify(answer, (name, value) =>
        name === 'text' ? 'Die Sonne scheint heute über der alten Stadt, und niemand weiß, warum das Wasser in den Brunnen steigt.' : value,
      )
    case 'wrong-schema':
      return '{"headline":"I would rather not use your schema"}'
    case 'ungrounded':
      return JSON.stringify(answer, (name, value) =>
        name === 'sentences' ? [...value, { text: 'Dragons built it all in 1066.', from: [9_999] }] : value,
      )
    default:
      return text
  }
}
