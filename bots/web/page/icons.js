import { h } from './dom.js'

const svg = (size, ...shapes) =>
  h('svg', { viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true', className: 'icon', focusable: 'false' }, ...shapes)
const path = (d) =>
  h('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' })

const DRAWINGS = {
  send: 'M12 19V5M6 11l6-6 6 6',
  attach: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M12 5v14M6 13l6 6 6-6',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  document: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  stop: 'M7 7h10v10H7z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 7v6M12 16.8v.2',
  more: 'M6 9.5l6 6 6-6',
  light:
    'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  dark: 'M20 14.5A8.5 8.5 0 119.5 4 7 7 0 0020 14.5z',
  auto: 'M4 5h16v11H4zM8.5 20h7M12 16v4',
  sound: 'M5 9.5v5h3.5L13 18V6L8.5 9.5zM16.5 9a4.5 4.5 0 010 6',
}

/** A line drawing by name; decoration only, its button carries the words. */
export function icon(name, size = 20) {
  return svg(size, path(DRAWINGS[name]))
}

/** A card's state as a film leader's dial: a wedge that sweeps to the share that is done, or a mark when it is over. */
export function dial(tone, fraction, size = 26) {
  const mark = { success: 'check', danger: 'close', warning: 'warn', stopped: 'stop' }[tone]
  return h(
    'span',
    {
      className: `dial dial-${tone}`,
      'aria-hidden': 'true',
      style: { '--sweep': `${Math.round(fraction * 360)}deg`, '--size': `${size}px` },
    },
    mark ? icon(mark, Math.round(size * 0.62)) : '',
  )
}
