import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes, the longest first: begun last, one of them would keep a single worker busy at the end. */
const LONGEST = [
  'crash/crash',
  'queue/engines',
  'documents/corpus',
  'queue/embedded',
  'chat/restarts',
  'queue/shared',
  'discord/flow',
  'telegram/flow',
  'terminal/command-line',
  'web/page',
  'chat/review',
  'chat/twenty-people',
  'web/conversation-whole',
  'chat/delivery',
  'documents/scan',
  'chat/conversation',
  'storage/processes',
  'render/music',
  'render/fit',
  'chat/commands-look',
  'voice/narrate',
].map((name) => `/tests/${name}.test.ts`)

/** Begins with the longest files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((ending) => moduleId.endsWith(ending))
      return found === -1 ? LONGEST.length : found
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}
