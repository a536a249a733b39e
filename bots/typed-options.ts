/**
 * Options as people type them after a command: `aspect=9:16 for:place`, values with spaces in quotes. What names no option is the
 * value of the first one that is required, or else of the first one: `/style ink wash`. `--help` alone is the option `help`.
 */
export function typedOptions(text: string, known: readonly { name: string; required: boolean }[]): Record<string, string> {
  if (text.trim() === '--help') return { help: '' }
  const options: Record<string, string> = {}
  const rest = text.replace(
    /(^|\s)([\w-]+)\s?[=:：＝]\s?(?:"([^"]*)"|“([^”]*)”|(\S*))/gu,
    (all, _space, typed: string, quoted?: string, curly?: string, bare?: string) => {
      const name = typed.toLowerCase()
      if (known.every((one) => one.name !== name)) return all
      options[name] = quoted ?? curly ?? bare ?? ''
      return ' '
    },
  )
  const words = rest.trim().replace(/\s+/g, ' ')
  const main = known.find(({ name, required }) => required && !(name in options)) ?? known[0]
  if (words !== '' && main !== undefined && !(main.name in options)) options[main.name] = words
  return options
}
