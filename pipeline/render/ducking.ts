/** When a voice speaks, in seconds of the film. */
export interface Spoken {
  start: number
  end: number
}

/** Music comes up only where nobody speaks for this long: short pauses would make it pump. */
const WORTHWHILE_SECONDS = 2.2
const DOWN_SECONDS = 0.7
const UP_SECONDS = 1.4

/**
 * How far the music is ducked at a time: 1 under a voice, 0 where there is none, eased in between. It is down when a
 * voice starts, and starts to rise when it has ended.
 */
export function duckingOf(spoken: readonly Spoken[]): (seconds: number) => number {
  const under: Spoken[] = []
  for (const { start, end } of [...spoken].sort((a, b) => a.start - b.start)) {
    const last = under.at(-1)
    if (last !== undefined && start - last.end < WORTHWHILE_SECONDS) last.end = Math.max(last.end, end)
    else under.push({ start, end })
  }
  let index = 0
  return (seconds) => {
    while (index > 0 && seconds < (under[index]?.start ?? 0) - DOWN_SECONDS) index--
    while (index < under.length - 1 && seconds > (under[index + 1]?.start ?? 0) - DOWN_SECONDS) index++
    const here = under[index]
    if (here === undefined) return 0
    if (seconds < here.start) return ease(1 - (here.start - seconds) / DOWN_SECONDS)
    if (seconds > here.end) return ease(1 - (seconds - here.end) / UP_SECONDS)
    return 1
  }
}

function ease(x: number): number {
  const held = Math.min(1, Math.max(0, x))
  return held * held * (3 - 2 * held)
}
