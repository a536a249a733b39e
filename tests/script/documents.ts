import type { Document } from '../../pipeline/schema.ts'

const topics = [
  'lighthouse',
  'harbour',
  'glacier',
  'orchard',
  'railway',
  'telescope',
  'volcano',
  'library',
  'windmill',
  'aqueduct',
  'observatory',
  'vineyard',
]
const facts = [
  (topic: string, index: number) => `The ${topic} of Marrow Bay was built in ${1801 + index * 7} by people who had never seen one before.`,
  (topic: string) => `Every visitor who climbs to the ${topic} remembers the silence first and the view only afterwards.`,
  (topic: string) => `However, the keepers of the ${topic} tell another story about its beginning [${topic.length}].`,
  (topic: string) => `It was repaired twice, and each repair of the ${topic} changed the town a little (Smith, 2019).`,
  (topic: string) =>
    `Engineers from the mainland measured the ${topic} with brass instruments and found it level within a finger's breadth.`,
  (topic: string) => `Without the ${topic} the winter fleet would have turned south, and the market would have closed.`,
  (topic: string) => `See https://example.org/${topic} for the drawings, or write to keeper@${topic}.example.org today.`,
  (topic: string) => `The following table shows what each ${topic} cost in the years before the war.`,
  (topic: string, index: number) => `As shown in Figure ${index + 1}, the ${topic} stands on a ledge above the tide.`,
]

/** A document of twelve sections, one a page, about 8,000 characters, with all that must not be spoken. */
export function longDocument(): Document {
  const sections = topics.map((topic, index) => ({
    heading: `The story of the ${topic}`,
    level: 1,
    paragraphs: [{ text: facts.map((fact) => fact(topic, index)).join(' '), page: index + 1 }],
  }))
  const references = {
    heading: 'References',
    level: 1,
    paragraphs: [{ text: 'Smith, J. (2019). Towns by the sea. Marrow Press, 12 pages long and worth it.', page: 13 }],
  }
  return {
    format: 'pdf',
    title: 'MARROW BAY: A TOWN AND ITS TWELVE WONDERS',
    author: 'Ada Reed',
    language: 'en',
    pages: 13,
    sections: [...sections, references],
    figures: [],
  }
}

/** A short Chinese document, with a sentence that leads to a figure. */
export function chineseDocument(): Document {
  const text =
    '潮汐是海水每天两次的涨落。月亮的引力把海水拉起来，地球的另一面也同时隆起。因此，大多数海岸每天有两次高潮。太阳也有作用，只是弱得多。下图画出了两者的位置。新月和满月时，两者的力量合在一起，潮水最大。渔民很早就知道这个规律，他们看着月亮决定出海的时间。'
  return {
    format: 'txt',
    title: '',
    language: 'zh',
    pages: 0,
    sections: [{ heading: '潮汐的来历', level: 1, paragraphs: [{ text }] }],
    figures: [],
  }
}

/** A document that holds these paragraphs and nothing else. */
export function documentOf(language: string, ...texts: string[]): Document {
  return {
    format: 'txt',
    title: '',
    language,
    pages: 0,
    sections: [{ heading: '', level: 1, paragraphs: texts.map((text) => ({ text })) }],
    figures: [],
  }
}
