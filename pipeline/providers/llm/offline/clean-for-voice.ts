const REFERENCE = String.raw`(?:figures?|figs?\.?|tables?|tab\.?|sections?|sec\.?|appendix|chapters?|ch\.?|equations?|eqs?\.?|pages?|pp?\.|abb\.?|tabelle|abschnitt|рис\.?|табл\.?|гл\.?|图表?|表|第)`

const ADDRESS = String.raw`\b(?:https?:\/\/|www\.)[^\s<>）)」』，。；]*[^\s<>）)」』，。；.,;:!?]`

/** Stands where an address was that its sentence needs, as in "The notes are at …": Unicode's sign for an object that is elsewhere. */
export const SILENCED = '\uFFFC'

// In order; each takes out what is written for the eye.
const silent: [pattern: RegExp, said: string][] = [
  // [00:01:07], [laughs]: what a transcript notes beside the words.
  [/^\s*[[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]\s*[-–—]?\s*/u, ''],
  [
    /\s*[[(](?:laugh(?:s|ter|ing)?|applause|music|inaudible|crosstalk|pause|silence|sighs?|cough(?:s|ing)?|lacht|lachen|applaus|musik|rires?|applaudissements|risas|aplausos|笑声?|掌声|音乐)[\])]/giu,
    '',
  ],
  [/(?<=^|[.!?…]\s)(?:um+|uh+|erm|hmm+|äh+m?|euh)[,.…]+\s+(\p{L})/giu, '$1'],
  [/!?\[([^\]]*)\]\((?:https?:|\/|#|mailto:|\.)[^)]*\)/g, '$1'],
  [new RegExp(String.raw`\s*[(（]\s*<?${ADDRESS}>?\s*[)）]`, 'gi'), ''],
  [new RegExp(`<?${ADDRESS}>?`, 'gi'), SILENCED],
  [/\bdoi:\s*\S+/gi, ''],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, SILENCED],
  // <ada at example dot org>
  [/\s*<[\w.+-]+\s+(?:at|arroba|chez)\s+[^<>]{3,60}>/giu, ''],
  // [12], [3, 4], [1]–[5], [Smith19]
  [
    /\s*\[(?:\d{1,4}|[A-Z][A-Za-z+]{0,12}\d{2,4}[a-z]?|\^?\d+)(?:\s*[,;–-]\s*(?:\d{1,4}|[A-Z][A-Za-z+]{0,12}\d{2,4}[a-z]?))*\](?:\s*[–-]\s*\[\d+\])?/g,
    '',
  ],
  // MIME[MIME], shell[POSIX.1]
  [/(?<=[\p{L}\p{N}])\[\p{Lu}[\w.+-]{0,20}\]/gu, ''],
  // (Smith, 2019), (see Smith & Doe 2019; Roe et al., 2020a, p. 5)
  [
    /\s*[(（](?:see |cf\. |e\.g\.,? )?\p{Lu}[^()（）]{0,160}?\b(?:1[6-9]|20)\d\d[a-z]?(?:,? pp?\. ?[\d–-]+)?(?:\s*[;,][^()（）]{0,160})?[)）]/gu,
    '',
  ],
  [new RegExp(String.raw`\s*[(（](?:see|cf\.?|vgl\.?|siehe|см\.?|参见|见|如)?\s*${REFERENCE}\s*[\d.A-Z–, and-]+[)）]`, 'giu'), ''],
  // (95% CI 0.6–1.2, p < 0.001), (n = 412)
  [/\s*[(（][^()（）]{0,80}?(?:\b[pnrtdFN]\s?[=<>≤≥]|\bCIs?\b|\bKI\b|\bIC\b|\bSD\b|\bSE\b|\b[a-z]{0,2}df\s?=|χ)[^()（）]{0,80}[)）]/gu, ''],
  [/\s*[(（](?:see|cf\.?|e\.g\.|siehe|vgl\.|см\.|参见|详见)[^()（）]{0,80}[)）]/giu, ''],
  [
    /\s*\[(?:citation|clarification|better source|page|verification) needed\]|\s*\[(?:by whom|who|when|where|according to whom|dubious|note \d+|nb \d+|self-published source|sic)[^\]]{0,30}\]/gi,
    '',
  ],
  // 第五条, （四）, § 3: what a law counts.
  [/^(?:第[一二三四五六七八九十百零〇\d]+条[\s　]+|[(（][一二三四五六七八九十]{1,3}[)）]\s*|§§?\s?\d+[a-z]?\s+(?=\p{Lu}))/u, ''],
  [/\*\*|__|`+|~~|^#+\s+/g, ''],
  // "Definition 2 Let X be ...": what a work counts.
  [
    /^(?:Definition|Theorem|Lemma|Proposition|Corollary|Remark|Example|Exercise|Satz|Bemerkung|Beispiel|Korollar|Aufgabe|Définition|Théorème|Remarque|Exemple)\s\d+(?:\.\d+)*[.:]?\s+(?=\p{Lu})/gu,
    '',
  ],
  // 炒(chǎo): how a character is read is for who doesn't hear it.
  [/(?<=\p{sc=Han})\s*[(（][a-z\s]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü\s]*[)）]/giu, ''],
  [/["“「『‘]\s*["”」』’]/g, ''],
  [/(?<=[\p{L}.,;:!?”’)])\d{1,2}(?=\s+\p{Lu}|\s*$)(?<=[.,;:!?”’)]\d{1,2})(?<!\d[.,:]\d{1,2})/gu, ''],
  [/[¹²³⁰-⁹†‡]+(?=[\s.,;:!?)]|$)(?<!\d[²³]|[a-z][²³])/gu, ''],
  [/^(?:[+-](?=\s)|[•·●■◆▪–—*➢✓\u2460-\u249b\u2776-\u2793\u3220-\u3229]|[(（]?\p{N}{1,3}\s*[-.)）、–](?!\p{N})|[(（][a-z][)）])\s*/u, ''],
  // "[ ] Order the glass", "[x] Paint": what is to be ticked.
  [/^\[[ xX✓]\]\s+/u, ''],
  [/\s*[(（]\s*[,;:，、]*\s*[)）]/g, ''],
  [/\s+([,.;:!?，。；：！？、)）])/g, '$1'],
  [/([(（])\s+/g, '$1'],
  [/([,;:，；])(?:\s*[,;:，；])+/g, '$1'],
  [/\s{2,}/g, ' '],
]

/** Letters that are cleaned at once: what looks for the end of a bracket takes the square of them. */
const AT_ONCE = 10_000

/**
 * A paragraph as it can be read aloud: without citations, cross-references in brackets, footnote signs, bullets and markup, and with
 * `SILENCED` for its addresses.
 */
export function cleanForVoice(text: string): string {
  const spaced = text.replace(/\s{2,}/g, ' ')
  let clean = ''
  for (let at = 0; at < spaced.length; at += AT_ONCE) {
    clean += silent.reduce((said, [pattern, instead]) => said.replace(pattern, instead), spaced.slice(at, at + AT_ONCE))
  }
  return clean.trim()
}
