/** One turn of a conversation with a model. */
export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** A language's English name, for a prompt. */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
