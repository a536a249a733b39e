import { createReadStream } from 'node:fs'

/** A file's bytes. It is opened once they are asked for: a stream that fails while nobody listens ends the process. */
export async function* fileBytes(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { signal })
}
