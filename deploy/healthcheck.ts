// The container's HEALTHCHECK: exit 0 while records and queue answer. A worker answers at HEALTH_PORT.
const { HEALTH_PORT, PORT = 4600 } = process.env
const answer = await fetch(`http://127.0.0.1:${HEALTH_PORT || PORT}/health`, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined)
process.exitCode = answer?.ok === true ? 0 : 1
