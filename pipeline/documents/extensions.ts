/**
 * Endings of the documents we read, the best known first: for people and file choosers. What a file is, its content says.
 * Apart from `formats.ts`, since the main process must not load the parsers; a test holds the two together.
 */
export const documentExtensions: readonly string[] = [
  ...['pdf', 'epub', 'docx', 'mobi', 'txt', 'azw3', 'doc', 'pptx', 'md', 'html', 'rtf', 'odt', 'fb2'],
]
