/** How long a narration should be: characters of all its scenes together, and how many scenes. */
export interface NarrationLength {
  least: number
  most: number
  scenes: { least: number; aim: number; most: number }
}

// Characters a second of speech, the pauses between sentences included.
const PACE: Record<string, number> = { zh: 4, yue: 4, ja: 6, ko: 5.8, th: 11 }
const USUAL_PACE = 13
const SCENE_SECONDS = 9
/** Opening and ending of a film, and the breath that each scene adds. */
const AROUND_SECONDS = 11
const BREATH_SECONDS = 0.6

/** Length for a wished number of seconds, else 800-2,000 characters by what the document offers; never more than that. */
export function narrationLength(request: { language: string; seconds?: number | undefined; available: number }): NarrationLength {
  const { seconds, available } = request
  const pace = PACE[primary(request.language)] ?? USUAL_PACE
  const spoken = ((seconds ?? 0) - AROUND_SECONDS) / (1 + BREATH_SECONDS / SCENE_SECONDS)
  const wished = seconds === undefined ? Math.min(Math.max(available * 0.3, 800), 2_000) : spoken * pace
  const aim = Math.max(Math.min(wished, available), 60)
  const least = Math.min(5, Math.max(1, Math.floor(aim / 100)))
  const scenes = { least, aim: Math.min(30, Math.max(least, Math.round(aim / pace / SCENE_SECONDS))), most: 30 }
  const range = seconds === undefined ? { least: 0.85, most: 1.2 } : { least: 0.9, most: 1.1 }
  return { least: Math.round(aim * range.least), most: Math.round(aim * range.most), scenes }
}

/** `zh` of `zh-CN`. */
export function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? language
}

/** What joins two sentences of a language. */
export function sentenceGap(language: string): '' | ' ' {
  return ['zh', 'yue', 'ja', 'th', 'lo', 'km', 'my'].includes(primary(language)) ? '' : ' '
}
