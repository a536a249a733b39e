import { execFile } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { promisify, styleText } from 'node:util'
import { toProblem, UserError } from '../../lib/errors.ts'
import { isInstalled } from '../../lib/is-installed.ts'
import { dictionaries, missingDictionary } from '../../pipeline/providers/llm/offline/tagging/tag.ts'
import { espeakPackage } from '../../pipeline/providers/voice/espeak/engine.ts'
import { flitePackage } from '../../pipeline/providers/voice/flite/protocol.ts'
import { fliteVoice } from '../../pipeline/providers/voice/flite.ts'
import { lightVoice, offlineVoice } from '../../pipeline/providers/voice/offline.ts'
import { piperPackage, runtimePackage } from '../../pipeline/providers/voice/piper/protocol.ts'
import { piperVoice } from '../../pipeline/providers/voice/piper.ts'
import { japanesePackage } from '../../pipeline/speech/japanese-dictionary.ts'
import { openDataFolder } from '../../storage/data-folder.ts'

export interface Finding {
  name: string
  state: 'ok' | 'missing' | 'optional'
  /** What is there, or what is missing and the command that gets it. */
  detail: string
}

/** One thing to look at; what it throws is what is missing. `optional` parts only make films better. */
export interface Check {
  name: string
  optional?: boolean
  look(): Promise<string>
}

/** Looks at everything, one after the other; a check that fails never hides the next. */
export async function examine(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, optional, look } of checks) {
    try {
      findings.push({ name, state: 'ok', detail: await look() })
    } catch (error) {
      const { message, id } = toProblem(error)
      const detail = id === undefined ? message : `${message} ${error instanceof Error ? error.message : ''}`
      findings.push({ name, state: optional === true ? 'optional' : 'missing', detail })
    }
  }
  return findings
}

/** The findings as lines for a person. */
export function reportOf(findings: readonly Finding[], colours: boolean): string {
  const marks = { ok: ['green', '✓'], missing: ['red', '✗'], optional: ['yellow', '○'] } as const
  const width = Math.max(...findings.map(({ name }) => name.length))
  return findings
    .map(({ name, state, detail }) => {
      const [colour, mark] = marks[state]
      return `${colours ? styleText(colour, mark, { validateStream: false }) : mark} ${name.padEnd(width)}  ${detail}`
    })
    .join('\n')
}

const GIB = 1024 ** 3

/** The data folder: writable, with room for films. */
export async function lookAtFolder(dataDir: string): Promise<string> {
  await openDataFolder(dataDir)
  const { bavail, bsize } = await statfs(dataDir)
  const free = (bavail * bsize) / GIB
  if (free < 2) throw new UserError('no-space', `${dataDir} has ${free.toFixed(1)} GiB left; films need 2. Free some, or move DATA_DIR.`)
  return `${dataDir}, ${free.toFixed(0)} GiB free`
}

/** Node itself: TypeScript runs directly from 24 on. */
export function lookAtNode(version: string): string {
  if (Number.parseInt(version, 10) < 24)
    throw new UserError('settings', `This is Node ${version}; docreel runs on 24. Start it through npm, or: npm install`)
  return version
}

/** FFmpeg with the encoders a film needs. */
export async function lookAtFfmpeg(path: string): Promise<string> {
  const run = promisify(execFile)
  const [{ stdout: version }, { stdout: encoders }] = await Promise.all([run(path, ['-version']), run(path, ['-hide_banner', '-encoders'])])
  const lacking = ['libx264', 'aac'].filter((encoder) => !new RegExp(`\\b${encoder}\\b`).test(encoders))
  if (lacking.length > 0)
    throw new UserError(
      'no-ffmpeg',
      `${path} lacks ${lacking.join(' and ')}. Install a full build: apt install ffmpeg, or brew install ffmpeg`,
    )
  const release = /^ffmpeg version (\S+)/.exec(version)?.[1] ?? 'of unknown version'
  const old = /^(?:N-|[0-4]\.)/.test(release) ? '; a newer one is better: apt install ffmpeg, or brew install ffmpeg' : ''
  return `${release} at ${path}${old}`
}

/** The offline voice: an optional package. */
export function lookAtVoice(light: boolean): string {
  if (!isInstalled(espeakPackage)) throw new UserError('no-voice', `The offline voice is missing: npm install ${espeakPackage}`)
  const [best] = (light ? lightVoice : offlineVoice).voices
  const name = ENGLISH.find(([provider]) => provider.voices.some(({ id }) => id === best?.id))?.[1]
  return name === undefined ? 'eSpeak NG speaks every language' : `${name} speaks English, eSpeak NG the other languages`
}

const ENGLISH = [
  [piperVoice, 'Piper (neural)'],
  [fliteVoice, 'flite'],
] as const

/** Packages that say what the nouns of a language are: what cards name. */
export function lookAtDictionaries(): string {
  const lacking = Object.keys(dictionaries).filter((language) => missingDictionary(language) !== undefined)
  if (lacking.length > 0) {
    const names = lacking.map((language) => dictionaries[language]).join(' ')
    throw new UserError('settings', `Cards name fewer things in ${lacking.join(', ')}: npm install ${names}`)
  }
  return Object.keys(dictionaries).join(', ')
}

/** Packages that make the offline voice better in one language. */
export function lookAtVoicePackages(): string {
  const packages = {
    [piperPackage]: 'Piper speaks English',
    [runtimePackage]: 'by ONNX Runtime',
    [flitePackage]: 'or flite',
    [japanesePackage]: 'a dictionary reads Japanese',
  }
  const lacking = Object.keys(packages).filter((name) => !isInstalled(name))
  if (lacking.length > 0) {
    const without = lacking.includes(japanesePackage) ? 'kanji are spelt out' : 'English sounds worse'
    throw new UserError('no-voice', `Without ${lacking.join(' and ')} ${without}: npm install ${lacking.join(' ')}`)
  }
  return Object.values(packages).join(', ')
}
