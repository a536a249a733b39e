import { h } from './dom.js'
import { t } from './strings.js'

const MOST_FRAMES = 40

/** How much of everything listed is done, 0..1. */
export function fractionOf(progress = []) {
  if (progress.length === 0) return 0
  return progress.reduce((sum, row) => sum + share(row), 0) / progress.length
}

/** What is going on now, in a few words: `Pictures 3 of 8`. */
export function nowDoing(progress = []) {
  const row = progress.find((one) => one.state === 'active')
  return row === undefined ? '' : row.total > 1 ? `${row.label} ${t('stepsOf', whole(row))}` : row.label
}

const begun = new Map()

/**
 * About how many seconds the last thing that is made piece by piece still takes, by how fast it went since `id` was first seen at it;
 * undefined while nobody can tell.
 */
export function secondsLeft(id, progress = []) {
  const row = progress.findLast((one) => one.total > 1)
  if (row?.state !== 'active') return undefined
  const known = begun.get(id)
  const first = known !== undefined && known.done <= row.done ? known : { done: row.done, at: Date.now() }
  begun.set(id, first)
  const made = row.done - first.done
  return made < 1 ? undefined : ((row.total - row.done) * (Date.now() - first.at)) / made / 1_000
}

/** The steps as an edit list: one frame a scene where they can be counted, one bar where they can't. */
export function renderProgress(progress) {
  return h('ol', { className: 'steps' }, progress.map(step))
}

function step(row) {
  const countable = row.total > 1 && row.total <= MOST_FRAMES
  return h(
    'li',
    { className: `step step-${row.state}` },
    h('span', { className: 'step-label' }, row.label),
    h(
      'span',
      {
        className: countable ? 'frames' : 'bar',
        role: 'progressbar',
        'aria-label': row.label,
        'aria-valuemin': 0,
        'aria-valuemax': Math.max(1, row.total),
        'aria-valuenow': row.state === 'done' ? Math.max(1, row.total) : whole(row).done,
        'aria-valuetext': `${t(`state_${row.state}`)}${row.total > 1 ? `, ${t('stepsOf', whole(row))}` : ''}`,
      },
      countable ? frames(row) : h('span', { className: 'fill', style: { '--share': share(row) } }),
    ),
    h('span', { className: 'step-count', 'aria-hidden': 'true' }, count(row)),
  )
}

/** A scene that is half rendered counts as a fraction; people count whole ones. */
function whole({ done, total }) {
  return { done: Math.floor(done), total }
}

function frames(row) {
  const { done } = whole(row)
  return Array.from({ length: row.total }, (_, index) => {
    if (row.state === 'done' || index < done) return h('span', { className: 'frame frame-done' })
    if (row.state !== 'active' || index > done) return h('span', { className: 'frame' })
    return h('span', { className: 'frame frame-now', style: { '--share': (row.done - done).toFixed(2) } })
  })
}

function count(row) {
  if (row.state === 'waiting' || row.total <= 1) return row.state === 'done' ? '✓' : row.state === 'failed' ? '×' : ''
  return row.total === 100 ? `${Math.round(row.done)}%` : `${whole(row).done}/${row.total}`
}

function share(row) {
  if (row.state === 'done') return 1
  return row.total > 0 ? Math.min(1, row.done / row.total) : 0
}
