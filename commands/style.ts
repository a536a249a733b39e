import { z } from 'zod'
import type { Incoming } from '../bots/chat.ts'
import type { Style } from '../pipeline/styles/style.ts'
import { styleNamed, styles } from '../pipeline/styles/styles.ts'
import { type CommandContext, defineCommand } from './command.ts'
import type { Say } from './say.ts'
import { personScope } from './settings.ts'

/** Chooses how the person's next films look. */
export const style = defineCommand({
  name: 'style',
  summary: 'command.style',
  group: 'look',
  options: z.object({ name: z.string().optional() }),
  async run({ name }, incoming, context) {
    if (name !== undefined) return setStyle(name, incoming, context)
    const { store, say, reply } = context
    const { style: current } = await store.preferences.get(personScope(incoming.at.place.platform, incoming.from))
    await reply({
      title: say('style.title'),
      text: say('style.current', { style: label(typeof current === 'string' ? styleNamed(current) : defaultStyle(), say) }),
      select: {
        action: 'style.set',
        value: '',
        placeholder: say('style.choose'),
        options: styles.map((one) => ({ label: label(one, say), value: one.name, description: one.description[tongue(say)] })),
      },
    })
  },
  actions: {
    'style.set': (incoming, context) => setStyle(incoming.value, incoming, context),
  },
})

async function setStyle(name: string, incoming: Incoming, { store, say, reply }: CommandContext): Promise<void> {
  const chosen = styleNamed(name)
  await store.preferences.set(personScope(incoming.at.place.platform, incoming.from), { style: chosen.name })
  await reply({ text: say('style.set', { style: label(chosen, say) }) })
}

function defaultStyle(): Style {
  return styleNamed('ink-wash')
}

function label(style: Style, say: Say): string {
  return style.label[tongue(say)]
}

function tongue(say: Say): 'en' | 'zh-CN' {
  return say.locale === 'zh-CN' ? 'zh-CN' : 'en'
}
