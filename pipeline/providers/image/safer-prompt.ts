import type { Scene } from '../../schema.ts'

const TOUCHY =
  /\b(kill\w*|murder\w*|dead|death\w*|die[sd]?|dying|blood\w*|gore|corpse\w*|bod(?:y|ies)|wound\w*|weapon\w*|guns?|rifle\w*|bomb\w*|shoot\w*|shot|war|battle\w*|massacre\w*|execut\w*|tortur\w*|suicid\w*|terror\w*|violen\w*|nude|naked|sex\w*|erotic\w*|rape\w*|drugs?|slave\w*|nazi\w*|hitler|child(?:ren)?|girls?|boys?)\b|杀|死亡?|血|尸体?|枪|炸弹?|武器|战争|屠|酷刑|自杀|恐怖|暴力|裸|性|毒品|奴隶|儿童|女孩|男孩/giu

/** A prompt for the same scene that a safety filter can't object to: its calm keywords as a still life, without people. */
export function saferPrompt({ keywords, atmosphere, heading }: Pick<Scene, 'keywords' | 'atmosphere' | 'heading'>): string {
  const calm = [...keywords, heading, ...atmosphere].map((word) => word.replace(TOUCHY, '').trim()).filter((word) => word !== '')
  const about = calm.length > 0 ? calm.slice(0, 5).join(', ') : 'light over open land'
  return `A peaceful symbolic still life about ${about}: objects and landscape only, no people, suitable for all ages`
}
