const moods: [words: [string, string], signs: RegExp][] = [
  [
    ['tense', 'dramatic'],
    /\b(?:war|attack|threat|danger|risk|crisis|death|fight|conflict|fear|enemy|violence|vulnerab\w+)\b|战争|攻击|威胁|危险|风险|危机|死|冲突|войн|угроз|опасн|krieg|gefahr|risik/giu,
  ],
  [
    ['fresh', 'sunlit'],
    /\b(?:garden|forest|river|sea|mountain|bird|animal|tree|water|nature|farm|duck|flower|island|lake)s?\b|花|森林|河|海|山|鸟|动物|树|自然|水|лес|рек|мор|природ|wald|fluss|meer|natur/giu,
  ],
  [
    ['precise', 'luminous'],
    /\b(?:data|system|software|model|network|algorithm|comput\w+|cloud|code|technolog\w+|engineer\w+|digital|server|security)\b|数据|系统|软件|模型|网络|算法|计算|云|代码|技术|安全|данн|систем|программ|daten|system/giu,
  ],
  [
    ['curious', 'clear'],
    /\b(?:research|stud(?:y|ies)|experiment|theory|measure\w*|result|scien\w+|observ\w+|analysis)\b|研究|实验|理论|测量|结果|科学|分析|исследован|теори|forschung|studie/giu,
  ],
  [
    ['warm', 'hopeful'],
    /\b(?:child(?:ren)?|famil\w+|love|help|school|learn\w*|communit\w+|friend|care|hope|rights?)\b|孩子|儿童|家庭|爱|帮助|学校|学习|社区|朋友|希望|权利|дет|семь|школ|любов|kind|familie|schule/giu,
  ],
  [
    ['solemn', 'weighty'],
    /\b(?:law|court|constitution|government|state|treaty|justice|policy|right|duty|history|king|century)\b|法律|法院|宪法|政府|国家|条约|正义|政策|历史|王|世纪|закон|государств|истори|gesetz|staat|geschichte/giu,
  ],
  [
    ['appetising', 'homely'],
    /\b(?:cook\w*|food|kitchen|recipe|bread|meat|vegetable|oil|dish)\b|菜|锅|油|盐|厨|食|味|肉|еда|кухн|küche|essen/giu,
  ],
]

/** Two words for the mood of a text, from what it speaks of; calm where nothing speaks louder. */
export function atmosphereOf(text: string): string[] {
  let best: string[] = ['calm', 'thoughtful']
  let most = 0
  for (const [words, signs] of moods) {
    const found = text.match(signs)?.length ?? 0
    if (found > most) {
      most = found
      best = [...words]
    }
  }
  return best
}
