import { PermissionFlagsBits } from 'discord.js'

/** Exactly what docreel needs in a server, by the names that Discord's own pages use. */
export const permissions = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const

export type PermissionName = keyof typeof permissions

const all = Object.values(permissions).reduce((sum, one) => sum | one, 0n)

/** The page on which a server's admin lets the bot in, with exactly the permissions it needs. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({ client_id: applicationId, permissions: String(all), scope: 'bot applications.commands' })
  return `https://discord.com/oauth2/authorize?${query}`
}

/** Which of the needed ones are missing among `held` (a bit set in decimal): all of them, or some. */
export function missingOf(
  held: string | bigint,
  needed: readonly PermissionName[] = Object.keys(permissions) as PermissionName[],
): PermissionName[] {
  const bits = BigInt(held)
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return []
  return needed.filter((name) => (bits & permissions[name]) === 0n)
}
