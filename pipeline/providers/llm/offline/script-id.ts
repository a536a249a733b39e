/** Raised when the same document would be told in other words. */
export const SCRIPT_ID = 'offline/25'
