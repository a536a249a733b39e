const NUMBERED =
  /^((?:chapter|part|section|kapitel|teil|chapitre|partie|capítulo|capitolo|parte|глава|часть)\s+[\divxlc]+|第[\p{N}〇一二三四五六七八九十百零]+[章节節回部編编]|제\s?\d+\s?[장부]|(?:الفصل|الباب)\s+\S+|\d{1,3}(?:\.\d{1,2}){0,2}(?=[.)\s、:：])|[〇一二三四五六七八九十]{1,3}(?=[、.．])|[IVXL]{1,5}(?=[.)]\s))[.)、．:：—–\s-]*(.+)$/iu

/** A heading's own number as it is written, empty where it has none, and what it names. */
export function headingParts(heading: string): { number: string; name: string } {
  const [, number = '', name = heading] = NUMBERED.exec(heading.trim()) ?? []
  return { number: number.replace(/[:：،,]+$/u, ''), name }
}
