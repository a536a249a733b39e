import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Script } from '../../pipeline/schema.ts'
import { filmSeconds } from '../../pipeline/speech/film-seconds.ts'
import { script } from '../../pipeline/steps/script.ts'
import { chineseDocument, documentOf, longDocument } from './documents.ts'
import { stepContext } from './step-context.ts'

let at: Awaited<ReturnType<typeof stepContext>>
beforeAll(async () => {
  at = await stepContext()
})
afterAll(() => at.close())

async function write(document: ReturnType<typeof longDocument>, wishes: { language?: string; seconds?: number } = {}) {
  return Script.parse(await script.run({ document, ...wishes }, at.context))
}
const spokenOf = ({ scenes }: Script) => scenes.map(({ text }) => text).join(' ')

describe('a long document', () => {
  it('is told in 800-2,000 characters and 5-30 scenes, in its order, each scene with its page', async () => {
    const told = await write(longDocument())
    expect(spokenOf(told).length).toBeGreaterThan(1_200)
    expect(spokenOf(told).length).toBeLessThan(2_100)
    expect(told.scenes.length).toBeGreaterThanOrEqual(5)
    expect(told.scenes.length).toBeLessThanOrEqual(30)
    const pages = told.scenes.map(({ page }) => page ?? 0)
    expect(pages).toEqual(pages.toSorted((a, b) => a - b))
    expect(new Set(pages).size).toBeGreaterThan(3)
    expect(pages.every((page) => page >= 1 && page <= 12)).toBe(true)
  })

  it('says nothing that is written for the eye', async () => {
    const spoken = spokenOf(await write(longDocument()))
    expect(spoken).not.toMatch(/https?:|www\.|@|\[\d+\]|\(Smith|Marrow Press|References/)
    // Nor what is left of a sentence without its address, nor what leads to something on the page.
    expect(spoken).not.toMatch(/See for|write to|following table/)
  })

  it('says something of each main section', async () => {
    const told = await write({ ...longDocument(), sections: longDocument().sections.slice(0, 6) })
    expect(new Set(told.scenes.map(({ heading }) => heading)).size).toBe(6)
  })

  it('never begins a passage with a sentence that leans on one left out', async () => {
    const { scenes } = await write(longDocument())
    const sentences = scenes.flatMap(({ text }) => text.split(/(?<=\.) /))
    for (const [index, sentence] of sentences.entries()) {
      if (sentence.startsWith('However')) expect(sentences[index - 1]).toMatch(/^Every visitor/)
      if (sentence.startsWith('It was repaired')) expect(sentences[index - 1]).toMatch(/^However/)
    }
    expect(sentences.some((sentence) => sentence.startsWith('However'))).toBe(true)
  })

  it('speaks whole sentences of the document and names its title once', async () => {
    const told = await write(longDocument())
    expect(told.title).toBe('Marrow Bay: A Town and Its Twelve Wonders')
    expect(told.scenes[0]?.text).toMatch(/^Marrow Bay: A Town and Its Twelve Wonders, by Ada Reed\. /)
    for (const quote of told.quotes) expect(quote.length).toBeGreaterThanOrEqual(30)
    expect(told.quotes.length).toBe(3)
    expect(told.quotes.every((quote) => /[.!?]$/.test(quote) && quote.length <= 120)).toBe(true)
    expect(told.subtitles.length).toBe(3)
  })

  it('does not say again what it opens with', async () => {
    const document = longDocument()
    const text =
      'Without its twelve wonders the town of Marrow Bay would never be free. The people of the bay and the town must not forget.'
    document.sections[6]?.paragraphs.unshift({ text, page: 7 })
    const told = await write(document)
    expect(spokenOf(told)).not.toContain(told.quotes[0])
  })

  it('begins with what the document begins with, though elsewhere that would lean on something', async () => {
    const document = longDocument()
    const begin = 'These are the twelve wonders of Marrow Bay, and the story of the people who built each of them.'
    document.sections[0]?.paragraphs.unshift({ text: begin, page: 1 })
    expect((await write(document)).scenes[0]?.text).toContain(begin)
  })

  it.each([45, 75, 120])('keeps within 10 %% of %i wished seconds', async (seconds) => {
    const told = await write(longDocument(), { seconds })
    const lasts = filmSeconds({ quote: told.quotes[0] ?? '', scenes: told.scenes, language: told.language })
    expect(Math.abs(lasts - seconds) / seconds).toBeLessThan(0.1)
  })
})

describe('other documents', () => {
  it('tells a short one whole, but for what leads to a figure', async () => {
    const document = chineseDocument()
    const told = await write(document)
    expect(spokenOf(told)).toContain('他们看着月亮决定出海的时间。')
    expect(spokenOf(told)).toMatch(/只是弱得多。\s*新月/)
    expect(told.language).toBe('zh')
    expect(told.title).toBe('潮汐的来历')
  })

  it('warns that it cannot translate, and that a text is too short for the wished length', async () => {
    const told = await write(chineseDocument(), { language: 'en', seconds: 600 })
    expect(told.language).toBe('zh')
    expect(told.warnings.join(' ')).toMatch(/can't be translated.*told whole/)
  })

  it('tells the shipped story with its beginning and its end', async () => {
    const text = await readFile(new URL('../../examples/the-whistlers-of-la-gomera.txt', import.meta.url), 'utf8')
    const told = await write(documentOf('en', ...text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())))
    const spoken = spokenOf(told)
    expect(spoken).toContain('On La Gomera')
    const last = text.trim().split('\n\n').at(-1) ?? ''
    expect(last.replace(/\s+/g, ' ')).toContain(told.scenes.at(-1)?.text.split('. ').at(-1)?.slice(0, 25) ?? '-')
  })

  it('tells a short one whole but for the quote it opened with, where nothing follows on that', async () => {
    const opening =
      'The keeper of the harbour climbs the two hundred steps of the lighthouse at dusk, as his father did before him, with a can of oil in each hand.'
    const closing = 'Without the light the whole winter fleet would have turned south for ever.'
    const document = documentOf('en', `${opening} ${closing}`)
    const ends = 'It is quiet then, and the sea lies flat.'
    document.sections.push({
      heading: 'In the morning',
      level: 1,
      paragraphs: [{ text: `The boats leave the harbour in a line. ${ends}` }],
    })
    const told = await write(document)
    expect(told.quotes[0]).toBe(closing)
    expect(spokenOf(told)).not.toContain(closing)
    expect(spokenOf(told)).toContain(ends)
  })

  it('tells what stands below a table of contents, where that is nearly all there is', async () => {
    const { sections, ...document } = longDocument()
    const paragraphs = sections.slice(0, -1).flatMap((section) => section.paragraphs)
    const told = await write({ ...document, sections: [{ heading: 'Table of Contents', level: 1, paragraphs }, ...sections.slice(-1)] })
    expect(spokenOf(told)).toContain('lighthouse')
    expect(spokenOf(told)).not.toContain('Marrow Press')
  })

  it('says how no character is read', async () => {
    const told = await write(
      documentOf('zh', '【炒(chǎo)】是目前最基本的烹调方法之一。【焖（mèn）】是把食物放进锅(大的)里，加入适量的汤水煮熟的方法。'),
    )
    expect(spokenOf(told)).toMatch(/【炒】.*【焖】.*锅\(大的\)/)
  })

  it.each([
    ['zh', '作者：Docreel', '潮汐是海水每天两次的涨落，渔民很早就知道这个规律。'],
    ['en', 'By Ada Reed', 'Twice a day the sea rises, and every fisherman has always known it.'],
  ])('in %s neither tells nor is called by who wrote it', async (language, byline, text) => {
    const told = await write(documentOf(language, byline, text))
    expect(`${told.title} ${spokenOf(told)}`).toContain(text.slice(0, 9))
    expect(`${told.title} ${spokenOf(told)}`).not.toContain(byline.slice(-4))
  })

  it('leaves out addresses, command lines and paragraphs in other letters', async () => {
    const told = await write(
      documentOf(
        'en',
        'This guide was begun by Ada Reed <ada at example dot org> as a notebook about ropes, and the harbour kept it.',
        'The keeper of the harbour writes down every rope that comes ashore, its length and its colour and its smell.',
        'Желание установить некоторый пакет, который пока отсутствует в архиве, приводит читателя к этому руководству.',
        '-n, --native make a native package of ropes without the original that came ashore in the spring.',
        'In the spring the ferry brings the ropes back, and the keeper strikes them from his list one after another.',
      ),
    )
    expect(spokenOf(told)).toContain('begun by Ada Reed as a notebook')
    expect(spokenOf(told)).toContain('the keeper strikes them from his list')
    expect([spokenOf(told), ...told.quotes].join(' ')).not.toMatch(/example|native|\p{sc=Cyrillic}/u)
  })

  it('tells with what someone says who begins to speak, and short sentences among others', async () => {
    const told = await write(
      documentOf(
        'ru',
        'Старый солдат шёл домой и остановился в деревне. Дошёл до крайней избы, постучал в дверь:',
        '— Пустите отдохнуть дорожного человека!',
        'Старуха впустила его и поставила на стол пустой котёл. Сварили вдвоём кашу. Солдат унёс топор с собой в другую деревню.',
      ),
    )
    expect(spokenOf(told)).toMatch(/постучал в дверь: — Пустите отдохнуть/)
    expect(spokenOf(told)).toContain('Сварили вдвоём кашу.')
  })

  it('leaves out what a translation left in English, notes, and the pages before the contents', async () => {
    const lines = [
      'El puerto recibe cada año los barcos que llegan del norte con madera y sal.',
      'Although this simple approach works most of the time, you may need to adjust the name of the ship.',
      '1 Así, cuando llega un barco se le pregunta al capitán por la carga que trae.',
      'Los vecinos del puerto conocen a los capitanes por su nombre y por su barco.',
      'En invierno el hielo cierra la entrada y nadie llega hasta la primavera.',
      'Las campanas de la iglesia anuncian el primer barco del año a toda la costa.',
    ]
    const whole = documentOf('es', ...lines)
    const [body] = whole.sections
    const notice = {
      heading: 'El puerto',
      level: 1,
      paragraphs: [{ text: 'Se permite copiar y distribuir este libro si se copia entero.', page: 1 }],
    }
    const contents = { heading: 'Índice general', level: 1, paragraphs: [{ text: 'El puerto y los barcos', page: 2 }] }
    const told = await write({
      ...whole,
      title: 'El puerto',
      sections: [notice, contents, { ...(body ?? notice), paragraphs: lines.map((text) => ({ text, page: 3 })) }],
    })
    expect(spokenOf(told)).toContain('Los vecinos del puerto')
    expect([spokenOf(told), ...told.quotes].join(' ')).not.toMatch(/Although|Así|Se permite/)
  })

  it.each(['The Marrow Bay contributors', 'Marrow Bay 贡献者', 'ada.reed', 'root'])(
    'says nothing of an author who is %s',
    async (author) => {
      expect(spokenOf(await write({ ...longDocument(), author }))).not.toContain(author)
    },
  )

  it.each([
    ['nothing', documentOf('und')],
    ['three words', documentOf('en', 'Only three words')],
    ['slides', documentOf('en', 'Our plan', 'More bread', 'Fewer queues', 'Opening at six', 'Questions')],
    ['a table', documentOf('de', '1 · 2 · 3', '4 · 5 · 6')],
    ['code', documentOf('en', 'const x = () => { return y; }', 'let z = x();')],
  ])('survives a document of %s', async (_, document) => {
    const told = await write(document)
    expect(told.scenes.length).toBeGreaterThan(0)
    expect(told.quotes[0]?.length).toBeGreaterThan(0)
  })
})

describe('kinds of documents', () => {
  it('tells an interview by question and answer, without the labels', async () => {
    const told = await write(
      documentOf(
        'zh',
        '苏月琴的作坊里挂着三百多把伞，最老的一把是祖父做的。',
        '记者：做一把油纸伞要多少道工序？',
        '苏月琴：九十六道。选竹、锯竹、劈骨、泡水、晾晒、钻孔、穿线、裱纸、上油，哪一道都省不了。',
        '记者：最难的是哪一步？',
        '苏月琴：穿线。一把伞要穿两千多针，错一针整个花就歪了。',
      ),
    )
    const texts = told.scenes.map(({ text }) => text)
    expect(texts.join('')).not.toMatch(/记者：|苏月琴：/)
    expect(texts.join('')).toContain('做一把油纸伞要多少道工序？九十六道。')
    expect(texts.join('')).toContain('最难的是哪一步？穿线。')
  })

  it('asks what a heading asks, and begins with its answer', async () => {
    const answers = ['One share costs $320 and produces roughly 410 kWh a year.', 'Most households buy between four and six shares of it.']
    const document = documentOf('en', answers.join(' '))
    const [section] = document.sections
    const sections = ['Who can join?', 'How much does a share cost?'].map((heading, index) => ({
      ...(section ?? { level: 1, paragraphs: [] }),
      heading,
      paragraphs: [{ text: index === 0 ? 'Anyone who pays a bill in the county can join us at any time of the year.' : answers.join(' ') }],
    }))
    const told = (await write({ ...document, title: 'Sun for all', sections })).scenes.map(({ text }) => text).join(' ')
    expect(told).toContain(`How much does a share cost? ${answers[0]}`)
  })

  it('ends no sentence at a German ordinal', async () => {
    const sentence = 'Erst am 1. April 1893 galt im ganzen Land dieselbe Zeit.'
    const other = 'Im 19. Jahrhundert hatte jede Stadt ihre eigene Uhr.'
    const told = await write(
      documentOf('de', `${other} ${sentence} Die Bahnhöfe stellten ihre Uhren danach, und niemand kam mehr zu früh.`),
    )
    const all = [...told.quotes, ...told.scenes.map(({ text }) => text)].join(' ')
    expect(all).toContain(sentence)
    expect(all).toContain(other)
  })

  it('takes the name of a work and not of its kind', async () => {
    const manual = { ...documentOf('en', 'The wand becomes very hot. Never touch it while the machine is at work.'), title: 'Manual' }
    const sections = manual.sections.map((section) => ({ ...section, heading: 'BrewMate Espresso Machine' }))
    expect((await write({ ...manual, sections })).title).toBe('BrewMate Espresso Machine')
    expect((await write(documentOf('en', 'Dear Margaret,', 'You asked me to write properly, so here I am with the good pen.'))).title).toBe(
      'Dear Margaret',
    )
  })
})
