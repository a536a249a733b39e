import { warmProcess } from '../warm-process.ts'
import type { SpeakAnswer, SpeakOrder } from './protocol.ts'

/** The npm package of the engine: GPL-3.0, and so optional and in a process of its own. */
export const espeakPackage = '@echogarden/espeak-ng-emscripten'

/** Asks the engine's process. Throws UserError `no-voice` where the package is missing. */
export const espeak = warmProcess<SpeakOrder, SpeakAnswer>(new URL('./child.ts', import.meta.url), espeakPackage)
