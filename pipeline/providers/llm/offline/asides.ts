/**
 * What a text says only in passing, by language: what something is like, when and how it happens, and figures of speech. Nothing there is what
 * the text is about, and a picture of it would be a wrong one.
 */
const asides: Record<string, readonly RegExp[]> = {
  en: [
    /(?<!\b(?:I|we|you|they|who|to|would|not|don['’]t|didn['’]t|people|also|really) )\blike (?!to\b|this\b|that\b|these\b|those\b|it\b)[^.,;:!?]+/giu,
    /\bas if [^.,;:!?]+|\bas though [^.,;:!?]+|\bas \p{L}+ as an? [^.,;:!?]+/giu,
    /\b(?:on|in|at|by|during|until|since|every|one|each|from)(?: (?:an?|the|some|many|most|any|every|each|that|this|\p{L}+))? ?(?:\p{L}+ )?(?:mornings?|evenings?|afternoons?|nights?|days?|weekends?|moments?|times|occasions?)\b/giu,
    /\b(?:with)?in (?:plain )?sight(?: of)?\b|\bat (?:first|second) (?:sight|glance)\b|\b(?:come|came|go|went|get|gets|stand|stands) in(?:to)? the way\b|\bby (?:hand|heart|no means|means of|way of|the way)\b/giu,
    /\bin (?:the )?(?:face|light|wake|eyes|hands|heart|hope|shadow|spirit|line|view|place|front|case|terms|spite|search|need|order|other words|turn|fact|mind|part|the long run|the end|short|full swing) of\b/giu,
    /\b(?:on the (?:one|other) hand|hand in hand|at (?:the )?heart(?: of)?|at hand|on foot|at the foot of|on top of|at stake|in mind|in other words|at the end of the day|under way|play(?:s|ed)? an? (?:\p{L}+ )?(?:role|part)|a (?:host|wealth|handful|sea|mountain|wave|flood|wall) of|in full bloom|keep(?:s)? an eye on|an? hour['’]s \p{L}+|to (?:its|their|his|her) feet)\b/giu,
  ],
  de: [
    /(?<=\p{L} )\bwie (?:ein|eine|einer|einem|einen|der|die|das|im|beim|am|aus)\b[^.,;:!?]+|\bals ob [^.,;:!?]+/gu,
    /\b(?:auf den ersten Blick|im Blick|vor Augen|im Auge|Hand in Hand|an der Hand|auf der Hand|am Herzen|im Herzen|unter dem Strich|im Laufe|auf der anderen Seite|zu Fuß|in der Regel|im Lichte?|vor allem)\b/giu,
    /\b(?:am|an einem|eines|jeden|in der|gegen) (?:\p{L}+ )?(?:Morgen|Morgens|Abend|Abends|Nacht|Tag|Tages|Mittag)\b/gu,
  ],
  fr: [
    /\bcomme (?:un|une|des|le|la|les|l['’]|dans|si)\b[^.,;:!?]+/giu,
    /\b(?:à première vue|à la main|main dans la main|d['’]un coup d['’]œil|au cœur d[eu']|à pied|en main|de l['’]autre côté|d['’]une part|au pied de|en tête|un jour|ce matin|la nuit|le soir|tout d['’]abord|d['’]abord|d['’]accord|en général|en même temps|en réalité|en effet|en fait|au lieu d[eu]|au cours d[eu]|par rapport à|à l['’]aide d[eu]|tout à fait|un peu|eh bien)\b/giu,
  ],
  es: [
    /\bcomo (?:un|una|unos|unas|el|la|los|las|si)\b[^.,;:!?]+/giu,
    /\b(?:a primera vista|a la vista|a mano|de la mano|en el corazón de|a pie|al pie de|por otro lado|en cara|un día|por la (?:mañana|noche|tarde)|de noche|en la actualidad|por lo general|en general|por regla general|de acuerdo(?: con)?|al mismo tiempo|de hecho|en cuanto a|a lo largo de|a través de|en lugar de|en vez de)\b/giu,
  ],
  it: [
    /\bcome (?:un|una|uno|il|la|lo|i|le|gli|se|in)\b[^.,;:!?]+/giu,
    /\b(?:a prima vista|a mano|mano nella mano|nel cuore d[ei]\p{L}*|a piedi|ai piedi d[ei]\p{L}*|d['’]altra parte|un giorno|di (?:notte|mattina|sera))\b/giu,
  ],
  pt: [
    /\bcomo (?:um|uma|uns|umas|o|a|os|as|se)\b[^.,;:!?]+/giu,
    /\b(?:à primeira vista|à mão|de mãos dadas|no coração d[eao]s?|a pé|ao pé d[eao]|por outro lado|um dia|de (?:noite|manhã|tarde)|de acordo(?: com)?|em geral|ao mesmo tempo|de fato|em vez de|ao longo d[eoa]s?|através d[eoa]s?|à procura de|a procura de|na verdade|por isso)\b/giu,
  ],
  ru: [
    /(?:,\s*|\s)(?:как будто|словно|будто|точно|подобно)\s[^.,;:!?]+|,\s*как\s[^.,;:!?]+/giu,
    /(?:на первый взгляд|под рукой|от руки|рука об руку|с точки зрения|с другой стороны|во главе|в глаза|однажды \p{L}+|по (?:утрам|ночам|вечерам))/giu,
  ],
  ar: [/\s(?:كأن|كأنه|كأنها|كما لو)\s?[^.,;:!?،؛؟]+/gu],
  he: [/\s(?:כמו|כאילו)\s[^.,;:!?]+/gu],
  zh: [
    /(?:好像|就像|像|如同|仿佛|宛如|犹如|好比|似的)[^，。；：！？、]+(?:一样|似的|一般)?/gu,
    /(?:一眼|手头|心中|眼前|眼看|亲手|随手|顺手|当天|每天|早上|早晨|晚上|夜里)/gu,
  ],
  ja: [/[^、。！？]*?[のた](?:ように|ような|ごとく|みたいに|みたいな)|まるで[^、。]+/gu, /(?:一見|手軽に|目の前|ある日|毎日|毎朝|毎晩)/gu],
  ko: [/\S+(?:처럼|같이)(?=\s)|마치\s[^.,!?]+/gu, /(?:어느 날|매일|아침에|밤에|저녁에|한눈에)/gu],
}

/** A text without what it says only in passing; of a language that is not known, the text. */
export function withoutAsides(text: string, language: string): string {
  return (asides[language] ?? []).reduce((rest, aside) => rest.replace(aside, (said) => (/^\s*,/u.test(said) ? ', ' : ' ')), text)
}
