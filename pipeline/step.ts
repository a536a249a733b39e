import type { Logger } from 'pino'
import type { ZodType } from 'zod'
import type { BlobId } from './schema.ts'
import type { Services } from './services.ts'

/** Bytes by their hash. Storing is atomic: a blob is there whole, or not at all. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<BlobId>
  /** Takes the file over: it is moved, not copied. */
  putFile(path: string): Promise<BlobId>
  putStream(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<{ id: BlobId; bytes: number }>
  /** A local file that holds the blob. Throws when there is none. */
  path(id: BlobId): Promise<string>
  read(id: BlobId): Promise<Uint8Array>
  /** False when the blob is missing or its bytes no longer hash to its name; a damaged one is set aside. */
  verify(id: BlobId): Promise<boolean>
}

/** A vendor's answer, kept before it is used. */
export interface PaidCall {
  vendor: string
  /** What is asked, as JSON: the same request is never bought twice. */
  request: unknown
  /** What it will cost at most, in the currency of the price table; undefined where the price isn't known. */
  estimate: number | undefined
}

export interface StepContext {
  services: Services
  blobs: Blobs
  log: Logger
  signal: AbortSignal
  /** 0..1 of this step. */
  progress(fraction: number): void
  /** A folder of this execution's own, removed when it ends. */
  workFolder(): Promise<string>
  /**
   * Runs a paid vendor call once in the life of the installation: the intent is stored before the call, its answer
   * before it is used. `idempotencyKey` goes to vendors that honour one.
   */
  pay<T>(call: PaidCall, perform: (idempotencyKey: string) => Promise<{ answer: T; cost: number }>): Promise<T>
}

/** A pure function from parsed input to parsed output. Its result is kept under a hash of name, version, fingerprint and input. */
export interface Step<Input, Output> {
  readonly name: string
  /** Raise it when `run` would give another output for the same input. */
  readonly version: number
  readonly input: ZodType<Input>
  readonly output: ZodType<Output>
  /** What else the output depends on: the provider's id and settings. */
  fingerprint(services: Services): string
  run(input: Input, context: StepContext): Promise<NoInfer<Output>>
}

/** Gives a step its types. */
export function defineStep<Input, Output>(step: Step<Input, Output>): Step<Input, Output> {
  return step
}
