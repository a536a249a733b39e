import { isCompound, openCompound } from './doc/compound.ts'
import { isLocked } from './doc/word.ts'
import { OTHER_LOCK, refusal, WRONG_PASSWORD } from './refusal.ts'

/**
 * What a password locks in Office's ways (MS-OFFCRYPTO: DOCX and PPTX whole, DOC since 97) opened with it; anything else as it is.
 * Throws UserError `password` without the right one, or `corrupt`.
 */
export async function unlockOffice(bytes: Uint8Array, password: string | undefined): Promise<Uint8Array> {
  if (!isCompound(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))) return bytes
  const file = openCompound(bytes)
  if (!file.names.some((name) => name.toLowerCase() === 'encryptedpackage') && !isLocked(file)) return bytes
  if (password === undefined) throw refusal('password')
  const { default: office } = await import('officecrypto-tool')
  try {
    return await office.decrypt(Buffer.from(bytes), { password })
  } catch (error) {
    const isWrong = /password is incorrect/i.test((error as Error).message)
    throw refusal('password', isWrong ? WRONG_PASSWORD : OTHER_LOCK, { cause: error })
  }
}
