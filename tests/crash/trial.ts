import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { expect } from 'vitest'
import { sha256 } from '../../lib/hash.ts'
import { openStore } from '../../storage/open-store.ts'
import { startFakeVendor } from '../vendors/fake-vendor.ts'
import { openChatDouble } from './chat-double.ts'

const story = Buffer.from(`The Lamp on the Rock

The keeper trims the lamp four times a night.`)

// Just enough to pay each call once (3.0014): what a dead life has set aside must not stand in the way of the next.
const budgets = { FILM_BUDGET: '3.1', PERSON_BUDGET: '3.1' }

export interface Trial {
  /** Names of the last life's effects, in order; those of an undisturbed film say where others can be killed. */
  effects: string[]
  /** The crashes that came to pass: effects interleave a little differently each time, and the film may be done before. */
  crashes: string[]
  /** sha256 names of the film, its captions and its cover. */
  artefacts: string[]
}

/**
 * One film by the whole product with fake vendors, its process killed at each of `crashes` in turn and started again;
 * then every invariant of a crash is checked. `cache.save:7:before` is before the seventh such effect, over all lives.
 */
export async function runTrial(prepared: string, crashes: readonly string[] = []): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-crash-'))
  cpSync(prepared, folder, { recursive: true })
  const vendor = await startFakeVendor({ pace: 4 })
  const double = await openChatDouble()
  try {
    double.drop('lamp.txt', story, { resolution: '360', review: 'auto' })
    const lives = await liveThrough(crashes, { DATA_DIR: folder, CHAT_URL: double.url, ...vendorSettings(vendor.url), ...budgets })

    expect(double.chat.messages.map(({ view }) => [view.tone, view.media?.map(({ kind }) => kind)])).toEqual([['success', ['video']]])
    const charged = vendor.journal.filter((entry) => entry.charged).map(({ path, body }) => JSON.stringify([path, body]))
    expect(charged.length).toBe(new Set(charged).size)
    return { ...lives, artefacts: await checkFolder(folder) }
  } finally {
    double.close()
    await vendor.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the process again after each crash, until it has settled with nothing left to do. */
async function liveThrough(crashes: readonly string[], env: Record<string, string>): Promise<Pick<Trial, 'effects' | 'crashes'>> {
  const past = new Map<string, number>()
  const came: string[] = []
  for (const crash of [...crashes, undefined]) {
    const [name = '', place, moment] = crash?.split(':') ?? []
    // What an earlier life went past already is waited for once more.
    const here = Math.max(1, Number(place) - (past.get(name) ?? 0))
    const life = startLife(crash === undefined ? env : { ...env, CRASH_AT: `${name}:${here}:${moment}` })
    await Promise.race([life.settled, life.over])
    life.process.kill('SIGTERM')
    const end = await life.over
    if (crash === undefined || end !== 'SIGKILL') {
      expect(end).toBe(0)
      return { effects: life.effects, crashes: came }
    }
    came.push(crash)
    // The one it was killed before has not been.
    const been = moment === 'before' ? life.effects.toSpliced(life.effects.lastIndexOf(name), 1) : life.effects
    for (const effect of been) past.set(effect, (past.get(effect) ?? 0) + 1)
  }
  throw new Error('no last life')
}

/** A data folder whose queue and records were opened once, so that trials don't pay for that. */
export async function prepareFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-crash-'))
  const double = await openChatDouble()
  const life = startLife({ DATA_DIR: folder, CHAT_URL: double.url })
  await once(double.server, 'request')
  life.process.kill('SIGTERM')
  expect(await life.over).toBe(0)
  double.close()
  return folder
}

async function checkFolder(folder: string): Promise<string[]> {
  expect(readdirSync(join(folder, 'work'))).toEqual([])
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(folder)
  const blobs = readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name } of blobs) expect(sha256(readFileSync(join(parentPath, name)))).toBe(name)

  const store = await openStore({ dataDir: folder, log: pino({ level: 'silent' }) })
  try {
    const runs = await store.runs.list({ limit: 10 })
    expect(runs.map(({ state, shown, version }) => [state, shown === version])).toEqual([['done', true]])
    const { film, cover, srt, vtt } = runs[0]?.result ?? {}
    const artefacts = [film, cover, srt, vtt].map(String)
    for (const id of artefacts) expect(await store.blobs.verify(id as never)).toBe(true)
    return artefacts
  } finally {
    await store.close()
  }
}

function vendorSettings(url: string): Record<string, string> {
  const kinds = ['SCRIPT', 'PICTURE', 'VOICE']
  return Object.fromEntries(
    kinds.flatMap((kind) => [
      [`${kind}_URL`, url],
      [`${kind}_MODEL`, 'fake'],
      [`${kind}_KEY`, 'sk-fake'],
      [`${kind}_PRICE`, kind === 'SCRIPT' ? '1/1' : '1'],
    ]),
  )
}

function startLife(env: Record<string, string>) {
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts')], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, LIGHT_VOICE: 'yes', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 180_000,
    killSignal: 'SIGABRT',
  })
  const lines = createInterface(victim.stdout)
  const effects: string[] = []
  lines.on('line', (line) => {
    if (line.startsWith('before ')) effects.push(line.slice('before '.length))
  })
  return {
    process: victim,
    effects,
    settled: new Promise<void>((resolve) => {
      lines.on('line', (line) => line === 'settled' && resolve())
    }),
    /** Its exit status, or the signal that killed it. */
    over: new Promise<number | string | null>((resolve) => {
      victim.once('close', (code, signal) => resolve(code ?? signal))
    }),
  }
}
