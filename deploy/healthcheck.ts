// The container's HEALTHCHECK: exit 0 while records and queue answer.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 4600}/health`, { signal: AbortSignal.timeout(4_000) }).catch(
  () => undefined,
)
process.exitCode = answer?.ok === true ? 0 : 1
