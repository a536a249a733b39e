const HIGH: ReadonlySet<string> = new Set(['city', 'forest', 'mountains', 'desert', 'river'])

/** A scenery that keeps below its horizon, for layouts whose words reach down to it. */
export function lowLand(scenery: string): string {
  return HIGH.has(scenery) ? 'plain' : scenery
}
