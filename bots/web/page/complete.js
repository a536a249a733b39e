/**
 * What could come next where the caret stands: command names after `/`, then a command's options, then an option's choices.
 * Each has the text it stands for, and `from` is where that text begins.
 */
export function complete(text, caret, commands) {
  const before = text.slice(0, caret)
  if (!before.startsWith('/') || before.includes('\n')) return { from: 0, items: [] }
  const name = /^\/([\p{L}\d_-]*)$/u.exec(before)
  if (name) {
    const typed = name[1].toLowerCase()
    const items = commands
      .filter((command) => command.name.startsWith(typed))
      .map((command) => ({ insert: `/${command.name} `, label: `/${command.name}`, summary: command.summary }))
    return { from: 0, items }
  }
  const command = commands.find((one) => before.startsWith(`/${one.name} `))
  if (!command) return { from: 0, items: [] }
  const from = before.search(/\S*$/)
  const word = before.slice(from)
  const [optionName, started] = word.split(/:(.*)/s)
  const option = command.options.find((one) => one.name === optionName)
  if (option && started !== undefined) {
    const items = (option.choices ?? [])
      .filter((choice) => choice.startsWith(started))
      .map((choice) => ({ insert: `${option.name}:${/\s/.test(choice) ? `"${choice}"` : choice} `, label: choice, summary: '' }))
    return { from, items }
  }
  const items = command.options
    .filter((one) => one.name.startsWith(word) && !before.includes(` ${one.name}:`))
    .map((one) => ({ insert: `${one.name}:`, label: `${one.name}:`, summary: one.summary }))
  return { from, items }
}
