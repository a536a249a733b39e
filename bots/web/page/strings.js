const en = {
  newFilm: 'New film',
  films: 'Films',
  noFilms: 'Your films will be listed here.',
  dropTitle: 'Drop a document here',
  dropText: 'It comes back as a narrated film.',
  dropNow: 'Let go to upload',
  moreFormats: '{list} and {count} more',
  choose: 'Choose a file',
  example: 'Try an example',
  or: 'or',
  compose: 'Write, or type / for commands',
  composeWishes: 'Wishes: “1 minute, neon”',
  composeLabel: 'Message',
  send: 'Send',
  attach: 'Attach a document',
  you: 'You',
  back: 'All films',
  theme: 'Theme',
  themeAuto: 'Theme: as the system',
  themeLight: 'Theme: light',
  themeDark: 'Theme: dark',
  uploading: 'Uploading {name}',
  uploadDone: '{name} is uploaded.',
  sending: 'Sending',
  cancelUpload: 'Stop the upload of {name}',
  tooLarge: '{name} is larger than {limit}, the most this chat takes.',
  notSent: 'Not sent: {reason}',
  notPressed: 'That did not go through: {reason}',
  retry: 'Try again',
  discard: 'Discard',
  unreachable: 'docreel does not answer.',
  reconnecting: 'Connection lost. docreel is not answering; the page goes on by itself when it is back.',
  reconnected: 'Connected again.',
  lockedOut: 'This page has no key any more. Open the address that docreel printed when it started.',
  gone: 'This film is not here any more.',
  earlier: 'Show earlier messages',
  newest: 'Newest',
  download: 'Download',
  open: 'Open {name}',
  close: 'Close',
  cancel: 'Cancel',
  previous: 'Previous picture',
  next: 'Next picture',
  pictures: 'Pictures',
  captions: 'Captions',
  elapsed: 'Time so far',
  took: 'Time it took',
  choices: 'Options',
  filter: 'Search',
  nothingFound: 'Nothing of that name.',
  required: 'Please fill this in.',
  commands: 'Commands',
  shortcuts: 'Keyboard shortcuts',
  keyNew: 'New film',
  keyCompose: 'Write a message',
  keyNext: 'Next and previous film',
  keyHelp: 'This list',
  keyClose: 'Close what is open',
  tone_neutral: '',
  tone_active: 'Working',
  tone_success: 'Done',
  tone_warning: 'Needs you',
  tone_danger: 'Failed',
  tone_stopped: 'Cancelled',
  state_waiting: 'waiting',
  state_active: 'working',
  state_done: 'done',
  state_failed: 'failed',
  stepsOf: '{done} of {total}',
  more: 'More',
  thinking: 'docreel is at it',
  showFilm: 'Show how the film stands',
  chooseTitle: 'Choose a document',
  minutesLeft: 'about {minutes} min left',
  secondsLeft: 'less than a minute left',
}

const zh = {
  newFilm: '新影片',
  films: '影片',
  noFilms: '你的影片会列在这里。',
  dropTitle: '把文档拖到这里',
  dropText: '它会变成一部有旁白的影片。',
  dropNow: '松手即可上传',
  moreFormats: '{list} 等 {count} 种',
  choose: '选择文件',
  example: '试试示例',
  or: '或',
  compose: '输入消息，或用 / 查看命令',
  composeWishes: '要求，例如“1 分钟，水墨”',
  composeLabel: '消息',
  send: '发送',
  attach: '添加文档',
  you: '你',
  back: '全部影片',
  theme: '主题',
  themeAuto: '主题：跟随系统',
  themeLight: '主题：浅色',
  themeDark: '主题：深色',
  uploading: '正在上传 {name}',
  uploadDone: '{name} 已上传。',
  sending: '正在发送',
  cancelUpload: '停止上传 {name}',
  tooLarge: '{name} 超过了 {limit} 的上限。',
  notSent: '未发送：{reason}',
  notPressed: '操作没有成功：{reason}',
  retry: '重试',
  discard: '放弃',
  unreachable: 'docreel 没有响应。',
  reconnecting: '连接已断开。docreel 暂无响应，恢复后页面会自动继续。',
  reconnected: '已重新连接。',
  lockedOut: '此页面的密钥已失效。请打开 docreel 启动时显示的地址。',
  gone: '这部影片已不在这里。',
  earlier: '显示更早的消息',
  newest: '最新',
  download: '下载',
  open: '打开 {name}',
  close: '关闭',
  cancel: '取消',
  previous: '上一张',
  next: '下一张',
  pictures: '图片',
  captions: '字幕',
  elapsed: '已用时间',
  took: '用时',
  choices: '选项',
  filter: '搜索',
  nothingFound: '没有找到。',
  required: '请填写此项。',
  commands: '命令',
  shortcuts: '键盘快捷键',
  keyNew: '新影片',
  keyCompose: '输入消息',
  keyNext: '下一部与上一部影片',
  keyHelp: '显示此列表',
  keyClose: '关闭当前窗口',
  tone_neutral: '',
  tone_active: '制作中',
  tone_success: '完成',
  tone_warning: '等待你处理',
  tone_danger: '失败',
  tone_stopped: '已取消',
  state_waiting: '等待',
  state_active: '进行中',
  state_done: '完成',
  state_failed: '失败',
  stepsOf: '{done} / {total}',
  more: '更多',
  thinking: 'docreel 正在处理',
  showFilm: '查看影片进度',
  chooseTitle: '选择一份文档',
  minutesLeft: '约剩 {minutes} 分钟',
  secondsLeft: '不到一分钟',
}

/** The page's own language; what the bot says comes in the person's. */
export const locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
const catalogue = locale === 'zh-CN' ? { ...en, ...zh } : en

/** The page's own words, with `{name}` filled in. */
export function t(key, values = {}) {
  return catalogue[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
const dayFormat = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })

/** The time of day for today, the date before that. */
export function when(time) {
  const date = new Date(time)
  return date.toDateString() === new Date().toDateString() ? clockFormat.format(date) : dayFormat.format(date)
}

/** `PDF, EPUB, DOCX and 4 more`: the first few formats by name. */
export function namesOf(formats, most = 7) {
  const list = new Intl.ListFormat(locale, { type: 'unit' }).format(formats.slice(0, most).map((format) => format.toUpperCase()))
  if (formats.length <= most) return list
  return t('moreFormats', { list, count: locale === 'en' ? formats.length - most : formats.length })
}

/** `1.4 MB`. */
export function size(bytes) {
  const unit = bytes < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000]
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit[0], maximumFractionDigits: bytes < 1_000_000 ? 0 : 1 }).format(
    Math.max(bytes / unit[1], bytes > 0 ? 0.1 : 0),
  )
}

/** `0:07`, `12:40`, `1:02:03`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return (parts[0] > 0 ? parts : parts.slice(1)).map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':')
}
