/** A language's own name, in the language of the bot. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/**
 * The language that a word means: a BCP 47 code, or its name in English, in Chinese or in itself; its primary code where it is
 * among `known`. Undefined for anything else.
 */
export function languageMeant(word: string, known: readonly string[]): string | undefined {
  const wanted = word.normalize('NFKC').trim().toLowerCase()
  const [primary = ''] = wanted.split('-')
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(wanted) && known.includes(primary)) return primary
  return known.find((code) => [code, 'en', 'zh-CN'].some((locale) => namesMatch(languageName(code, locale), wanted)))
}

// People type 中文 and 英语 and 英文 alike.
function namesMatch(name: string, wanted: string): boolean {
  const fold = (text: string) => text.toLowerCase().replace(/[语語]$/, '文')
  return wanted !== '' && fold(name) === fold(wanted)
}
