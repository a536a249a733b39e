import { answer } from './jailed.ts'
import { parse } from './parse.ts'
import { Request } from './wire.ts'

// Runs in the jail.
await answer(Request, parse)
