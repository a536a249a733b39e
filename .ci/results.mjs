// What came of the tests. `again RESULTS`: the files worth one more run, those that failed or whose process died.
// `count RESULTS...`: the closing line, each file by its last run; exit status 1 where that has a failure.
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

const [verb, ...paths] = process.argv.slice(2)
const last = new Map()
for (const path of paths) {
  let report
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    continue
  }
  for (const file of report.testResults) last.set(relative(process.cwd(), file.name), file)
}
const bad = globSync('tests/**/*.test.ts').filter((name) => last.get(name)?.status !== 'passed')
if (verb === 'again') console.log(bad.join('\n'))
else {
  const tests = [...last.values()].flatMap((file) => file.assertionResults)
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length
  const dead = bad.filter((name) => !last.has(name)).length
  const failed = count('failed') + dead
  console.log(`tests: ${count('passed')} passed, ${failed} failed, ${count('pending', 'skipped', 'todo')} skipped`)
  process.exitCode = bad.length > 0 ? 1 : 0
}
