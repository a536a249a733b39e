const SVG = new Set(['svg', 'path', 'circle', 'line', 'rect', 'g'])

/**
 * Makes an element. Text only ever becomes a text node: nothing here parses markup, so data can't become elements.
 * `key` names an element for morph(); `on…` are listeners; `style` sets custom properties through the CSSOM.
 */
export function h(tag, props = {}, ...children) {
  const element = SVG.has(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) {
      element[name] = value
    } else if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, String(setting))
    } else if (name === 'key') {
      element.dataset.key = value
    } else {
      element.setAttribute(name === 'className' ? 'class' : name, value === true ? '' : String(value))
    }
  }
  for (const child of children.flat(3)) {
    if (child !== undefined && child !== null && child !== false && child !== '') element.append(child)
  }
  return element
}

const LISTENERS = ['onclick', 'onkeydown', 'onsubmit', 'oninput', 'onchange']

/**
 * Makes `old` look like `fresh` while keeping what stayed the same: the focused button, the film that is playing, the place
 * scrolled to. Children are matched by key, else by position and tag; an element marked data-keep is left alone.
 */
export function morph(old, fresh) {
  if (old.nodeType === 3 || old.tagName !== fresh.tagName || old.dataset?.key !== fresh.dataset?.key) {
    if (old.nodeType === 3 && fresh.nodeType === 3) {
      if (old.data !== fresh.data) old.data = fresh.data
      return old
    }
    old.replaceWith(fresh)
    return fresh
  }
  if (old.dataset.keep !== undefined) return old
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) === value) continue
    // The policy of the page forbids the attribute, not the property.
    if (name === 'style') old.style.cssText = fresh.style.cssText
    else old.setAttribute(name, value)
  }
  for (const name of LISTENERS) old[name] = fresh[name]
  morphChildren(old, [...fresh.childNodes])
  return old
}

function morphChildren(old, fresh) {
  const keyed = new Map([...old.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]))
  let at = old.firstChild
  for (const child of fresh) {
    const key = child.dataset?.key
    const match = key ? keyed.get(key) : at
    if (key) keyed.delete(key)
    if (!match) {
      old.insertBefore(child, at)
      continue
    }
    if (!key && match.dataset?.key) {
      old.insertBefore(child, at)
      continue
    }
    // Moving a playing video would stop it, so what is already in place is not touched.
    if (match !== at) old.insertBefore(match, at)
    at = morph(match, child).nextSibling
  }
  while (at) {
    const gone = at
    at = at.nextSibling
    gone.remove()
  }
}
