import { expect, it } from 'vitest'
import { decodeCommand } from '../../bots/web/decode.ts'
import { commands } from './open-web-chat.ts'

const list = [
  ...commands,
  {
    name: 'film',
    summary: '',
    options: [
      { name: 'style', summary: '', required: false },
      { name: 'topic', summary: '', required: true },
    ],
  },
]

it.each([
  ['/help', { name: 'help', options: {} }],
  ['  /HELP  ', { name: 'help', options: {} }],
  ['/style baroque', { name: 'style', options: { name: 'baroque' } }],
  ['/style name:ink-wash', { name: 'style', options: { name: 'ink-wash' } }],
  ['/film style:"ink wash" the tides of Fundy', { name: 'film', options: { style: 'ink wash', topic: 'the tides of Fundy' } }],
  ['/film 潮汐 style:水墨', { name: 'film', options: { style: '水墨', topic: '潮汐' } }],
  ['/film see https://a.example topic', { name: 'film', options: { topic: 'see https://a.example topic' } }],
  ['/film topic:', { name: 'film', options: { topic: '' } }],
  ['/nothing', undefined],
  ['/', undefined],
  ['please /help', undefined],
  ['', undefined],
])('reads %j', (text, expected) => {
  expect(decodeCommand(text, list)).toEqual(expected)
})
