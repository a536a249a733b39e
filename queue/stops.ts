import type { ReviewStage, Run } from '../storage/store.ts'

/** Where a run stops next for a person, by its settings and by what was approved; undefined where it runs through. */
export function nextStop({ approved, request }: Pick<Run, 'approved' | 'request'>): ReviewStage | undefined {
  const { review } = request.settings
  const asksFor = (stage: ReviewStage) => review === stage || review === 'all'
  if (approved === 'nothing' && asksFor('script')) return 'script'
  if (approved !== 'scenes' && asksFor('scenes')) return 'scenes'
  return undefined
}
