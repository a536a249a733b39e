import { z } from 'zod'

/** What Discord sends, as far as it matters here; parsed once, where it comes in. */
const Snowflake = z.string().regex(/^\d{1,20}$/)

const User = z.object({ id: Snowflake, username: z.string().default(''), global_name: z.string().nullish(), bot: z.boolean().optional() })
const Member = z.object({ nick: z.string().nullish(), user: User.optional(), permissions: z.string().optional() })

export const Attachment = z.object({
  id: Snowflake,
  filename: z.string(),
  /** The name as it was, where `filename` had to be changed. */
  title: z.string().nullish(),
  size: z.number().optional(),
  url: z.string(),
  flags: z.number().default(0),
})

/** A message as it stands in the reply to a request of ours. */
export const SentMessage = z.object({
  id: Snowflake,
  attachments: z.array(Attachment.pick({ id: true, filename: true })).default([]),
})

export const Message = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  attachments: z.array(Attachment).default([]),
  author: User,
  content: z.string().default(''),
  type: z.number().default(0),
  guild_id: Snowflake.optional(),
  webhook_id: Snowflake.optional(),
  member: Member.optional(),
  mentions: z.array(z.object({ id: Snowflake })).default([]),
  referenced_message: z.object({ author: z.object({ id: Snowflake }) }).nullish(),
})
export type Message = z.infer<typeof Message>

export const Channel = z.object({
  id: Snowflake,
  type: z.number(),
  parent_id: Snowflake.nullish(),
  /** Who opened it, of a thread. */
  owner_id: Snowflake.nullish(),
})
export type Channel = z.infer<typeof Channel>

/** What a server tells of itself when a session begins. */
export const Guild = z.object({
  id: Snowflake,
  unavailable: z.boolean().optional(),
  joined_at: z.string().optional(),
  channels: z.array(z.object({ id: Snowflake, last_message_id: Snowflake.nullish() })).default([]),
  threads: z.array(z.object({ id: Snowflake, last_message_id: Snowflake.nullish() })).default([]),
})
export type Guild = z.infer<typeof Guild>

const Option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
})

const Answer = z.object({
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).optional(),
})

export const Interaction = z.object({
  id: Snowflake,
  application_id: Snowflake,
  /** 2 a command, 3 a component, 4 autocomplete, 5 a modal's answer. */
  type: z.number(),
  token: z.string(),
  guild_id: Snowflake.optional(),
  channel: Channel.optional(),
  channel_id: Snowflake.optional(),
  member: Member.optional(),
  user: User.optional(),
  message: z.object({ id: Snowflake, flags: z.number().optional() }).optional(),
  app_permissions: z.string().optional(),
  locale: z.string().optional(),
  attachment_size_limit: z.number().optional(),
  context: z.number().nullish(),
  authorizing_integration_owners: z.record(z.string(), z.string()).optional(),
  data: z
    .object({
      /** 1 a slash command, 3 a message's menu. */
      type: z.number().optional(),
      name: z.string().optional(),
      options: z.array(Option).default([]),
      target_id: Snowflake.optional(),
      custom_id: z.string().optional(),
      values: z.array(z.string()).default([]),
      /** Of a modal: rows that hold several, labels that hold one. */
      components: z.array(z.object({ component: Answer.optional(), components: z.array(Answer).optional() })).default([]),
      resolved: z
        .object({
          attachments: z.record(z.string(), Attachment).default({}),
          messages: z.record(z.string(), z.object({ id: Snowflake, attachments: z.array(Attachment).default([]) })).default({}),
        })
        .default({ attachments: {}, messages: {} }),
    })
    .optional(),
})
export type Interaction = z.infer<typeof Interaction>
