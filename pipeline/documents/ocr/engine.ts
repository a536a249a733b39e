import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** Tesseract itself, as tesseract.js-core compiles it. tesseract.js around it would start a worker thread, and a thread may leave the jail. */
interface Core {
  FS: { writeFile(path: string, bytes: Uint8Array): void }
  TessBaseAPI: new () => Api
}
interface Api {
  Init(folder: null, language: string, mode: number): number
  SetVariable(name: string, value: string): boolean
  SetImageFile(exif: number, angle: number): number
  Recognize(monitor: null): number
  MeanTextConf(): number
  GetUTF8Text(): string
  GetJSONText(): string
}

const LSTM_ONLY = 1
const WIDE = /^(?:chi|jpn|kor)/
const DATA = '@tesseract.js-data'

const Box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })
const Answer = z.object({
  blocks: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          is_ltr: z.number(),
          lines: z.array(
            z.object({
              text: z.string(),
              confidence: z.number(),
              bbox: Box,
              baseline: Box,
              rowAttributes: z.object({ rowHeight: z.number() }),
            }),
          ),
        }),
      ),
    }),
  ),
})

/** Paragraphs of lines in reading order, in pixels. */
export type RecognisedText = z.infer<typeof Answer>['blocks'][number]['paragraphs'][number][]

export interface Engine {
  /** What Tesseract calls it: `eng`, `chi_sim`. */
  language: string
  /** How sure it is of what stands in an image file, 0 to 100, and how many letters that is. */
  probe(image: Uint8Array): { confidence: number; letters: number }
  read(image: Uint8Array): RecognisedText
}

/** Languages whose data is installed beside us, `eng` first: packages named @tesseract.js-data/LANGUAGE. Empty without a recogniser. */
export function recognisedLanguages(): string[] {
  try {
    const core = createRequire(import.meta.url).resolve('tesseract.js-core/package.json')
    const names = readdirSync(join(dirname(core), '..', DATA))
    return names.filter((name) => name !== 'osd').sort((a, b) => Number(b === 'eng') - Number(a === 'eng'))
  } catch {
    return []
  }
}

/** Starts one recogniser a language, when it is first asked for. */
export async function openEngines(): Promise<(language: string) => Engine> {
  const open = createRequire(import.meta.url)('tesseract.js-core/tesseract-core-relaxedsimd-lstm.js') as (options: object) => Promise<Core>
  const core = await open({ print() {}, printErr() {} })
  const opened = new Map<string, Engine>()
  return (language) => {
    const engine = opened.get(language) ?? openEngine(core, language)
    opened.set(language, engine)
    return engine
  }
}

function openEngine(core: Core, language: string): Engine {
  const data = createRequire(import.meta.url).resolve(`${DATA}/${language}/4.0.0_best_int/${language}.traineddata.gz`)
  core.FS.writeFile(`${language}.traineddata`, gunzipSync(readFileSync(data)))
  const api = new core.TessBaseAPI()
  if (api.Init(null, language, LSTM_ONLY) !== 0) throw new Error(`the data of ${language} can't be used`)
  api.SetVariable('tessedit_pageseg_mode', '3') // columns and all
  const look = (image: Uint8Array) => {
    core.FS.writeFile('/input', image)
    if (api.SetImageFile(1, 0) !== 0) throw new Error('the page could not be shown to the recogniser')
    api.Recognize(null)
  }
  return {
    language,
    probe(image) {
      look(image)
      const letters = api.GetUTF8Text().match(/\p{L}/gu) ?? []
      const wide = letters.filter((letter) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(letter)).length
      // What reads Chinese reads Latin letters too, only worse.
      const strange = WIDE.test(language) && wide * 4 < letters.length
      return { confidence: strange ? 0 : api.MeanTextConf(), letters: letters.length }
    },
    read(image) {
      look(image)
      return Answer.parse(JSON.parse(api.GetJSONText())).blocks.flatMap(({ paragraphs }) => paragraphs)
    },
  }
}
