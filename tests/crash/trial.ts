import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect } from 'vitest'
import { sha256 } from '../../lib/hash.ts'
import { openStore } from '../../storage/open-store.ts'
import { startFakeVendor } from '../vendors/fake-vendor.ts'
import { openChatDouble } from './chat-double.ts'

const story = Buffer.from(`The Lamp on the Rock

The keeper trims the lamp four times a night.

Today the lamp turns by itself, and nobody lives there.`)

// Trials start hundreds of processes: what one has compiled, the next ones load.
const compiled = join(tmpdir(), 'docreel-crash-compiled')

export interface Trial {
  /** Names of the effects, in order; those of the undisturbed run number the points where others are killed. */
  effects: string[]
  /** sha256 names of the film, its captions and its cover. */
  artefacts: string[]
}

/**
 * One film by the whole product with fake vendors, its process killed at each of `crashes` (`37:before`) in turn
 * and started again; then every invariant of a crash is checked.
 */
export async function runTrial(prepared: string, crashes: readonly string[] = []): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-crash-'))
  cpSync(prepared, folder, { recursive: true })
  const vendor = await startFakeVendor()
  const double = await openChatDouble()
  const env = { DATA_DIR: folder, CHAT_URL: double.url, ...vendorSettings(vendor.url) }
  try {
    double.drop('lamp.txt', story, { resolution: '360', review: 'auto' })
    for (const crashAt of crashes) {
      const { victim } = startVictim({ ...env, CRASH_AT: crashAt })
      // Effects interleave a little differently each time: the last few may not come to pass before the film is done.
      const done = double.chat.until(() => double.chat.messages.some(({ view }) => view.tone === 'success'), 180_000)
      await Promise.race([new Promise((dead) => victim.once('exit', dead)), done])
      victim.kill('SIGKILL')
      if (victim.exitCode === null && victim.signalCode === null) await new Promise((dead) => victim.once('exit', dead))
      done.catch(() => {})
    }
    const { victim, effects } = startVictim(env)
    // The film may be there already, from the life before.
    await new Promise((resolve) => double.server.once('request', resolve))
    await double.chat.until(() => double.chat.messages.some(({ view }) => view.tone === 'success' || view.tone === 'danger'), 180_000)
    await double.chat.until(() => double.chat.messages.every(({ view }) => view.tone !== 'active'), 60_000)
    victim.kill('SIGTERM')
    expect(await ended(victim, 60_000)).toBe(0)

    const { chat } = double
    expect(chat.messages.map(({ view }) => [view.tone, view.media?.map(({ kind }) => kind)])).toEqual([['success', ['video']]])
    const charged = vendor.journal.filter((entry) => entry.charged).map(({ path, body }) => JSON.stringify([path, body]))
    expect(charged.length).toBe(new Set(charged).size)
    return { effects, artefacts: await checkFolder(folder) }
  } finally {
    double.close()
    await vendor.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A data folder whose queue and records were opened once, so that trials don't pay for that. */
export async function prepareFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docreel-crash-'))
  const double = await openChatDouble()
  const { victim } = startVictim({ DATA_DIR: folder, CHAT_URL: double.url })
  await new Promise((resolve) => double.server.once('request', resolve))
  victim.kill('SIGTERM')
  await ended(victim, 60_000)
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
    ]),
  )
}

function startVictim(env: Record<string, string>): { victim: ChildProcess; effects: string[] } {
  const effects: string[] = []
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts')], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let rest = ''
  victim.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) effects.push(line.split(' ')[2] ?? '')
  })
  return { victim, effects }
}

function ended(child: ChildProcess, ms: number): Promise<number | string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      resolve('did not end')
    }, ms)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      resolve(code ?? signal)
    })
  })
}
