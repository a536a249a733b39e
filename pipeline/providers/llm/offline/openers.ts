import { alternatives } from '../../../speech/alternatives.ts'

// Words that lean on what was said before. A passage that begins with one would hang in the air.
const leaning: Record<string, string> = {
  en:
    'however|but|and|or|yet|so|thus|therefore|hence|moreover|furthermore|also|this|these|those|that|it|its|they|their|them|he|his|she|her|such|then|similarly|likewise|instead|' +
    'otherwise|alternatively|finally|second|secondly|third|thirdly|lastly|next|another|both|here|there|meanwhile|nevertheless|nonetheless|still|consequently|accordingly|besides|rather|' +
    'additionally|in addition|in contrast|in particular|in this|in these|in such|in other words|as shown|as mentioned|as described|as discussed|as noted|as above|as a result|' +
    'as such|as we|on the other hand|on the contrary|for example|for instance|for this|for these|with this|with these|by this|to this|to do this|at this|of these|of this|' +
    'the former|the latter|the above|the following|the same|above|below|because of this|due to this|after that|after this|one such|again|even so|not only|see|note that|recall|' +
    'all of these|(?:each|all|some|many|most|none|both) of them|each of these|some of these|many of these|most of these|if so|which|who|whose|i\\.e|e\\.g|let|once again|now|first(?=,)|firstly|to begin with|conversely|that said|figure|table|equation',
  zh:
    '因此|但是?|然而|所以|首先|此外|另外|而且?|同时|这|那|它|他|她|其(?!他|实)|该|此|上述|如上|如图|如下|如前|并且?|于是|例如|比如|即|不过|其次|再次|最后|另一|由此|从而|' +
    '综上|总之|对此|为此|则|又|也|还|相反|反之|与此|除此|当然|以上|以下|见图|图|表|当时|后者|前者|接着|然后|之后|他们|我们也|或|與此|這|該|並|於是|另外|還|後者|前者|為此',
  ru:
    'однако|поэтому|но|и|а|это|эти|этот|эта|этого|этой|он|она|они|оно|его|её|их|таким образом|такой|такая|такие|кроме того|также|затем|например|при этом|тем не менее|' +
    'следовательно|итак|во-вторых|в-третьих|наконец|тогда|там|здесь|тот|та|те|данный|данная|к тому же|зато|впрочем|если же|же|рисунок|таблица|потом|поскольку|потому',
  de:
    'jedoch|aber|und|oder|daher|deshalb|deswegen|dies|diese|dieser|dieses|diesem|diesen|es|sie|er|ihre?|sein|seine|somit|also|außerdem|zudem|dabei|dann|dadurch|darum|dazu|' +
    'hierbei|hier|dort|zum beispiel|beispielsweise|ferner|da|endlich|nun|zuerst|zunächst|erstens|zweitens|drittens|daneben|darauf|daraufhin|dahinter|davor|davon|darin|weiterhin|trotzdem|dennoch|allerdings|so|solche|damit|danach|dagegen|schließlich|ebenso|auch|abbildung|tabelle|denn|das (?:ist|sind|war|waren|wird|wurde|hat|heißt|bedeutet|kann|konnte|gilt|macht|führt|zeigt|geht|gibt|liegt|kommt|soll|muss)',
  fr: "cependant|mais|et|ou|donc|ainsi|ce|cette|ces|cela|il|elle|ils|elles|on|de plus|en outre|par exemple|toutefois|par conséquent|c'est|leur|son|sa|enfin|puis|alors|aussi|d'abord|ensuite|premièrement|deuxièmement|ceci|celui-ci|celle-ci",
  es: 'sin embargo|pero|y|o|por lo tanto|así|esto|este|esta|estos|estas|eso|ese|él|ella|ellos|además|por ejemplo|también|entonces|finalmente|su|sus|no obstante|en este|en esta|dicho|dicha|luego|primero|después|en primer lugar|dentro|allí|aquí|ahí|entonces|desde entonces|se|lo|ambos|ambas|tiene|tienen|tenía|tuvo|está|están|estaba|fue|fueron|mide|cuenta con|solo se|sólo se',
  it: 'tuttavia|ma|e|o|quindi|così|questo|questa|questi|queste|esso|essa|essi|inoltre|per esempio|anche|allora|infine|suo|sua|però|perciò',
  pt: 'no entanto|mas|e|ou|portanto|assim|isto|isso|este|esta|esse|essa|ele|ela|eles|elas|além disso|por exemplo|também|então|finalmente|seu|sua|porém',
  ja: 'しかし|そのため|これ|この|それ|その|また|だから|したがって|従って|さらに|なお|ただし|例えば|たとえば|すなわち|つまり|そして|そこで|ここで|以上|上記|次に|一方|ところが|でも|図|表|彼|彼女|まず|あの|こう|そう',
  ko: '라고|이라고|그러나|하지만|따라서|이는|이것|이러한|이런|그는|그녀|그들|그것|그리고|또한|또|예를 들어|즉|그래서|그런데|이와|여기|다음|이 |그 |위의|한편',
  he:
    'הוא|היא|הם|הן|זה|זו|זאת|אלה|אלו|לכן|ולכן|אבל|אך|אולם|גם|כך|למשל|לדוגמה|או|כמו|בנוסף|כלומר|עם זאת|לפיכך|כאן|שם|אז|הסיבה לכך|בשאלה זו|בשאלות אלו|השאלה הבאה|במקרה זה|לשם כך|מכאן|לעומת זאת|מצד שני',
  ar: 'لكن|ولكن|هذا|هذه|وهذا|وهذه|لذلك|ولذلك|كما|وقد|وهو|وهي|هو|هي|هم|ثم|أيضا|فإن|ومن|تلك|ذلك|وذلك|وكذلك|مثلا',
} // biome-ignore format: lists

const unspaced = new Set(['zh', 'ja', 'ar', 'ko'])
const patterns = new Map(
  Object.entries(leaning).map(([language, words]) => [
    language,
    new RegExp(`^["'“‘«(]*(?:${words})${unspaced.has(language) ? '' : String.raw`(?![\p{L}'’-])`}`, 'iu'),
  ]),
)

// "Empezó con una frase": where verbs need no pronoun, one that begins a sentence tells of who was named before.
const VERB_FIRST: Record<string, RegExp> = {
  es: /^[¿¡«"]*\p{Lu}\p{Ll}+ó(?!\p{L})/u,
  it: /^[«"]*\p{Lu}\p{Ll}+ò(?!\p{L})/u,
  pt: /^[«"]*\p{Lu}\p{Ll}+ou(?!\p{L})/u,
}

// "If the Moon stood still, they would come": one moon is not they.
const THEY =
  /^(?:if|when|while|as|since|because|although|once) (?:(?!(?:and|or|\p{L}{2,}s)[\s,])[^\s,]+ )*(?!(?:and|or|\p{L}{2,}s)[\s,])[^\s,]+, they\s/iu

// "Once they are known, ...": who, was said before.
const CLAUSES =
  /^(?:(?:once|when|if|because|as|while|although|though|since|unless|until|before|after) (?:they|it|he|she|this|these|those)|(?:wenn|falls|sobald|weil|da|obwohl|während|nachdem|bevor) (?:sie|er|es|diese[rsmn]?)|(?:quand|si|comme|lorsqu['’]|puisqu['’]|parce qu['’]) ?(?:ils?|elles?|cela)|(?:cuando|si|aunque|mientras|quando|se|embora|enquanto|mentre) (?:sus?|est[eao]s?|es[eao]s?|ell[oa]s?|seus?|suas?|el[ea]s?|suo|sua|quest[oaie]))(?![\p{L}'’-])/iu

// "High water therefore returns after twelve hours": why, was said before.
const CONCLUDING =
  /^[^,;:]{3,50}\s(?:therefore|thus|hence|consequently|accordingly|daher|deshalb|deswegen|somit|folglich|donc|por (?:lo )?tanto|quindi|dunque|perciò|portanto|поэтому|следовательно)(?!\p{L})/iu

// "The Earth turns beneath these swells": which, was said before.
const POINTING: Record<string, RegExp> = {
  en: /^[^,;:]*\s(?:these|those)\s(?!who|that|which|days|with|of|in)\p{L}/iu,
  de: /^[^,;:]*\sdiese[nrms]?\s\p{Lu}/u,
  fr: /^[^,;:]*\s(?:ces|cette|cet)\s\p{L}|^[^,;:]{3,40}, c['’]est(?! (?!ce )\p{L}+ que)/iu,
  es: /^[^,;:]*\s(?:est[ao]s|es[ao]s|dich[ao]s?)\s\p{L}/iu,
  pt: /^[^,;:]*\s(?:est[ea]s|ess[ea]s|dest[ea]s|dess[ea]s|nest[ea]s|ness[ea]s)\s\p{L}/iu,
  it: /^[^,;:]*\s(?:quest[ei]|quei|quelle)\s\p{L}/iu,
  ru: /^[^,;:]*\s(?:эти|этих|этим|этими)\s\p{L}/iu,
  zh: /^[^，；：]*(?:这些|那些|这种|那种)/u,
  ja: /^[^、]*(?:これら|それら)の/u,
}

// "It is clear that ..." and "This report shows ..." lean on nothing.
const standing: Record<string, RegExp> = {
  en: /^(?:it (?:is|was|has been|takes|seems)\s(?:\w+\s){0,3}(?:that|to|for)\b|(?:in )?th(?:is|ese) (?:paper|report|document|guide|book|article|study|work|white ?paper|handbook|manual|chapter|survey|review|thesis|essay|specification|tutorial|course|project|policy|act|agreement|declaration|proposal)|let us|that which|there (?:is|are|was|were) (?!also|then|another))/i,
  zh: /^(?:(?:这|该|此)(?:份|篇|本|个)?(?:文件|文档|报告|白皮书|书|论文|指南|手册|项目|规范|文章)|其他|其实|最后一|同时代)/,
  de: /^(?:diese[rs]? (?:bericht|arbeit|dokument|buch|artikel|leitfaden|studie)|es (?:ist|gibt|war))/i,
  fr: /^(?:il (?:était une fois|y a(?:vait)?|faut|fallait|existe|s['’]agit|est \p{L}+ (?:que|de|d['’]))|c['’]est \p{L}+ que|ce (?:rapport|document|livre|guide|texte)|cette étude)(?!\p{L})/iu,
  es: /^(?:est[ea] (?:informe|documento|libro|guía|artículo|estudio)|es \p{L}+ que|se (?:puede|trata|dice|sabe|llama|recomienda))(?!\p{L})/iu,
  ru: /^(?:эта (?:статья|книга|работа)|этот (?:документ|отчёт|отчет|доклад)|это руководство)/i,
  ja: /^(?:この(?:文書|報告書|本|論文|章|ガイド))/,
}

// Adverbs that only join: without them the sentence says the same.
const joints: Record<string, RegExp> = {
  en: /^(?:however|alternatively|moreover|furthermore|additionally|in addition|also|besides|consequently|therefore|thus|hence|meanwhile|nevertheless|nonetheless|finally|lastly|similarly|likewise|indeed|in fact|of course|accordingly|as a result|that said), /i,
  zh: /^(?:此外|另外|而且|同时|因此|所以|总之|最后|然而|但是|不过|当然|综上所述|综上|于是)，/,
  de: /^(?:außerdem|zudem|ferner|schließlich), /i,
  ru: /^(?:однако|кроме того|таким образом|итак|наконец|следовательно|более того), /i,
  fr: /^(?:cependant|toutefois|de plus|en outre|par conséquent|enfin), /i,
  es: /^(?:sin embargo|además|por lo tanto|no obstante|finalmente), /i,
}

/** True when a sentence needs the one before it to be understood. Languages without a list are trusted. */
export function leansBack(sentence: string, language: string): boolean {
  // What stands in brackets explains what stands before them.
  const leans =
    /^[(（]/u.test(sentence) ||
    patterns.get(language)?.test(sentence) === true ||
    CLAUSES.test(sentence) ||
    THEY.test(sentence) ||
    CONCLUDING.test(sentence) ||
    VERB_FIRST[language]?.test(sentence) === true
  return (leans || POINTING[language]?.test(sentence) === true) && standing[language]?.test(sentence) !== true
}

/** A sentence without the adverb that joined it to the one before ("However, ..."); unchanged where there is none. */
export function withoutJoint(sentence: string, language: string): string {
  const rest = sentence.replace(joints[language] ?? /^\b$/, '')
  return rest === sentence ? sentence : rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** True for sentences that speak of another place in the document: "as shown above", "figure 2", "see section 3". */
export function pointsElsewhere(sentence: string): boolean {
  return ELSEWHERE.test(sentence)
}

const ELSEWHERE = new RegExp(
  String.raw`\b(?:as (?:shown|seen|described|discussed|mentioned|noted|explained) (?:above|below|earlier|in)|(?:figure|fig\.|table|section|chapter|appendix|equation|eq\.|listing|abbildung|tabelle|abschnitt|kapitel)\s+[\dA-Z]\b|` +
    String.raw`section (?:above|below)|see (?:also|the|below|above|section|chapter)|\(disambiguation\)|this article is about|redirects here|^for [^,.]{2,50}, see |click|the (?:next|previous) (?:section|chapter|page|example|table|figure)|listed below|the following|(?:above|below)[.,:])|` +
    `(?:如图|见图|如下|见表|详见|参见|图\\s*\\d|表\\s*\\d|下文|上文|以下几|如前所述|下面的?例子|参照|図\\s*\\d|表\\s*\\d)|` +
    String.raw`(?<!\p{L})(?:secci[oó]n|se[cç][aã]o|sezione|cap[ií]tulo|capitolo|chapitre|tableau|tabl?el?a|figura|раздел[а-я]*|глав[аеуы]|рисун[а-я]+|таблиц[а-я]+)\s+\d|` +
    `(?:${alternatives(['рис.', 'см.', 'табл.', 'рисунке', 'таблице', 'siehe', 'vgl.', 'cf.', 'voir', 'véase'])})`,
  'iu',
)
