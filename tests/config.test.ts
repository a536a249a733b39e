import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { loadConfig, Variables } from '../config.ts'
import { createServices } from '../pipeline/providers/registry.ts'

test('.env.example shows every variable, and no other', () => {
  const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
  const shown = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(shown.toSorted()).toEqual(Object.keys(Variables.shape).toSorted())
})

test('.env.example is itself a good configuration', () => {
  const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
  const env = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
  expect(loadConfig(env)).toEqual(loadConfig({}))
})

test('every bad variable is named, and no value is shown', () => {
  const env = { PORT: 'many', QUEUE_URL: 'amqp://hunter2@host', SCRIPT_URL: 'ftp://hunter2', VOICE_URL: 'hunter2' }
  expect(() => loadConfig(env)).toThrow(/PORT must be a number.*QUEUE_URL .*SCRIPT_URL .*VOICE_URL must begin with https/)
  expect(() => loadConfig(env)).not.toThrow(/hunter2|many/)
})

test('a secret can stand in a file, and never prints', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'docreel-')), 'key')
  writeFileSync(file, 'sk-canary-canary-canary\n')
  const config = loadConfig({ SCRIPT_URL: 'https://models.example/v1', SCRIPT_MODEL: 'm', SCRIPT_KEY_FILE: file })
  expect(config.script[0]?.key?.reveal()).toBe('sk-canary-canary-canary')
  expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}${config.script[0]?.key}`).not.toContain('canary')
})

test('an endpoint is spoken to by the vendor that is named for it', () => {
  const two = { VOICE_URL: 'https://a.example,https://b.example', VOICE_MODEL: 'one,two' }
  const config = loadConfig({ ...two, VOICE_VENDOR: ',nosuch' })
  expect(config.voice.map(({ vendor }) => vendor)).toEqual([undefined, 'nosuch'])
  expect(() => createServices(config)).toThrow('There is no voice vendor "nosuch"; there is offline, openai.')
  expect(() => loadConfig({ ...two, VOICE_VENDOR: 'a,b,c' })).toThrow(/VOICE_KEY and VOICE_VENDOR not more/)
})

test('an endpoint without a model is refused by name', () => {
  expect(() => loadConfig({ VOICE_URL: 'https://a.example,https://b.example', VOICE_MODEL: 'one' })).toThrow(/VOICE_URL and VOICE_MODEL/)
})
