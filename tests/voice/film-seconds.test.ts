import { afterAll, beforeAll, expect, it } from 'vitest'
import { espeakVoice } from '../../pipeline/providers/voice/espeak.ts'
import { fliteVoice } from '../../pipeline/providers/voice/flite.ts'
import { filmTimes } from '../../pipeline/render/timeline.ts'
import { filmSeconds } from '../../pipeline/speech/film-seconds.ts'
import { rests } from '../../pipeline/speech/rests.ts'
import { narrate } from '../../pipeline/steps/narrate.ts'
import { stepContext } from '../script/step-context.ts'

let at: Awaited<ReturnType<typeof stepContext>>
beforeAll(async () => {
  at = await stepContext()
})
afterAll(() => at.close())

const english = {
  quote: 'A lighthouse is a promise that somebody is awake.',
  scenes: [
    'The tower was finished in 1782. Workmen had carried its granite blocks over the sand at low water, a few hours at a time.',
    'In the winter of 1890 the light failed for two nights, and three ships were lost on the bar.',
    'Today nobody lives there. The lamp turns by itself, and 40,000 people climb its stairs each year.',
  ],
}

it.each([
  ['flite', 'en', 1.6, fliteVoice, english],
  [
    ...(['eSpeak', 'zh', 1, espeakVoice] as const),
    {
      quote: '竹林深处，总有一双眼睛在看着你。',
      scenes: [
        '今天，野生大熊猫约有1900只，分布在四川、陕西和甘肃三省。竹子便宜又到处都是，可是营养很少。',
        '它长大以后，体重可以达到120公斤。刚出生的时候，它只有一百多克重，像一只小老鼠。',
        '科学家们在这里建立了67个保护区，开始长期调查和研究它们的行为。',
      ],
    },
  ],
  [
    ...(['eSpeak', 'de', 1, espeakVoice] as const),
    {
      quote: 'Ein Leuchtturm ist das Versprechen, dass jemand wacht.',
      scenes: [
        'Der Turm wurde 1782 fertig. Arbeiter hatten die Blöcke bei Ebbe über den Sand getragen, ein paar Stunden am Tag.',
        'Heute wohnt dort niemand mehr. Die Lampe dreht sich von selbst, und jedes Jahr steigen viele Menschen die Treppe hinauf.',
      ],
    },
  ],
] as const)(
  'the film that %s tells in %s at speed %d lasts as long as its storyboard promises',
  async (_name, language, speed, voice, told) => {
    const context = { ...at.context, services: { ...at.context.services, voice } }
    const speak = (text: string, holdSeconds = 0) => narrate.run({ text, holdSeconds, language, speed, loudness: 1 }, context)
    const narrations = [await speak(told.quote, rests.opening)]
    for (const text of told.scenes) narrations.push(await speak(text))
    narrations.push(await speak('', rests.ending))
    const lasts = filmTimes(narrations, 30).starts.at(-1) ?? 0
    const promised = filmSeconds({ quote: told.quote, scenes: told.scenes.map((text) => ({ text })), language, speed })
    expect(promised / lasts).toBeGreaterThan(0.93)
    expect(promised / lasts).toBeLessThan(1.07)
  },
)
