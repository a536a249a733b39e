/**
 * The request bodies that docreel sends, as discord-api-types describes them. `schemas.json` is made from this file:
 * npx ts-json-schema-generator@2.10.0 --path tests/discord/bodies.ts --type '*' --no-type-check --minify --out tests/discord/schemas.json
 */
import type * as discord from 'discord-api-types/v10'

export interface CreateMessage extends Omit<discord.RESTPostAPIChannelMessageJSONBody, 'message_reference'> {
  message_reference?: Reference
}
export type EditMessage = discord.RESTPatchAPIChannelMessageJSONBody
export type CreateThread = discord.RESTPostAPIChannelMessagesThreadsJSONBody
export type EditChannel = discord.RESTPatchAPIChannelJSONBody
export type Commands = (Slash | Menu)[]
export type Callback = discord.RESTPostAPIInteractionCallbackJSONBody
export type FollowUp = discord.RESTPostAPIWebhookWithTokenJSONBody
export type OpenDm = discord.RESTPostAPICurrentUserCreateDMChannelJSONBody

// Their own types of these bodies are mapped over themselves, which the generator can't follow: the same fields, picked plainly.
type Described = Pick<discord.APIApplicationCommand, 'name'> &
  Partial<Pick<discord.APIApplicationCommand, 'name_localizations' | 'description_localizations' | 'contexts' | 'integration_types'>>
interface Slash extends Described {
  type?: discord.ApplicationCommandType.ChatInput
  description: string
  options?: discord.APIApplicationCommandOption[]
}
interface Menu extends Described {
  type: discord.ApplicationCommandType.Message | discord.ApplicationCommandType.User
}
type Reference = Partial<Pick<discord.APIMessageReference, 'type' | 'message_id' | 'channel_id' | 'guild_id'>> & {
  fail_if_not_exists?: boolean
}
