/** An address that starts a private chat with the bot and opens a project in it; Telegram hands on 64 characters of it. */
export function linkTo(username: string, project: string): string {
  return `https://t.me/${username}?start=open-${project}`
}

/** The project that a /start came for. */
export function linkedProject(payload: string): string | undefined {
  return /^open-([\w-]+)$/.exec(payload)?.[1]
}
