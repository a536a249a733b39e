import fc from 'fast-check'
import { expect, test } from 'vitest'
import { castThings } from '../../pipeline/providers/image/drawn/cast-things.ts'
import { chooseLayout, type LayoutName, layouts } from '../../pipeline/providers/image/drawn/choose-layout.ts'
import { drawCard } from '../../pipeline/providers/image/drawn/draw-card.ts'
import { readIdea } from '../../pipeline/providers/image/drawn/read-idea.ts'
import { amountsIn } from '../../pipeline/providers/image/drawn/reading/amounts.ts'
import { pointsIn } from '../../pipeline/providers/image/drawn/reading/enumeration.ts'
import { quantities } from '../../pipeline/providers/image/drawn/reading/quantities.ts'
import { years } from '../../pipeline/providers/image/drawn/reading/years.ts'
import { contentBox } from '../../pipeline/render/layout.ts'
import type { Scene } from '../../pipeline/schema.ts'
import { sceneOf } from './studio.ts'

const scripts: Record<string, string[]> = {
  en: ['whale', 'incomprehensibilities', 'a', 'Antidisestablishmentarianism', '1,200 km', 'the quiet sea'],
  de: ['Donaudampfschifffahrtsgesellschaft', 'Straße', 'Übergang', 'Rechtsschutzversicherungsgesellschaften'],
  ru: ['достопримечательность', 'море', 'Ёлка', 'высокопревосходительство'],
  el: ['θάλασσα', 'φιλοσοφία', 'Ήλιος'],
  ar: ['المحيط الأطلسي', 'السفينة', 'الاستقلالية'],
  he: ['אוקיינוס', 'הספינה', 'עצמאות'],
  hi: ['महासागर', 'स्वतंत्रता', 'क्षितिज'],
  th: ['มหาสมุทรแอตแลนติก', 'เรือ', 'ความเป็นอิสระ'],
  zh: ['航海', '香料贸易与季风的历史', '海', '二〇二四年'],
  ja: ['航海日誌', 'スパイス貿易', 'ありがとう'],
  ko: ['대서양', '자유', '항해하는 사람들'],
}
const sizes = [
  [480, 270],
  [270, 480],
  [300, 300],
  [270, 360],
] as const
const names = Object.keys(layouts) as LayoutName[]

const card = fc.constantFrom(...Object.keys(scripts)).chain((language) => {
  const word = fc.constantFrom(...(scripts[language] ?? ['a']))
  const phrase = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '))
  return fc.record({
    language: fc.constant(language),
    text: phrase,
    heading: fc.oneof(fc.constant(''), phrase),
    title: phrase,
    keywords: fc.array(fc.oneof(word, phrase), { maxLength: 6 }),
    page: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined }),
  })
})

test('in any script, size and layout no letter, rule or ring leaves the content box', () => {
  fc.assert(
    fc.property(
      card,
      fc.constantFrom(...sizes),
      fc.constantFrom(...names),
      ({ language, title, page, ...words }, [width, height], layout) => {
        const scene = sceneOf({ ...words, text: `${words.text} 1543 1609 37% 1,200 km`, page })
        const request = { scene, index: 2, title, language, style: 'swiss', width, height }
        const bare = drawCard(request, { layout, words: false }).canvas.data()
        const full = drawCard(request, { layout }).canvas.data()
        const box = contentBox(width, height)
        for (let at = 0; at < full.length; at += 4) {
          if (full[at] === bare[at] && full[at + 1] === bare[at + 1] && full[at + 2] === bare[at + 2]) continue
          const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
          if (x < box.x - 2 || x > box.x + box.width + 2 || y < box.y - 2 || y > box.y + box.height + 2)
            throw new Error(`${layout} in ${language}: a mark at ${x},${y} outside ${JSON.stringify(box)}`)
        }
      },
    ),
    { numRuns: 80, seed: 7 },
  )
}, 120_000)

test('a square with captions in its middle leaves a map little room, and it is drawn all the same', () => {
  const scene = sceneOf({ keywords: ['whale', 'ship', 'lighthouse', 'book', 'inflation'] })
  const request = { scene, index: 1, title: 'T', language: 'en', style: 'swiss', width: 360, height: 360, captionPlace: 'middle' as const }
  expect(drawCard(request, { layout: 'map' }).words.length).toBeGreaterThan(4)
})

test('two neighbours never have the same layout, and the content chooses it', () => {
  const scenes = [
    sceneOf({ text: 'In 1543 the sun stood still and in 1609 the orbits bent.', keywords: ['orbit', 'sun'] }),
    sceneOf({ text: 'Nearly 37 percent was lost.', keywords: ['forest', 'timber'] }),
    sceneOf({ text: 'Unlike letters, the internet is instant.', keywords: ['letters', 'internet'] }),
    sceneOf({ text: 'It was quiet.', keywords: ['quiet', 'lake', 'dawn'] }),
  ]
  const at = (scene: (typeof scenes)[number], index: number) => {
    const request = { scene, index, title: 'T', language: 'en', style: 'swiss', width: 480, height: 270 }
    return chooseLayout(readIdea(request), request)
  }
  for (const one of scenes)
    for (const other of scenes) for (let index = 1; index < 9; index++) expect(at(one, index)).not.toBe(at(other, index + 1))
  expect(scenes.map((scene, place) => at(scene, [2, 1, 1, 4][place] ?? 0))).toEqual(['timeline', 'dial', 'comparison', 'postcard'])
})

test('what a scene is about is seen: numbers, years and things, in English and Chinese', () => {
  const read = (text: string, keywords: string[], language = 'en') =>
    readIdea({ scene: sceneOf({ text, keywords }), index: 0, title: 'T', language, style: 'swiss', width: 480, height: 270 })
  expect(read('Nearly 37 percent of the forest was lost.', ['forest']).quantity).toMatchObject({
    value: '37%',
    unit: 'of the forest',
    share: 0.37,
  })
  expect(read('It cost $1.2 million in all.', ['coin']).quantity?.value).toBe('$1.2 million')
  expect(read('新增7500万公顷森林。', ['森林'], 'zh').quantity).toMatchObject({ value: '7500万', unit: '公顷' })
  expect(read('In 1492 he sailed.', ['ship']).quantity).toBeUndefined()
  expect(read('一份正好够 2 个人吃。', ['个人'], 'zh').quantity).toBeUndefined()
  expect(read('In 1492 he sailed, and in 1519 he died.', ['ship']).years.map(({ year }) => year)).toEqual(['1492', '1519'])
  expect(read('', ['lighthouses']).motifs[0]?.name).toBe('lighthouse')
  expect(read('', ['灯塔'], 'zh').motifs[0]?.name).toBe('lighthouse')
  expect(read('', ['artificial intelligence']).motifs[0]?.name).toBe('robot')
  expect(read('', ['qwertz']).motifs).toEqual([])
})

test.each([
  ['Sales grew. Revenue rose by 4.2% to £86.4 million, while profit fell.', '£86.4 million', 'Revenue'],
  ['Vans made up 41% of the fleet, compared with 23% a year earlier. Diesel use fell.', '41%', 'of the fleet'],
  ['Nobody left. The share of women among our drivers doubled to 18%.', '18%', 'Women'],
  ['Insurance costs £30 million.', '£30 million', 'Insurance'],
  ['For that they ask £30 million.', '£30 million', ''],
])('under a number stands what it counts or whose it is, and nothing else that the scene names: %s', (text, value, counted) => {
  const scene = sceneOf({ text, keywords: ['Diesel', 'drivers'] })
  const request = { scene, index: 0, title: 'T', language: 'en', style: 'swiss', width: 480, height: 270 }
  const idea = readIdea(request)
  expect([idea.quantity?.value, idea.counted]).toEqual([value, counted])
  const { words } = drawCard(request, { layout: 'number' })
  expect(words.flatMap(({ lines }) => lines.map(({ text }) => text))).not.toContain('Diesel')
})

test.each(sizes)('a quote of any length leaves its work’s name above the land, at %i x %i', (width, height) => {
  for (const words of [4, 12, 18, 22, 30]) {
    const scene = sceneOf({ kind: 'opening', text: `${'harbour '.repeat(words)}.` })
    const { words: placed } = drawCard({ scene, index: 0, title: 'The Work', language: 'en', style: 'swiss', width, height })
    const { box } = placed.find(({ lines }) => lines.some(({ text }) => text === 'The Work')) ?? { box: contentBox(width, height) }
    const content = contentBox(width, height)
    expect(box.y + box.height).toBeLessThan(content.y + content.height - height * 0.085)
  }
})

test.each(['postcard', 'vista'] as const)('the words of a %s stand above the land', (layout) => {
  const scene = sceneOf({ keywords: ['The quiet harbour', ...Array<string>(3).fill('words that say more')], heading: 'The sea' })
  const { words } = drawCard({ scene, index: 0, title: 'T', language: 'en', style: 'swiss', width: 480, height: 270 }, { layout })
  const content = contentBox(480, 270)
  expect(Math.max(...words.map(({ box }) => box.y + box.height))).toBeLessThan(content.y + content.height - 30)
})

test('a scene that names no thing of its own has none, rather than what the title or a chapter’s number names', () => {
  const about = { index: 1, title: 'A History of Lighthouses', language: 'en', style: 'swiss', width: 480, height: 270 }
  const read = (scene: Partial<Scene>) => readIdea({ ...about, scene: sceneOf({ text: '', keywords: ['qwertz'], ...scene }) }).motifs
  expect(read({ heading: 'Chapter 12: Qwertz' })).toEqual([])
  expect(read({ heading: 'Chapter 12: Bridges' })[0]?.name).toBe('bridge')
  expect(read({ kind: 'opening' }).map(({ name }) => name)).toContain('lighthouse')
})

test('a firm in the title is no thing, whatever its name says', () => {
  const shown = (title: string) => castThings([sceneOf({ keywords: ['qwertz'] })], title, 'en')
  expect(shown('Harbour & Finch Ltd. – Annual Report')).toEqual([''])
  expect(shown('The Harbour')).toEqual(['anchor'])
})

test('a word calls for its thing in its own language, and for nothing in another', () => {
  const shown = (language: string, ...keywords: string[]) =>
    readIdea({ scene: sceneOf({ keywords }), title: '', index: 0, language, style: 'swiss', width: 480, height: 270 }).motifs.map(
      ({ name }) => name,
    )
  expect(shown('fr', 'première flèche')[0]).toBe('target')
  expect(shown('ru', 'созвездия')[0]).toBe('star')
  expect(shown('ar', 'النجوم')[0]).toBe('star')
  expect(shown('ar', 'حقوق المراهقين')).toEqual(['scales', 'person'])
  expect(shown('he', 'שבניסוי')).toEqual(['flask'])
  expect(shown('he', 'המים')).toEqual(['drop'])
  expect(shown('fr', 'barque')).toEqual(['ship'])
  expect(shown('de', 'Abkommen')).toEqual(['handshake'])
  expect(shown('ko', '별자리')[0]).toBe('star')
  expect(shown('ja', '江戸時代')[0]).toBe('hourglass')
  expect(shown('de', 'bald')).toEqual([])
})

test('a name is the thing it ends with, and not what only stands in it', () => {
  const shown = (language: string, ...keywords: string[]) =>
    readIdea({ scene: sceneOf({ keywords }), title: '', index: 0, language }).motifs.map(({ name }) => name)
  expect(shown('en', 'flower family')).toEqual(['people'])
  expect(shown('en', 'wave in water')[0]).toBe('wave')
  expect(shown('en', 'American', 'unique program')).toEqual([])
  expect(shown('zh', '雨水')).toEqual(['drop'])
  expect(shown('zh', '新手')).toEqual([])
  expect(shown('zh', '方法')).toEqual([])
})

test.each([
  ['en', 'Sun'],
  ['de', 'Sonne'],
  ['fr', 'soleil'],
  ['es', 'sol'],
  ['it', 'sole'],
  ['pt', 'sol'],
  ['ru', 'Солнце'],
  ['ar', 'الشمس'],
  ['he', 'שמש'],
  ['ja', '太陽'],
  ['ko', '태양'],
  ['zh', '太阳'],
])('in %s the sun is drawn as a sun', (language, sun) => {
  expect(readIdea({ scene: sceneOf({ keywords: [sun] }), title: '', index: 0, language }).motifs[0]?.name).toBe('sun')
})

test('a film’s subject is shown where a scene names nothing, and a thing that one scene only touches is not', () => {
  const scenes = [['tide'], ['qwertz'], ['qwertz', 'qwertz', 'qwertz', 'hammer'], ['bridge'], ['qwertz', 'qwertz', 'qwertz', 'tide']]
  const cast = castThings(
    scenes.map((keywords) => sceneOf({ keywords })),
    'How Tides Work',
    'en',
  )
  expect(cast).toEqual(['wave', '', 'wave', 'bridge', 'wave'])
  // It stays until its words call for something else.
  const read = (keywords: string[]) =>
    readIdea({ scene: sceneOf({ keywords, shows: 'wave' }), title: '', index: 0, language: 'en' }).motifs[0]
  expect(read(['qwertz'])?.name).toBe('wave')
  expect(read(['bridge'])?.name).toBe('bridge')
})

test.each([
  ['de', '62 Prozent der Einwohner', '62%', 'der Einwohner', 0.62],
  ['de', 'So kommen 46.000 Euro zusammen.', '46.000', 'Euro', undefined],
  ['es', 'más de 60 millones de litros de gazpacho', '60 millones', 'litros de gazpacho', undefined],
  ['fr', 'Elle coûte 12 000 euros.', '12 000', 'euros', undefined],
  ['ru', 'Европа потеряла 25 процентов пчелиных семей.', '25%', 'пчелиных семей', 0.25],
  ['en', 'Revenue rose by about 4.2% in a year.', '4.2%', '', undefined],
  ['en', 'Insurance costs 30% more than for diesel.', '30%', '', undefined],
  ['de', 'Der Umsatz stieg um 4,2 Prozent.', '4,2%', '', undefined],
  ['zh', '营业收入增长了12%。', '12%', '', undefined],
  ['zh', '大约需要 3-4 小时。', '3–4', '小时', undefined],
  ['en', 'It takes 3-4 hours.', '3–4', 'hours', undefined],
  ['en', 'From 1998–2003 it took 4 hours.', '4', 'hours', undefined],
  ['zh', '手工炒制的不到总产量的百分之五。', '5%', '', 0.05],
  ['ja', '毎年二十万人の登山者が歩きます。', '二十万人', '', undefined],
])('in %s a number is read in the text’s own way: %s', (language, text, value, unit, share) => {
  expect(quantities(text, language)[0]).toMatchObject({ value, unit, share })
})

test('amounts of one unit are told with whose they are; without that, or of two units, nothing is compared', () => {
  const told = amountsIn('Der Radfahrer braucht 17 Minuten, der Autofahrer mit Parkplatzsuche 24 Minuten.', 'de')
  expect(told.map(({ label, value }) => `${label}: ${value}`)).toEqual(['Radfahrer: 17 Minuten', 'Autofahrer: 24 Minuten'])
  expect(amountsIn('It took 17 minutes and 24 minutes.', 'en')).toEqual([])
  expect(amountsIn('Vans made up 41% of the fleet by December, compared with 23% a year earlier.', 'en')).toEqual([])
  expect(amountsIn('A cow gives 28 litres, a goat weighs 60 kilograms.', 'en')).toEqual([])
  expect(amountsIn('A household saves $215 a year after the annual fee of $24.', 'en')).toEqual([])
  expect(amountsIn('Investments will be NOK 900 million, and the dividend is NOK 3.20 per share.', 'en')).toEqual([])
  const routes = amountsIn('The southern routes earned NOK 164 million and the northern routes NOK 98 million.', 'en')
  expect(routes.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'southern routes: NOK 164 million',
    'northern routes: NOK 98 million',
  ])
})

test('the numbers of a title, a date or a span are shown as no count and no story', () => {
  const scene = sceneOf({ text: 'BrewMate 300 Espresso. Fill it on 14 February.', keywords: ['Coffee'] })
  const idea = readIdea({ scene, index: 0, title: 'BrewMate 300 Espresso', language: 'en' })
  expect([idea.quantity, idea.years]).toEqual([undefined, []])
  expect(
    readIdea({ scene: { ...scene, text: 'He marked how tall they were from 1931 to 1940.' }, index: 0, title: 'T', language: 'en' }).years,
  ).toEqual([])
})

test('a slide’s short sentences are its points', () => {
  const scene = sceneOf({ text: '系统组成。水源与水泵。过滤器。主管与支管。', heading: '系统组成', keywords: ['水源', '水泵'] })
  const idea = readIdea({ scene, index: 0, title: 'T', language: 'zh' })
  expect(idea.points).toEqual(['水源与水泵', '过滤器', '主管与支管'])
})

test.each([
  ['ar', 'مرحلة تتسم بتزايد الفرص والقدرات والطاقة الكبيرة، ولكنها صعبة.', ['الفرص', 'القدرات', 'الطاقة الكبيرة']],
  ['he', 'בים חיים הדגים, והצבים והדולפינים, ואיתם כולם.', ['הדגים', 'הצבים', 'הדולפינים']],
  ['ar', 'ذهب الرجل والمرأة.', []],
  ['en', 'She carried a basket, a hammer and a pick, and her dog guarded the place.', ['basket', 'hammer', 'pick']],
  ['es', 'Se sirve muy frío, con pepino, cebolla y huevo picados.', ['pepino', 'cebolla', 'huevo picados']],
  ['de', 'Es kostet viel für Lärm, Luft und Unfälle, während das Rad nützt.', ['Lärm', 'Luft', 'Unfälle']],
  ['ru', 'Причин много: яды на полях, клещи, болезни и голод в садах.', ['яды', 'клещи', 'болезни', 'голод']],
  ['zh', '他带回了茶叶、丝绸、瓷器和香料，献给太后。', ['茶叶', '丝绸', '瓷器', '香料']],
  ['en', 'Ducks make a range of calls, including whistles, cooing, yodels and grunts.', ['whistles', 'cooing', 'yodels', 'grunts']],
  ['es', 'Hay que enviar un correo al profesor, firmado y cifrado.', []],
  ['en', 'He was tired, and then, when the rain came, he slept and dreamt.', []],
  ['en', 'Twice a day, on most of the coasts, the sea rises, pauses and draws back.', []],
  ['en', 'It shows the stages of life: childhood, youth, manhood, and old age.', ['childhood', 'youth', 'manhood', 'old age']],
  [
    'en',
    'They come from below, resulting from earthquakes, eruptions, or large explosions.',
    ['earthquakes', 'eruptions', 'large explosions'],
  ],
  ['es', 'Lleva hortalizas crudas: generalmente tomates, pepinos, pimientos y ajo.', ['tomates', 'pepinos', 'pimientos', 'ajo']],
  ['ru', 'Солдат вымыл топор, опустил в котёл, налил воды и поставил на огонь.', []],
  ['ja', '地震、大津波、森林火災が発生し、さらに続いた。', ['地震', '大津波', '森林火災']],
  ['ja', 'その時、通常起こるのは、星が自壊することである。', []],
  ['zh', '声音很大、很惨、瘆人，一天比一天微弱。', []],
  ['en', 'From Monday, buses and bicycles may cross.', []],
])('in %s what a sentence tells one after another is a list: %s', (language, text, points) => {
  expect(pointsIn(text, language)).toEqual(points)
})

test('under a year stands what its clause says, as far as it fits, and no half phrase', () => {
  const told = (text: string, language: string) => years(text, language).map(({ about }) => about)
  expect(told('In 1954 the rails were taken away and cars took their place.', 'en')).toEqual(['the rails were taken away'])
  expect(told('1995 stellte die Stadt die ersten Leihräder auf.', 'de')).toEqual(['stellte die Stadt die ersten Leihräder'])
  expect(told('2016 zählte man in der Innenstadt zum ersten Mal mehr Fahrräder als Autos.', 'de')).toEqual(['zählte man in der Innenstadt'])
})

const built: [LayoutName, string, string[]][] = [
  ['opening', 'The sea, once it casts its spell, holds one in its net of wonder forever.', ['sea']],
  ['number', 'The ship took 4,500 soundings.', ['ship', 'soundings']],
  ['tally', 'The ship took 4,500 soundings.', ['ship', 'soundings']],
  ['dial', 'Nearly 37 percent of the forest was lost.', ['forest']],
  ['bars', 'The Pacific holds 714 million litres, the Atlantic 323 million litres and the Arctic 19 million litres.', ['sea']],
  ['timeline', 'In 1543 the sun stood still, in 1609 the orbits bent and in 1687 an apple fell.', ['gravity']],
  ['list', 'They need four things: memory, sleep, attention and good habits.', ['mind']],
  ['comparison', 'Letters are slow, unlike the internet.', ['letters', 'internet']],
  ['map', 'A city has a market, a school, a bridge and a home.', ['city', 'market', 'school', 'home', 'bridge']],
]

test.each(built)('a %s is built of parts that are said, and nothing else of it changes', (layout, text, keywords) => {
  for (const [width, height] of sizes) {
    for (const style of ['swiss', 'neon', 'stained-glass']) {
      const scene = sceneOf({ kind: layout === 'opening' ? 'opening' : 'scene', text, keywords })
      const { canvas, reveals } = drawCard({ scene, index: 2, title: 'T', language: 'en', style, width, height }, { layout })
      if (reveals === undefined) throw new Error(`${layout} is not built at ${width} x ${height}`)
      const [before, whole] = [reveals.before.data(), canvas.data()]
      let within = 0
      for (let at = 0; at < whole.length; at += 4) {
        if ([0, 1, 2].every((channel) => Math.abs((whole[at + channel] ?? 0) - (before[at + channel] ?? 0)) < 24)) continue
        const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
        const isIn = reveals.parts.some(({ box }) => x + 1 > box.x && x < box.x + box.width && y + 1 > box.y && y < box.y + box.height)
        if (!isIn) throw new Error(`${layout} in ${style} at ${width} x ${height}: ${x},${y} changes outside its parts`)
        within++
      }
      expect(within).toBeGreaterThan(20)
    }
  }
})

test('a picture that shows what its scene does not say is whole from the start', () => {
  const scene = sceneOf({ text: 'They need sleep.', keywords: ['mind', 'memory', 'habits'] })
  const request = { scene, index: 2, title: 'T', language: 'en', style: 'swiss', width: 480, height: 270 }
  expect(drawCard(request, { layout: 'list' }).reveals).toBeUndefined()
})

test.each([
  ['ferries', 'ship'],
  ['blacksmith', 'person'],
  ['washing soda', 'flask'],
  ['barley', 'wheat'],
  ['orchestra', 'people'],
  ['Tom', undefined],
  ['tomcat', 'cat'],
])('the English noun %s shows what it is a kind of: %s', (name, motif) => {
  const scene = sceneOf({ text: 'It is there.', keywords: [name] })
  expect(readIdea({ scene, title: 'T', language: 'en', index: 0 }).motifs[0]?.name).toBe(motif)
})
