const CHARSETS: Record<number, string> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'cp949',
  130: 'cp1361',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}

const PAGES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'cp949',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf8',
  20866: 'koi8-r',
  54936: 'gb18030',
}

/** The encoding of a font's `\fcharset`; undefined where it says nothing (default, symbol). */
export function charsetEncoding(charset: number): string | undefined {
  return CHARSETS[charset]
}

/** The encoding of a Windows code page number. */
export function codePageEncoding(page: number): string {
  return PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : page >= 437 && page <= 1258 ? `cp${page}` : 'windows-1252')
}
