import { type ExpressionBuilder, sql } from 'kysely'
import type { Place } from '../lib/place.ts'
import type { RunState } from './store.ts'
import { columnText, type Tables } from './tables.ts'

/** A place, and its parts to search by. */
export function placeColumns(place: Place) {
  return {
    platform: columnText(place.platform),
    channel: columnText(place.channel),
    thread: columnText(place.thread ?? ''),
    place: JSON.stringify(place),
  }
}

/** What every change of a run sets, so that its card becomes stale. */
export function changed() {
  return { version: sql<number>`version + 1`, updated_at: Date.now() }
}

/** Whether a run is in one of these states; of none, it never is. */
export function stateIn(states: readonly RunState[]) {
  // Postgres has no empty list.
  return (table: ExpressionBuilder<Tables, 'runs'>) => (states.length === 0 ? table.lit(false) : table('state', 'in', states))
}
