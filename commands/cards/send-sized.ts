import type { Limits, LinkTo, Media, View } from '../../bots/chat.ts'
import { fitView } from '../../bots/fit.ts'
import { UserError } from '../../lib/errors.ts'
import type { Say } from '../say.ts'

/** Sends a view as the platform can carry it, and with links where that refuses its files for their size. */
export async function sendSized<T>(
  view: View,
  { limits, linkTo, say }: { limits: Limits; linkTo: LinkTo; say: Say },
  send: (fitted: View, as: 'whole' | 'linked') => Promise<T>,
): Promise<T> {
  try {
    return await send(fitView(view, limits), 'whole')
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'too-large')) throw error
    return send(fitView(await linkedView(view, linkTo, say), limits), 'linked')
  }
}

/** A view whose files are larger than the platform takes: with links in their place, or, without a server for these, a word of what would help. */
async function linkedView(view: View, linkTo: LinkTo, say: Say): Promise<View> {
  const { media = [], buttons = [], ...rest } = view
  const link = async (file: Media) => linkTo && { label: say('link.open', { name: file.name }), url: await linkTo(file) }
  const links = (await Promise.all(media.map(link))).filter((button) => button !== undefined)
  const word = say(linkTo === undefined ? 'link.none' : 'link.instead')
  return { ...rest, text: rest.text === undefined ? word : `${rest.text}\n\n${word}`, buttons: [...links, ...buttons] }
}
