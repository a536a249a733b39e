const split = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const perLanguage = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([language, list]) => [language, split(list)]))

/** Before a noun and its adjectives. */
export const DETERMINERS: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "le la les l' un une des du au aux d' ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes chaque quelques plusieurs",
  es: 'el la los las un una unos unas del al su sus mi este esta estos estas ese esa esos esas aquel aquella nuestro nuestra nuestros nuestras mis tus cada',
  it: "il lo la l' i gli le un uno una un' del dei degli delle dello della dell' nel nello nella nei nelle negli nell' sul sullo sulla sui sulle sugli sull' al allo alla ai alle agli all' dal dallo dalla dai dalle dagli dall' questo questa questi queste ogni",
  pt: 'o os a as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos pelas seu sua seus suas nosso nossa nossos nossas este esta estes estas esse essa esses essas cada num numa',
  ca: "el la l' els les un una uns unes del dels al als pel pels seu seva seus seves aquest aquesta",
  gl: 'o os a as un unha uns unhas do da dos das no na nos nas ao aos seu súa seus súas este esta',
})
export const PREPOSITIONS: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "de d' à en dans sur sous par pour avec sans entre vers chez contre",
  es: 'de a en con sin por para sobre entre desde hasta contra hacia',
  it: 'di d a in con su per tra fra da senza verso contro',
  pt: 'de a em com sem por para sobre entre desde até contra',
  ca: "de d' a en amb sense per sobre entre des fins",
  gl: 'de a en con sen por para sobre entre desde ata',
})
/** Pronouns, numerals, adverbs and the like that the list of function words leaves out and a dictionary calls nouns. */
export const CLOSED: Record<string, ReadonlySet<string>> = perLanguage({
  fr: "travers ailleurs dessus dessous environ environs malgré selon quelque deuxième troisième quatrième ça cela ceci rien tout tous toute toutes certain certaine certains certaines plus moins bien mal très trop peu beaucoup deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille quoi qu' m' t' s' j' n' c' lui eux moi toi soi celui celle ceux celles là ici hier demain toujours jamais avant après durant depuis lors ainsi aussi encore déjà autant tant tel telle tels telles assez surtout parfois est sont fait être avoir",
  es: 'algunos algunas algún ninguno ninguna ningún casi mejor peor esto eso mis tus tan sólo solo dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil ello ellos ella ellas él cual cuales quien quienes alguien algo nada nadie menos más mucho mucha muchos muchas poco poca pocos pocas varios varias tal tales cierto cierta ciertos ciertas todo toda todos todas otro otra otros otras ambos ambas aquellos aquellas entonces después antes mientras durante ser haber estar tener hacer hace hacen ver además siempre nunca aquí allí ahora hoy ayer mañana suficiente suficientes',
  it: "due tre quattro cinque sei sette otto nove dieci dodici venti trenta quaranta cinquanta cento mille ciò cui quale quali quel quell' quello quella quelli quelle quei quegli tutto tutta tutti tutte molto molta molti molte poco poca pochi poche tanto tanti troppo più meno così sotto sopra prima dopo avanti solo soltanto ancora sempre mai oggi ieri domani po far fare essere avere stato stata lui lei loro sé qualche maggior maggiore minor peggior miglior parte tra ben bene",
  pt: 'quase apenas lá quantas quantos ela elas eles ele são foi era foram tinha tinham dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta cem mil milhão milhões bilhão bilhões tudo nada algo alguém ninguém mim ti si isso isto aquilo onde quando como quão durante antes depois mais menos muito muita muitos muitas pouco pouca poucos poucas vários várias tal tais certo certa certos certas todo toda todos todas ambos ambas alguma algumas algum alguns nenhum nenhuma qualquer ser estar ter haver hoje ontem amanhã sempre nunca aqui ali',
})
/** After these an article is a pronoun, and a verb follows it: "qui les entoure", "no lo evita". */
export const BEFORE_VERBS =
  /^(?:qui|il|elle|on|ne|n['’]|je|j['’]|tu|nous|vous|ils|elles|se|s['’]|no|non|não|che|quien|quem|chi|si|me|te|lo|ya|já|y|ci|vi|cada|chaque|ogni)$/iu
/** The adjectives of the Romance languages that stand before their nouns: size, age, beauty, order, sameness. */
export const BEFORE_NOUNS =
  /^(?:grande?s?|petite?s?|bel|beau|beaux|belles?|bonn?e?s?|nouvel|nouvelles?|nouveaux?|vieux|vieille?s?|jeunes?|premi[eè]re?s?|derni[eè]re?s?|longue?s?|hauts?|hautes?|gros|grosses?|même|autres?|anciens?|anciennes?|seuls?|seules?|larges?|vastes?|différente?s|divers|diverses|mau|vraie?s?|propre?s?|seconde?s?|meilleure?s?|buen[oa]?s?|nuev[oa]s?|viej[oa]s?|primer[oa]?s?|últim[oa]s?|antigu[oa]s?|gran|únic[oa]s?|mism[oa]s?|mayor|mayores|menor|menores|mejor|mejores|verdader[oa]s?|propi[oa]s?|segund[oa]s?|tercer[oa]?|pequeñ[oa]s?|piccol[oaie]|grandi|nuov[oaie]|vecchi[oae]?|prim[oaie]|ultim[oaie]|bell[oaie]|antic[oaie]|antichi|antiche|buon[oaie]?|vero|vera|vere|divers[oaie]|stess[oaie]|altr[oaie]|prossim[oaie]|scors[oaie]|nov[oa]s?|velh[oa]s?|primeir[oa]s?|pequen[oa]s?|antig[oa]s?|principal|principales|principais|principaux|maior|maiores|melhor|melhores|bom|boas?|bons|verdadeir[oa]s?|própri[oa]s?|outr[oa]s?|otr[oa]s?|mesm[oa]s?|vári[oa]s|vari[oa]s|importantes?|importanti|hermos[oa]s?|bonit[oa]s?|lind[oa]s?|enormes?|inmens[oa]s?|imens[oa]s?|futur[oa]s?|próxim[oa]s?|anterior|anteriores|siguientes?|recientes?|actual|actuales|mal[oa]?s?|plen[oa]s?|simples?|semplici|terz[oaie]|long[oa]s?|larg[oa]s?|alt[oa]s?|baix[oa]s?)$/iu
/** Endings of adjectives that are hardly a noun's, where no dictionary tells. */
export const LIKE =
  /(?:[aáií][bv]e[li]s?|[ií]veis|áveis|ables?|ibles?|[ií]c[oa]s?|os[oa]s?|[ei]an[oa]s?|iv[oa]s?|ari[oa]s?|ári[oa]s?|esas?|ês|al|ales|ais)$/iu
/** Endings of verbs and adverbs, where no dictionary tells: what they lead to is done, or how it is done. */
export const DONE = /(?:mente|[aei]ndo|[aei]rse|[aei]rlo|[aei]rl[ao]s?|aron|ieron|aram|eram|iram|aban|avam|aba|ava|ían|iam)$/iu
/** "Acres appartenant à": of French participles the dictionary lists one as an adjective. */
export const PARTICIPLE = /ant$/u
export const INFINITIVE: Record<string, RegExp> = {
  fr: /^\p{Ll}+(?:er|ir|oir|re)$/u,
  it: /^\p{Ll}+(?:are|ere|ire|rre|arsi|ersi|irsi)$/u,
  es: /^\p{Ll}+(?:ar|er|ir|ír)$/u,
  pt: /^\p{Ll}+(?:ar|er|ir|ôr)$/u,
}
