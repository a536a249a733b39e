import { expect, test } from 'vitest'
import { cleanForVoice } from '../../pipeline/providers/llm/offline/clean-for-voice.ts'
import { keywordsOf } from '../../pipeline/providers/llm/offline/keywords.ts'
import { isBackMatter, isByline } from '../../pipeline/providers/llm/offline/prose.ts'
import { isNaming } from '../../pipeline/providers/llm/offline/titles.ts'

test.each([
  [
    'de',
    'Der Marmorglobus bildet nur Figuren ab und keine Sterne, sondern ein Gitternetz.',
    ['Marmorglobus', 'Figuren', 'Sterne', 'Gitternetz'],
  ],
  ['fr', 'Il prit son arc, tira une première flèche et atteint sa cible.', ['arc', 'première flèche', 'cible']],
  ['es', 'El viejo pescador volvió al puerto con una barca vacía.', ['viejo pescador', 'puerto', 'barca']],
  ['ru', 'Племя записало легенды, которые были названы по имени озера.', ['Племя', 'легенды']],
  ['fr', 'Au milieu du courant, le fleuve charriait de gros morceaux de glace.', ['courant', 'fleuve', 'glace']],
  ['ar', 'تتسم المراهقة بتزايد الفرص والقدرات.', ['الفرص', 'القدرات', 'المراهقة']],
  ['he', 'במהלך ביצוע הניסויים נכתבו התשובות והציון.', ['הניסויים', 'התשובות', 'הציון']],
  ['en', 'Revenue rose by a third, and the contract ends in March.', ['Revenue', 'contract']],
  ['en', 'Cole describes the scene to a friend.', ['Cole', 'scene', 'friend']],
  ['zh', '炒勺旁写着 chao 和 li 两个字母。', ['炒勺', '字母']],
  ['ar', 'كان للسماء وحركة النجوم أهمية عند القدماء، وذلك لحساب الدورات الزراعية.', ['النجوم', 'الدورات الزراعية']],
  ['ja', '江戸時代の星図は、古代中国の星図を写したものです。', ['江戸時代', '古代中国', '星図']],
  ['ja', '惑星は比較的冷たいので、堆肥置き場と同時に短い影を落とす。', ['惑星', '堆肥置き場']],
  ['zh', '几只硕大的猫影黑黑地蹲在墙上，奈良岛总算无法动弹。', ['猫']],
  ['fr', 'D’abord, Newton a découvert que la lumière est un mélange de toutes les couleurs.', ['lumière', 'mélange']],
  ['pt', 'Cada uma corresponde a uma fase, e um pouco mais tarde o pacote chega.', ['fase', 'pacote']],
  ['es', 'El antiguo formato evita ejecutar un archivo en la actualidad.', ['antiguo formato', 'archivo']],
  ['en', 'Tides cost energy, and our day grows longer in their wake.', ['energy']],
  ['en', 'Speed: Faster than Rayleigh waves. Shadow Zone: Areas where nothing is recorded.', ['Rayleigh waves', 'Shadow Zone']],
  ['ko', '어부들은 달을 보고 바다의 물때를 정했다.', ['어부들', '바다', '물때']],
])('in %s the words on a picture are things, no verbs and no joints of the sentence', (language, text, things) => {
  const found = keywordsOf(text, [text], language)
  expect(found).toEqual(expect.arrayContaining(things))
  const empty =
    /^(?:und|keine|sondern|prit|tira|atteint|volvió|записало|названы|которые|كان|وذلك|写|정했다|milieu|morceaux|במהלך|נכתבו|rose|ends|describes|li|cost|grows|longer|Faster|比較的冷|堆肥置(?!き場)|同時|短|黑地|岛|总算|无法|Abord|toutes|corresponde|pouco|ejecutar|actualidad)$/u
  expect(found.filter((phrase) => phrase.split(' ').some((word) => empty.test(word)))).toEqual([])
})

test.each([
  [
    'en',
    'Typically, resulting sugars feed the plant, and people shaped America.',
    ['sugars', 'plant', 'America'],
    /typically|resulting|shaped/i,
  ],
  ['en', 'After reading this book, the keeper repaired the well-known lamp.', ['book', 'keeper', 'well-known lamp'], /reading/],
  [
    'ru',
    'Вдоволь гуляя, мы увидели старый маяк у деревьев и вышли из палатки.',
    ['старый маяк', 'деревья', 'палатка'],
    /вдоволь|гуляя|дерева/iu,
  ],
  ['fr', 'Elle visite un jardin consacré aux abeilles et la rivière gelée.', ['jardin', 'abeilles', 'rivière gelée'], /consacré|visite/],
  ['it', 'Passeggiando per le viuzze, si vede un borgo nascosto.', ['viuzze', 'borgo nascosto'], /passeggiando|vede/i],
  ['es', 'No lo evita nadie: dos viejos pescadores miran el mar.', ['mar'], /evita|dos|nadie/],
  ['ja', '比較的低温の浸漬液を研究する。', ['浸漬液'], /比較|^漬|研究/u],
  ['zh', '入秋，他去串门聊天，消失在胡同里。', ['胡同'], /入秋|串门|聊天|消失/u],
  ['ko', '성공을 높이는 방법론을 고객이 지속적으로 사용한다.', ['성공', '방법론', '고객'], /높이|지속적/u],
])('in %s the words are whole nouns, by a tagger: %s', (language, text, things, others) => {
  const found = keywordsOf(text, [text], language)
  expect(found).toEqual(expect.arrayContaining(things))
  expect(found.filter((phrase) => others.test(phrase))).toEqual([])
})

test('what only looks like a noun is shown where the film has it elsewhere for sure', () => {
  const others = ['Im Garten stehen die Bienen still.', 'Der Imker kommt.', 'Leider regnet es.']
  expect(keywordsOf('Bienen sammeln Nektar.', [...others, 'Bienen sammeln Nektar.'], 'de')).toEqual(['Bienen', 'Nektar'])
  expect(keywordsOf('Leider fehlt der Nektar.', [...others, 'Leider fehlt der Nektar.'], 'de')).toEqual(['Nektar'])
})

test('of a language without a dictionary only names are shown, and what the film says again', () => {
  const texts = ['De vuurtoren staat bij Harlingen.', 'Niemand woont er meer.', 'In de vuurtoren brandt licht.']
  expect(keywordsOf(texts[0] ?? '', texts, 'nl')).toEqual(['Harlingen', 'vuurtoren'])
})

test('a Slavic noun stands on a picture in its own case, as far as the film names it so', () => {
  const texts = ['Солдат увидел топор и сварил кашу.', 'Каша из топора понравилась солдату, и топор остался у него.', 'Файлы копируют.']
  expect(keywordsOf(texts[0] ?? '', texts, 'ru')).toEqual(expect.arrayContaining(['каша', 'топор']))
  expect(keywordsOf(texts[2] ?? '', [...texts, 'Копия файла готова.'], 'ru')).toEqual(['Файлы'])
})

test.each([
  ['en', 'Ravines cut the island like the slices of a cake.', ['island'], /cake|slice/i],
  ['en', 'On a calm morning a good whistler can be understood.', ['whistler'], /morning/i],
  ['en', 'Two neighbours may live within sight of each other.', ['neighbours'], /sight/i],
  ['de', 'Die Schluchten teilen die Insel wie ein Messer den Kuchen.', ['Insel'], /Messer|Kuchen/],
  ['fr', 'Les ravins coupent l’île comme un couteau le gâteau.', ['île'], /couteau|gâteau/],
  ['es', 'Los barrancos cortan la isla como un cuchillo el pan.', ['isla'], /cuchillo|pan/],
  ['it', 'I burroni tagliano l’isola come un coltello il pane.', ['isola'], /coltello|pane/],
  ['pt', 'Os barrancos cortam a ilha como uma faca o pão.', ['ilha'], /faca|pão/],
  ['ru', 'Ущелья режут остров, как нож режет хлеб.', ['остров'], /нож|хлеб/],
  ['zh', '峡谷把岛屿切开，像刀切面包一样。', ['岛屿'], /面包|刀/u],
  ['ja', '谷は鉄道の線路のように島国を切り分ける。', ['島国'], /鉄道|線路/u],
  ['ko', '골짜기가 케이크처럼 섬나라를 나눈다.', ['섬나라'], /케이크/u],
])('in %s what something is like, when and how is no word on a picture: %s', (language, text, things, passing) => {
  const found = keywordsOf(text, [text], language).join(' | ')
  for (const thing of things) expect(found).toContain(thing)
  expect(found).not.toMatch(passing)
})

test.each([
  ['zh', '正常情况下，这是起点的一部分。'],
  ['en', 'In this case the situation is part of the thing.'],
])('in %s what names nothing has no words', (language, text) => {
  expect(keywordsOf(text, [text], language)).toEqual([])
})

test.each([
  ...[
    'Author: Ada Reed',
    'By Ada Reed',
    'Von Ada Rieth',
    'Autor: Ada Rieth',
    'Auteur : Ada Roux',
    'Par Ada Roux',
    'Por Ada Ríos',
    'Autora: Ada Ríos',
  ],
  ...[
    'Di Ada Rossi',
    'Autore: Ada Rossi',
    'Autora: Ada Reis',
    'Автор: Ада Рид',
    'بقلم: آدا ريد',
    'מחבר: עדה ריד',
    '著者：山田花子',
    '저자: 김하나',
    '作者：Docreel',
  ],
  ...[
    'ada@example.org',
    'E-mail: ada@example.org',
    '3 May 2021',
    'Published: May 3, 2021',
    '3. Mai 2021',
    '3 мая 2021 г.',
    '2021年5月3日',
    '2021년 5월 3일',
  ],
])('"%s" says who, where or when, and is not told', (line) => {
  expect(isByline(line)).toBe(true)
})

test.each([
  'By the river stood a house.',
  'Por la noche llueve.',
  'The author: a man of few words, as his friends say, wrote it all in one winter and sold it in the next; nobody ever asked him why he did.',
  'In May 2021 the bridge was opened.',
  '2021年5月3日，大桥通车。',
])('"%s" is told', (line) => {
  expect(isByline(line)).toBe(false)
})

test('a number with a point keeps what is behind it; a footnote’s sign goes', () => {
  expect(cleanForVoice('It takes 1.2 CPU cycles a byte.')).toBe('It takes 1.2 CPU cycles a byte.')
  expect(cleanForVoice('Definition 2 Let X be a space.')).toBe('Let X be a space.')
  expect(cleanForVoice('Example 2 shows a space.')).toBe('Example 2 shows a space.')
  expect(cleanForVoice('It was said before.12 Then it rained.')).toBe('It was said before. Then it rained.')
})

test('a date names nothing, and a list of sources is not told', () => {
  expect(['September 3, 2010', '12 July 2001', '3. Mai 2011', '2021年3月4日'].filter(isNaming)).toEqual([])
  expect(isNaming('The winter of 1709')).toBe(true)
  expect(isBackMatter('Authors and References')).toBe(true)
  expect(isBackMatter('Citations')).toBe(true)
})
