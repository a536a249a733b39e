// Holds a lock and a folder of its own, and prints the folder, until it is killed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../../../lib/lock.ts'
import { ownFolder } from '../../../storage/own-folder.ts'

const { lock, parent } = JSON.parse(process.argv[2] ?? '') as { lock: string; parent: string }
await lockFolder(lock)
const { path } = await ownFolder(parent)
writeFileSync(join(path, 'half.bin'), 'half')
console.log(path)
setInterval(() => {}, 1_000)
