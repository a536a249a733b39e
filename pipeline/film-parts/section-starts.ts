import type { Scene } from '../schema.ts'

/** With fewer scenes to a section, section cards would be seen as often as pictures. */
const LEAST_SCENES_PER_SECTION = 1.5

/** The places of the scenes with which a document's sections begin; none where it has only one section, or hardly more scenes than sections. */
export function sectionStarts(scenes: readonly Scene[], title: string): number[] {
  const starts = [...scenes.keys()].filter((index) => startsSection(scenes, index, title))
  const told = scenes.filter(({ kind }) => kind === 'scene').length
  return starts.length > 1 && told >= starts.length * LEAST_SCENES_PER_SECTION ? starts : []
}

function startsSection(scenes: readonly Scene[], index: number, title: string): boolean {
  const [before, scene] = [scenes[index - 1], scenes[index]]
  if (scene?.kind !== 'scene' || scene.heading === '' || scene.heading === title) return false
  return before?.kind !== 'scene' || before.heading !== scene.heading
}
