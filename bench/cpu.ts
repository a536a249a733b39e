import { readdirSync, readFileSync } from 'node:fs'

const TICKS = 100 // a second, on every Linux that Node runs on

/** CPU seconds of this process, its threads and every child it has waited for. Linux only. */
export function cpuSeconds(): number {
  const fields = statOf('self')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS
}

/** Runs something and gives its result with wall and CPU seconds. */
export async function measured<T>(perform: () => Promise<T>): Promise<{ result: T; wall: number; cpu: number }> {
  const [started, before] = [performance.now(), cpuSeconds()]
  const result = await perform()
  return { result, wall: (performance.now() - started) / 1000, cpu: cpuSeconds() - before }
}

/** Megabytes held by a process and everything below it, shared pages counted once a process. */
export function treeMegabytes(root: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(statOf(name)[1]))
    } catch {
      // gone between the listing and the look
    }
  }
  const below = (pid: number): boolean => pid === root || (parents.has(pid) && below(parents.get(pid) ?? 0))
  let pages = 0
  for (const pid of parents.keys()) {
    if (!below(pid)) continue
    try {
      pages += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    } catch {
      // gone
    }
  }
  return (pages * 4096) / 1e6
}

/** Fields of /proc/PID/stat from the third on, the name (which may hold spaces) cut off. */
function statOf(pid: string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
