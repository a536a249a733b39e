import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { refusal, WRONG_PASSWORD } from '../refusal.ts'

const asset = (folder: string) => `${fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')))}${folder}/`

/** Opens a PDF with scripts, fetching and streaming off. Throws UserError `password` or `corrupt`. */
export async function openPdf(bytes: Uint8Array, password: string | undefined): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  GlobalWorkerOptions.workerSrc = import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs')
  const task = getDocument({
    data: bytes,
    ...(password === undefined ? {} : { password }),
    cMapUrl: asset('cmaps'),
    standardFontDataUrl: asset('standard_fonts'),
    wasmUrl: asset('wasm'),
    iccUrl: asset('iccs'),
    verbosity: VerbosityLevel.ERRORS,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    maxImageSize: 40_000_000,
  })
  try {
    return await task.promise
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw refusal('password', password === undefined ? undefined : WRONG_PASSWORD)
    }
    throw refusal('corrupt', undefined, { cause: error })
  }
}
