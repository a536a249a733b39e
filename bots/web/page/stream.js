const SILENCE_MS = 40_000

/**
 * Follows the server's changes from `after` on, through lost connections and restarts. `changed` gets each change, `status`
 * hears 'live' and 'lost', `reset` that the conversation is another one now.
 */
export function follow(after, { changed, status, reset }) {
  let seq = after
  let source
  let watchdog
  let attempt = 0

  function alive(event) {
    if (event.lastEventId) seq = Number(event.lastEventId)
    clearTimeout(watchdog)
    watchdog = setTimeout(lost, SILENCE_MS)
  }

  function lost() {
    source?.close()
    clearTimeout(watchdog)
    status('lost')
    attempt += 1
    setTimeout(connect, Math.min(5_000, 250 * attempt))
  }

  function connect() {
    source = new EventSource(`/api/events?after=${seq}`)
    source.addEventListener('ready', (event) => {
      attempt = 0
      alive(event)
      status('live')
    })
    source.addEventListener('ping', alive)
    source.addEventListener('reset', reset)
    source.addEventListener('changes', (event) => {
      alive(event)
      changed(JSON.parse(event.data))
    })
    source.onerror = lost
  }
  connect()
}
