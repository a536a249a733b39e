import { isMessage, type Say } from '../say.ts'
import { usages } from './usage.ts'

/** `--help` of one command, or of all of them where it is none of ours. */
export function helpText(name: string, say: Say): string {
  const usage = usages[name]
  if (usage === undefined) {
    const calls = Object.entries(usages).map(([command, { call }]): Row => [call, told(`cli.${command}`)])
    return [say('cli.title'), '', ...columns(calls), '', say('cli.settings')].join('\n')
  }
  const options = [...Object.entries(usage.takes), ...usage.switches.map((option) => [option, ''] as const)]
  const rows = options.map(([option, takes]): Row => [`--${option} ${takes}`.trimEnd(), told(`cli.${name}.${option}`)])
  const call = rows.length === 0 ? usage.call : `${usage.call} [${say('cli.options')}]`
  return [call, told(`cli.${name}`), ...(rows.length === 0 ? [] : ['', ...columns(rows)])].join('\n')

  function told(key: string): string {
    if (!isMessage(key)) throw new RangeError(`no message ${key}`)
    return say(key)
  }
}

type Row = readonly [left: string, right: string]

function columns(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
