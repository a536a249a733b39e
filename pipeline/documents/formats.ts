import type { Format } from './format.ts'
import { docx } from './formats/docx.ts'
import { pdf } from './formats/pdf.ts'
import { txt } from './formats/txt.ts'

/** Every document format; the first whose sniffer agrees reads the file, so the surest stand first. */
export const formats: readonly Format[] = [pdf, docx, txt]
