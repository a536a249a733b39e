import type { MessageRef, Place, View } from '../../bots/chat.ts'
import { describeAdapter } from '../bots/adapter-contract.ts'
import { openClient } from './client.ts'
import { openWebChat } from './open-web-chat.ts'

describeAdapter('the web chat', async (deliver) => {
  const open = await openWebChat({ deliver })
  const client = await openClient(open)
  const inPlace = (place: Place) => client.messages(place.thread)
  const find = async (ref: MessageRef) => (await inPlace(ref.place)).find((message) => message.id === ref.id)
  const viewOf = async (ref: MessageRef): Promise<View> => (await find(ref))?.view ?? {}
  let stopped = false

  async function act(ref: MessageRef, action: string, value: string, again: boolean): Promise<void> {
    const id = crypto.randomUUID()
    for (let time = 0; time < (again ? 2 : 1); time += 1) await client.press(ref.id, action, value, { id })
  }

  return {
    adapter: open.chat,
    lobby: { platform: 'web', channel: 'local' },
    async seen(ref) {
      const view = (await find(ref))?.view
      if (!view) return undefined
      const { title, text, progress = [], fields = [], buttons = [] } = view
      const rows = progress.map((row) => `${row.label} ${row.done}/${row.total}`)
      const pairs = fields.map((field) => `${field.label}: ${field.value}`)
      return { words: [title, text, ...rows, ...pairs].join('\n'), buttons: buttons.map((button) => button.label) }
    },
    count: async (place) => (await inPlace(place)).filter((message) => message.author === 'bot').length,
    async say(place, text, files = []) {
      const taken = await Promise.all(files.map((file) => client.upload(file.name, file.bytes)))
      await client.say(text, { files: taken.map((file) => file.id), ...(place.thread === undefined ? {} : { thread: place.thread }) })
    },
    async press(ref, label, again = false) {
      const button = (await viewOf(ref)).buttons?.find((one) => one.label === label)
      if (button?.action === undefined) throw new Error(`no button ${label}`)
      await act(ref, button.action, button.value ?? '', again)
    },
    async choose(ref, label) {
      const { select } = await viewOf(ref)
      const option = select?.options.find((one) => one.label === label)
      if (select === undefined || option === undefined) throw new Error(`no option ${label}`)
      await act(ref, select.action, `${select.value}/${option.value}`, false)
    },
    stop() {
      stopped = true
      return open.stop()
    },
    async close() {
      if (!stopped) await open.stop()
      await open.remove()
    },
  }
})
