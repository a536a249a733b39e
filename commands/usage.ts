import { z } from 'zod'
import { priceTable } from '../pipeline/providers/price.ts'
import { monthOf } from '../storage/usage.ts'
import { defineCommand } from './command.ts'

/** Counts what a person's films of this month came to. */
export const usage = defineCommand({
  name: 'usage',
  summary: 'command.usage',
  group: 'projects',
  audience: 'person',
  options: z.object({}),
  async run(_options, { from, at, time }, { store, say, reply }) {
    const since = monthOf(time)
    const { films, seconds, cost } = await store.usage({ platform: at.place.platform, id: from.id }, since)
    const month = new Intl.DateTimeFormat(say.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(since)
    const number = (value: number) => new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 }).format(value)
    await reply({
      title: say('usage.title', { month }),
      fields: [
        { label: say('usage.films'), value: number(films) },
        { label: say('usage.minutes'), value: number(seconds / 60) },
        { label: say('usage.cost'), value: `${cost.toFixed(2)} ${priceTable.currency}` },
      ],
    })
  },
})
