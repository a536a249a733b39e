import { z } from 'zod'
import { Document, Script } from '../schema.ts'
import { defineStep } from '../step.ts'

/** Condenses a document of any length into a narration, scene by scene. */
export const script = defineStep({
  name: 'script',
  version: 1,
  input: z.object({ document: Document, language: z.string().optional(), seconds: z.number().optional() }),
  output: Script,
  fingerprint: ({ script }) => script.id,
  async run({ document, language, seconds }, context) {
    const written = await context.services.script.write({ document, language: language ?? document.language, seconds }, context)
    const last = Math.max(0, document.sections.length - 1)
    return {
      ...written,
      scenes: written.scenes.map((scene) => ({ ...scene, text: scene.text.trim(), section: Math.min(scene.section, last) })),
    }
  },
})
