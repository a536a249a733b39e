import type { Voice } from '../providers/provider.ts'

/** Tongues that are written alike, so that one's voices can read the other's texts. */
const KIN: readonly (readonly string[])[] = [
  ['zh', 'yue', 'cmn', 'wuu', 'nan', 'hak'],
  ['no', 'nb', 'nn'],
  ['sr', 'hr', 'bs'],
]

/** Whether a voice can read texts of a language (BCP 47); of an unknown one, any can. */
export function canRead({ language: own }: Voice, language: string): boolean {
  const [voice = '', text = ''] = [own, language].map((tag) => tag.split('-')[0])
  return own === 'mul' || text === 'und' || voice === text || KIN.some((kin) => kin.includes(voice) && kin.includes(text))
}

/**
 * The voice to ask for: the wished one, unless it is known to be of another language; then none, which leaves the choice to the
 * provider, and a warning that says so.
 */
export function fittingVoice(
  voices: readonly Voice[],
  wished: string | undefined,
  language: string,
): { voice: string | undefined; warnings: string[] } {
  const known = voices.find(({ id }) => id === wished)
  if (known === undefined || canRead(known, language)) return { voice: wished, warnings: [] }
  const name = (code: string) => new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  const warning = `The voice “${known.name}” speaks ${name(known.language)} and this is ${name(language)}: the best voice for it speaks instead.`
  return { voice: undefined, warnings: [warning] }
}
