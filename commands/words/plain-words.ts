/** What people type without a slash, in any of the bot's languages, and the command they mean. */
const meanings: Record<string, readonly string[]> = {
  help: ['help', 'what can you do', '?', '帮助', '幫助', '怎么用', '你能做什么'],
  cancel: ['cancel', 'stop', '取消', '停', '停止', '停下'],
  status: ['status', 'progress', 'how far', '进度', '進度', '状态', '到哪了'],
  style: ['style', 'styles', '风格', '風格', '画风'],
  voice: ['voice', 'voices', '声音', '聲音', '配音'],
  cover: ['cover', 'covers', '封面'],
  settings: ['settings', 'options', '设置', '設定', '选项'],
  projects: ['projects', 'my films', 'films', '项目', '我的影片', '影片'],
  history: ['history', 'versions', '历史', '版本', '修改记录'],
  usage: ['usage', 'cost', '用量', '花费', '费用'],
}

/** The command that a few plain words mean; undefined for anything else. */
export function plainWords(text: string): { name: string; options: Record<string, string> } | undefined {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<=.)[\s.!?。！,，？]+$/u, '')
    .trim()
  const found = Object.entries(meanings).find(([, said]) => said.includes(words))
  return found && { name: found[0], options: {} }
}
