import type { Storyboard } from '../../pipeline/schema.ts'

/** The script to read: title, quote, and each scene's words under its heading, with the page they rest on. */
export function scriptMarkdown({ title, subtitle, quote, source, scenes }: Storyboard): string {
  const parts = scenes
    .filter(({ text }) => text !== '')
    .map(({ text, heading, page }, index) =>
      [
        `## ${index + 1}${heading === '' ? '' : `. ${escaped(heading)}`}`,
        escaped(text),
        ...(page === undefined ? [] : [`*p. ${page}*`]),
      ].join('\n\n'),
    )
  return `${[`# ${escaped(title)}`, ...(subtitle === '' ? [] : [escaped(subtitle)]), `> ${escaped(quote)}`, ...parts, `*${escaped(source)}*`].join('\n\n')}\n`
}

/** The same as a Word document. */
export async function scriptDocx({ title, subtitle, quote, source, scenes }: Storyboard): Promise<Uint8Array> {
  // Large, and few ask for it.
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx')
  const words = (text: string, italics = false) =>
    new Paragraph({ spacing: { after: 160 }, children: [new TextRun({ text: printable(text), italics })] })
  const parts = scenes
    .filter(({ text }) => text !== '')
    .flatMap(({ text, heading, page }, index) => [
      new Paragraph({ heading: HeadingLevel.HEADING_2, text: printable(`${index + 1}${heading === '' ? '' : `. ${heading}`}`) }),
      words(text),
      ...(page === undefined ? [] : [words(`p. ${page}`, true)]),
    ])
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, text: printable(title) }),
    ...(subtitle === '' ? [] : [words(subtitle)]),
    words(quote, true),
    ...parts,
    words(source, true),
  ]
  return Packer.toBuffer(new Document({ title: printable(title), sections: [{ children }] }))
}

// Words of a document must not become markup.
function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

// XML holds no other control characters, and no half characters.
function printable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, '')
}
