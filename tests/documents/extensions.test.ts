import { expect, test } from 'vitest'
import { documentExtensions } from '../../pipeline/documents/extensions.ts'
import { formats } from '../../pipeline/documents/formats.ts'

test('every format is offered to people by its usual ending, and nothing else is', () => {
  expect(documentExtensions.toSorted()).toEqual(formats.map(({ extensions }) => extensions[0]).toSorted())
})
