import type { Format } from './format.ts'
import { azw3 } from './formats/azw3.ts'
import { doc } from './formats/doc.ts'
import { docx } from './formats/docx.ts'
import { epub } from './formats/epub.ts'
import { fb2 } from './formats/fb2.ts'
import { html } from './formats/html.ts'
import { markdown } from './formats/markdown.ts'
import { mobi } from './formats/mobi.ts'
import { odt } from './formats/odt.ts'
import { pdf } from './formats/pdf.ts'
import { pptx } from './formats/pptx.ts'
import { rtf } from './formats/rtf.ts'
import { txt } from './formats/txt.ts'

/** Every document format; the first whose sniffer agrees reads the file, so the surest stand first. */
export const formats: readonly Format[] = [pdf, epub, docx, pptx, odt, fb2, azw3, mobi, doc, rtf, html, markdown, txt]
