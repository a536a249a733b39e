import { globSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** DESIGN section 2: which folders each folder may import from; values only, types may come from anywhere below main.ts. */
const mayImport: Record<string, readonly string[]> = {
  lib: ['lib'],
  pipeline: ['lib', 'pipeline'],
  bots: ['lib', 'bots'],
  storage: ['lib', 'pipeline', 'storage'],
  queue: ['lib', 'pipeline', 'queue'],
  commands: ['lib', 'pipeline', 'bots', 'storage', 'queue', 'commands'],
}

/** A platform's or a tool's own package is imported in its folder or file only. */
const homes: Record<string, string> = {
  bullmq: 'queue/',
  ioredis: 'queue/',
  '@electric-sql/pglite': 'queue/',
  kysely: 'storage/',
  hono: 'bots/web/',
  'discord.js': 'bots/discord/',
  'log-update': 'film.ts',
  openai: 'pipeline/providers/',
  'pdfjs-dist': 'pipeline/documents/',
  grammy: 'bots/telegram/',
  '@grammyjs': 'bots/telegram/',
}

function filesIn(folder: string): string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
}

function importsOf(file: string): { typeOnly: boolean; from: string }[] {
  const source = readFileSync(join(root, file), 'utf8')
  const statements = source.matchAll(/^(?:import|export)\s+(type\s+)?(?:[\w*{}\s,]+\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm)
  return [...statements].map(([, type, from, lazy]) => ({ typeOnly: type !== undefined, from: from ?? lazy ?? '' }))
}

for (const [folder, allowed] of Object.entries(mayImport)) {
  test(`${folder} imports from ${allowed.join(', ')} only`, () => {
    const files = filesIn(folder)
    expect(files.length).toBeGreaterThan(2)
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter(({ typeOnly, from }) => !typeOnly && from.startsWith('.'))
        .map(({ from }) => normalize(join(file, '..', from)))
        .filter((target) => !allowed.some((one) => target.startsWith(`${one}/`)))
        .map((target) => `${file} imports ${target}`),
    )
    expect(strays).toEqual([])
  })
}

test('packages stay in their homes', () => {
  const files = [...Object.keys(mayImport).flatMap(filesIn), 'app.ts', 'serve.ts', 'film.ts', 'doctor.ts', 'main.ts', 'config.ts']
  const strays = files.flatMap((file) =>
    importsOf(file)
      .map(({ from }) => [from, Object.keys(homes).find((name) => from === name || from.startsWith(`${name}/`))] as const)
      .filter(([, name]) => name !== undefined && !file.startsWith(homes[name] ?? ''))
      .map(([from]) => `${file} imports ${from}`),
  )
  expect(strays).toEqual([])
})

test('only config.ts and main.ts read the environment', () => {
  const files = [...Object.keys(mayImport).flatMap(filesIn), 'app.ts', 'serve.ts', 'film.ts', 'doctor.ts']
  const readers = files.filter((file) => /\bprocess\.env\b/.test(readFileSync(join(root, file), 'utf8')))
  expect(readers).toEqual([])
})
