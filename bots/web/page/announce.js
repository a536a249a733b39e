const LEAST_MS = 6_000

let due = 0
let waiting
let timer

/** Reads a sentence to a screen reader, politely: never more often than every six seconds, and then only the newest. */
export function announce(text) {
  waiting = text
  if (timer) return
  timer = setTimeout(
    () => {
      timer = undefined
      due = Date.now() + LEAST_MS
      document.getElementById('announcer').textContent = waiting
    },
    Math.max(0, due - Date.now()),
  )
}
