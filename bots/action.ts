/** Button payloads. `scene.approve` with value `run/revision/scene` must fit the smallest platform: 64 bytes. */

export const ACTION_BYTES = 64

/** Packs an action and its value; throws when it would not fit, which is a bug of the view that made it. */
export function encodeAction(action: string, value: string): string {
  const packed = `${action}:${value}`
  if (Buffer.byteLength(packed) > ACTION_BYTES) throw new Error(`action of ${Buffer.byteLength(packed)} bytes: ${packed}`)
  return packed
}

/** The reverse; undefined when the payload is not one of ours. */
export function decodeAction(packed: string): { action: string; value: string } | undefined {
  const match = /^([a-z][a-z.-]*):(.*)$/s.exec(packed)
  return match?.[1] === undefined || match[2] === undefined ? undefined : { action: match[1], value: match[2] }
}
