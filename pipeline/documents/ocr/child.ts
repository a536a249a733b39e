import { answer } from '../jailed.ts'
import { openPdf } from '../pdf/open.ts'
import { refusal } from '../refusal.ts'
import { ScanRequest } from '../wire.ts'
import { openEngines, recognisedLanguages } from './engine.ts'
import { openScan } from './scan.ts'

// Runs in the jail: tells what stands on pages that are pictures.
await answer(ScanRequest, async ({ asked: { password, pages }, bytes, send }) => {
  const languages = recognisedLanguages()
  if (languages.length === 0) throw refusal('no-text')
  const scan = openScan(await openPdf(bytes, password), languages, await openEngines())
  for (const page of pages) {
    // A page that can't be drawn doesn't cost the others.
    const text = await scan.read(page).catch(() => undefined)
    if (text !== undefined) send({ type: 'recognised', page, ...text })
  }
})
