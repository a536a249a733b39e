import { SaxesParser } from 'saxes'
import type { Limits } from './limits.ts'
import { refusal } from './refusal.ts'

/** An XML element: its name without prefix, its attributes as written, what it holds in order. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
}

/**
 * XML as a tree under a root of the name `#document`. Forgives what strangers get wrong; own entities are refused as
 * `unsafe`, too many or too deep elements as `too-large`.
 */
export function parseXml(xml: string, limits: Limits): Element {
  const root: Element = { name: '#document', attributes: {}, children: [] }
  const open = [root]
  let elements = 0
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('doctype', (doctype) => {
    if (doctype.includes('<!ENTITY')) throw refusal('unsafe')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++elements > limits.markupElements || open.length > limits.markupDepth) throw refusal('too-large')
    const element = { name: name.slice(name.indexOf(':') + 1), attributes, children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    if (open.length > 1) open.pop()
  })
  const text = (data: string) => void open.at(-1)?.children.push(data)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(xml).close()
  return root
}

/** Every element of that name below, in document order. */
export function all(element: Element, name: string): Element[] {
  return kids(element).flatMap((child) => (child.name === name ? [child, ...all(child, name)] : all(child, name)))
}

/** The first element of that name below. */
export function first(element: Element | undefined, name: string): Element | undefined {
  if (element === undefined) return undefined
  for (const child of kids(element)) {
    const found = child.name === name ? child : first(child, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The elements that stand directly inside. */
export function kids(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** All text inside, as written. */
export function textOf(element: Element | undefined): string {
  return element?.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('') ?? ''
}
