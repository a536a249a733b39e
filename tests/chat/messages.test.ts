import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { commands } from '../../commands/commands.ts'
import { en } from '../../commands/messages/en.ts'
import { zhCN } from '../../commands/messages/zh-cn.ts'
import { type MessageKey, sayIn } from '../../commands/say.ts'

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

const keys = Object.keys(en) as MessageKey[]
const languages = { en, 'zh-CN': zhCN }
const treeOf = (message: string, locale: string) => new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst()

/** What a message is filled with: each value's name, and the words it may be where it chooses between texts. */
function valuesOf(nodes: readonly Node[], found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  for (const node of nodes) {
    if (!('value' in node) || node.type === 0) continue
    const words = found.get(node.value) ?? new Set()
    found.set(node.value, words)
    if (!('options' in node)) continue
    for (const [word, { value }] of Object.entries(node.options)) {
      words.add(word)
      valuesOf(value, found)
    }
  }
  return found
}

test('every message of every language formats with whatever it is filled with', () => {
  for (const locale of Object.keys(languages)) {
    const say = sayIn(locale)
    for (const key of keys) {
      const values = valuesOf(treeOf(en[key], 'en'))
      for (const number of [0, 1, 2, 1_000_000]) {
        const filled = Object.fromEntries(
          [...values].map(([name, words]) => [
            name,
            [...words].find((word) => /^[a-z]+$/.test(word) && word !== 'other' && word !== 'one') ?? number,
          ]),
        )
        const text = say(key, filled)
        expect(text.trim(), `${locale} ${key}`).not.toBe('')
        expect(text, `${locale} ${key}`).not.toMatch(/[{}]|undefined|\[object/)
      }
    }
  }
})

test('no language fills in what English does not give, or chooses by words it does not know', () => {
  for (const [locale, messages] of Object.entries(languages)) {
    for (const key of keys) {
      const [given, wanted] = [valuesOf(treeOf(en[key], 'en')), valuesOf(treeOf(messages[key], locale))]
      for (const [name, words] of wanted) {
        expect([...given.keys()], `${locale} ${key}`).toContain(name)
        const isSelect = [...words].some((word) => !['zero', 'one', 'two', 'few', 'many', 'other'].includes(word) && !word.startsWith('='))
        if (isSelect) expect([...words].toSorted(), `${locale} ${key} ${name}`).toEqual([...(given.get(name) ?? [])].toSorted())
      }
    }
  }
})

test('every message is said somewhere', () => {
  const root = join(import.meta.dirname, '..', '..')
  const files = globSync('{app,main,commands/**/*,queue/*,storage/*}.ts', { cwd: root })
  const source = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  // `state.${state}` says every message that it can become.
  const templates = [...source.matchAll(/`((?:[a-z-]*\.)?(?:\$\{[^}`]*\}|[a-z.-])+)`/g)].map(([, template = '']) => template)
  const patterns = templates
    .filter((template) => template.includes('${') && /[a-z]/.test(template.replace(/\$\{[^}]*\}/g, '')))
    .map((template) => new RegExp(`^${template.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`))
  const said = (key: string) => source.includes(`'${key}'`) || patterns.some((pattern) => pattern.test(key))
  expect(keys.filter((key) => !said(key))).toEqual([])
})

test('every command and option has its help in every language', () => {
  const wanted = commands.flatMap(({ name, summary, options }) => [
    summary,
    `help.${name}`,
    ...Object.keys(options.shape).map((option) => `option.${option}`),
  ])
  expect(wanted.filter((key) => !keys.includes(key as MessageKey))).toEqual([])
  const names = commands.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
