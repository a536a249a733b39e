import type { Config } from './config.ts'
import type { Logger } from './lib/log.ts'

/** What was asked on the command line. */
export interface Call {
  config: Config
  log: Logger
  file: string | undefined
  options: Record<string, string>
  json: boolean
  signal: AbortSignal
}
