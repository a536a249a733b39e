import { expect, test } from 'vitest'
import { cleanForVoice } from '../../pipeline/providers/llm/offline/clean-for-voice.ts'
import { keywordsOf } from '../../pipeline/providers/llm/offline/keywords.ts'
import { isBackMatter } from '../../pipeline/providers/llm/offline/prose.ts'
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
  ['ar', 'كان للسماء وحركة النجوم أهمية عند القدماء، وذلك لحساب الدورات الزراعية.', ['النجوم', 'الدورات الزراعية']],
  ['ja', '江戸時代の星図は、古代中国の星図を写したものです。', ['江戸時代', '古代中国', '星図']],
  ['ko', '어부들은 달을 보고 바다의 물때를 정했다.', ['어부들', '바다', '물때']],
])('in %s the words on a picture are things, no verbs and no joints of the sentence', (language, text, things) => {
  const found = keywordsOf(text, [text], language)
  expect(found).toEqual(expect.arrayContaining(things))
  const empty = /^(?:und|keine|sondern|prit|tira|atteint|volvió|записало|названы|которые|كان|وذلك|写|정했다)$/u
  expect(found.filter((phrase) => phrase.split(' ').some((word) => empty.test(word)))).toEqual([])
})

test('a number with a point keeps what is behind it; a footnote’s sign goes', () => {
  expect(cleanForVoice('It takes 1.2 CPU cycles a byte.')).toBe('It takes 1.2 CPU cycles a byte.')
  expect(cleanForVoice('It was said before.12 Then it rained.')).toBe('It was said before. Then it rained.')
})

test('a date names nothing, and a list of sources is not told', () => {
  expect(['September 3, 2010', '12 July 2001', '3. Mai 2011', '2021年3月4日'].filter(isNaming)).toEqual([])
  expect(isNaming('The winter of 1709')).toBe(true)
  expect(isBackMatter('Authors and References')).toBe(true)
})
