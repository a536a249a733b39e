/** How long a narration should be: characters of all its scenes together, and how many scenes. */
export interface NarrationLength {
  least: number
  most: number
  scenes: { least: number; aim: number; most: number }
}

// Spoken characters a second at a calm pace.
const PACE: Record<string, number> = { zh: 4.3, yue: 4.3, ja: 6.5, ko: 6.5, th: 11 }
const USUAL_PACE = 14.5
const SCENE_SECONDS = 9
const SILENCE = 0.92 // the share of a film in which somebody speaks

/** Length for a wished number of seconds, else 800-2,000 characters by what the document offers; never more than that. */
export function narrationLength(request: { language: string; seconds?: number | undefined; available: number }): NarrationLength {
  const { seconds, available } = request
  const pace = PACE[primary(request.language)] ?? USUAL_PACE
  const wished = seconds === undefined ? Math.min(Math.max(available * 0.3, 800), 2_000) : seconds * pace * SILENCE
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
