import type { LinkTo, Media, View } from '../../bots/chat.ts'
import type { Say } from '../say.ts'

/** A view whose files are larger than the platform takes: with links in their place, or, without a server for these, a word of what would help. */
export async function linkedView(view: View, linkTo: LinkTo, say: Say): Promise<View> {
  const { media = [], buttons = [], ...rest } = view
  const link = async (file: Media) => linkTo && { label: say('link.open', { name: file.name }), url: await linkTo(file) }
  const links = (await Promise.all(media.map(link))).filter((button) => button !== undefined)
  const word = say(linkTo === undefined ? 'link.none' : 'link.instead')
  return { ...rest, text: rest.text === undefined ? word : `${rest.text}\n\n${word}`, buttons: [...links, ...buttons] }
}
