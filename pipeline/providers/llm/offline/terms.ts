const english = new Set(
  (
    'a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing down during each either ' +
    'etc even ever every few for from further get gets give given go had has have having he her here hers him his how however i if in into is it its itself just like made make makes many ' +
    'may me might more most much must my neither no nor not now of off often on once one only or other our ours out over own per rather same she should since so some such than that the ' +
    'their them themselves then there these they this those through to too two under until up upon us use used uses using very via was we well were what when where whether which while who ' +
    'whom whose why will with within without would yet you your within among across another using based new first second three different important way ways thing things something anything nothing everything someone anyone everyone several within'
  ).split(' '),
)
const chinese =
  /^(?:的|了|和|是|在|有|与|及|或|对|为|以|于|等|中|上|下|也|就|都|而|并|被|把|将|从|到|这|那|个|我们?|你们?|他们?|她们?|它们?|一个|一种|可以|可能|能够?|进行|通过|需要|以及|如果|因为|所以|但是?|不|没有|很|更|最|其|该|此|之|所|会|要|让|使|由|向|给|时|后|前|内|外|时候|什么|如何|怎么|这些|那些|这个|那个|这种|自己|其他|一些|用|来|去|说|做|使用|包括|例如|因此|同时|另外|或者|并且|已经|还|又|再|着|过|地|得|吗|呢|吧|啊)$/

/** The words that carry a text's meaning, lower case and roughly stemmed, in order; a word may come more than once. */
export function termsOf(text: string, language: string): string[] {
  const terms: string[] = []
  for (const { segment, isWordLike } of segmenter(language).segment(text)) {
    if (isWordLike !== true) continue
    const word = segment.toLowerCase().normalize('NFKC')
    if (/^\p{N}+$/u.test(word) || english.has(word) || chinese.test(word)) continue
    if (word.length < 2 && !/\p{sc=Han}/u.test(word)) continue
    terms.push(stem(word))
  }
  return terms
}

/** True for English words without content of their own. */
export function isStopWord(word: string): boolean {
  return english.has(word.toLowerCase()) || chinese.test(word)
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  segmenters.set(language, known)
  return known
}

// Enough to see one word in its forms: "risks" and "risk", "данных" and "данные".
function stem(word: string): string {
  if (/^[a-z'’-]+$/.test(word)) {
    const bare = word.replace(/['’]s$/, '')
    return bare.length > 4
      ? bare
          .replace(/(?:ies)$/, 'y')
          .replace(/(?<=[^su])s$/, '')
          .replace(/(?<=\w{4})(?:ing|ed|ly)$/, '')
      : bare
  }
  return /^\p{sc=Cyrillic}{6,}$/u.test(word) ? word.slice(0, -2) : word
}
