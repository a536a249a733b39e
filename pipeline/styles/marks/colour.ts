type Rgb = readonly [number, number, number]

/** #rrggbb as three bytes. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Three bytes as #rrggbb, rounded and clamped. */
export function hex([red, green, blue]: Rgb): string {
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)))
  return `#${((byte(red) << 16) | (byte(green) << 8) | byte(blue)).toString(16).padStart(6, '0')}`
}

/** The colour `share` (0..1) of the way from `from` to `to`. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)]
  return hex([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share])
}

/** The colour at an opacity of 0..1. */
export function fade(colour: string, opacity: number): string {
  return `rgba(${rgb(colour).join(',')},${opacity})`
}

/** Relative luminance, 0..1 (WCAG 2). */
export function luminance(colour: string): number {
  const [red, green, blue] = rgb(colour).map((byte) => {
    const part = byte / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1..21 (WCAG 2). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour of a row of colours at `place` (0..1), blended between neighbours. */
export function along(colours: readonly string[], place: number): string {
  const at = Math.max(0, Math.min(1, place)) * (colours.length - 1)
  const low = Math.floor(at)
  const from = colours[low] ?? '#000000'
  return mix(from, colours[low + 1] ?? from, at - low)
}
