import type { ChatRequest } from './request-shapes.ts'

/** What the fake model answers: JSON that follows from the request alone, out of the request's own passages. */
export function fakeAnswer({ messages, response_format }: ChatRequest): unknown {
  const system = messages[0]?.content ?? ''
  const asked = messages.find(({ role }) => role === 'user')?.content ?? ''
  const name = response_format?.type === 'json_schema' ? response_format.json_schema.name : undefined
  if (name === 'pictures' || system.includes('"atmosphere"')) return pictures(system, asked)
  if (name === 'rewrite') return rewritten(system, asked)
  if (name === 'wishes') return wishesIn(asked)
  if (name === 'notes' || system.includes('"notes"')) return notes(asked)
  return script(asked)
}

function script(asked: string) {
  const [, least = '800', most = '1200'] = asked.match(/Length: (\d+) to (\d+) characters/) ?? []
  const [, aim = '5'] = asked.match(/in about (\d+) scenes/) ?? []
  const sentences = passagesIn(asked).flatMap(({ number, text }) =>
    sentencesOf(text).map((sentence) => ({ text: sentence, from: [number] })),
  )
  const wanted = (Number(least) + Number(most)) / 2
  let length = 0
  const told = sentences.filter(({ text }, index) => {
    length += text.length
    return index === 0 || length <= wanted
  })
  const scenes = Array.from({ length: Number(aim) }, (_, index) => ({
    sentences: told.filter((_, at) => Math.floor((at * Number(aim)) / told.length) === index),
  })).filter((scene) => scene.sentences.length > 0)
  const title = asked.match(/^Title: (.*)$/m)?.[1] ?? 'Untitled'
  const best = told.map(({ text }) => text.slice(0, 60))
  return {
    title: title.slice(0, 40),
    workTitle: title,
    quotes: best.slice(0, 3),
    subtitles: best.slice(-3).map((line) => line.slice(0, 30)),
    scenes,
  }
}

function pictures(system: string, asked: string) {
  const count = Number(system.match(/exactly (\d+) scenes/)?.[1] ?? 1)
  const scenes = passagesIn(asked)
  return {
    look: 'a quiet harbour town in early morning light, blue and ochre',
    characters: [{ name: 'Mara', appearance: 'a woman of forty in a grey coat, short black hair' }],
    scenes: Array.from({ length: count }, (_, index) => ({
      keywords: (scenes[index]?.text ?? '').split(/\s+/).slice(0, 4),
      atmosphere: ['calm', 'clear'],
      prompt: `Scene ${index + 1}: ${(scenes[index]?.text ?? '').slice(0, 80)}`,
      characters: index % 2 === 0 ? ['Mara'] : [],
    })),
  }
}

function rewritten(system: string, asked: string) {
  const scenes = passagesIn(asked.split('document-')[0] ?? '')
  const isShorter = system.includes('two thirds')
  return {
    scenes: scenes.map(({ number, text }) => ({
      number,
      text: isShorter ? text.slice(0, Math.ceil(text.length * 0.6)) : `${text} In other words: ${text}`,
    })),
  }
}

function wishesIn(asked: string) {
  const minutes = /(\d+) minute/.exec(asked)?.[1]
  return {
    ...{ resolution: null, speed: null, captions: null, music: null, musicVolume: null, review: null },
    style: /ink wash/.test(asked) ? 'ink-wash' : null,
    language: /Chinese/.test(asked) ? 'zh' : null,
    aspect: /phone/.test(asked) ? '9:16' : null,
    seconds: minutes === undefined ? null : Number(minutes) * 60,
  }
}

function notes(asked: string) {
  return { notes: passagesIn(asked).map(({ number, text }) => ({ from: number, text: sentencesOf(text)[0] ?? text })) }
}

function passagesIn(asked: string): { number: number; text: string }[] {
  return [...asked.matchAll(/^\[(\d+)\](?: p\. \d+:)? (.+)$/gm)].map(([, number, text = '']) => ({ number: Number(number), text }))
}

function sentencesOf(text: string): string[] {
  return [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment.trim()).filter(Boolean)
}
