// The container's HEALTHCHECK: exit 0 while the web chat answers. Without its token the answer is 401, which is an answer.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 4600}/`, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined)
process.exitCode = answer !== undefined && answer.status < 500 ? 0 : 1
