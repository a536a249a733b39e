import { mediaUrl } from './api.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { lightbox } from './lightbox.js'
import { duration, locale, t } from './strings.js'

/**
 * A message's pictures, films, sounds and files, each as people look at it; `growing` ones begin as a strip, so that nothing jumps.
 * On a sheet of many pictures each is a button where `pick` says what pressing it does: `{ options, busy(option), take(option) }`.
 */
export function renderMedia(media, growing, pick) {
  const images = media.filter((item) => item.kind === 'image')
  return [
    media.filter((item) => item.kind === 'video').map(film),
    images.length === 1 && !growing
      ? images[0].sheet && pick
        ? sheet(images[0], pick)
        : still(images[0])
      : images.length > 0
        ? strip(images)
        : [],
    media.filter((item) => item.kind === 'audio').map(sound),
    media.filter((item) => item.kind === 'file').map(file),
  ].flat()
}

function film(item) {
  const source = mediaUrl(item.blob, item.name)
  return h(
    'figure',
    { className: 'film', key: `film ${item.blob}` },
    h(
      'video',
      {
        key: `video ${item.blob}`,
        'data-keep': true,
        controls: true,
        playsinline: true,
        preload: 'metadata',
        src: source,
        poster: item.poster && mediaUrl(item.poster, 'poster'),
        width: item.width,
        height: item.height,
        'aria-label': item.alt,
      },
      item.captions &&
        h('track', { kind: 'captions', src: mediaUrl(item.captions, 'captions.vtt'), srclang: locale, label: t('captions') }),
    ),
    h(
      'figcaption',
      {},
      h('span', { className: 'film-name' }, item.name),
      item.seconds && h('span', { className: 'code' }, duration(Math.round(item.seconds))),
      h('a', { className: 'button', href: `${source}?download`, download: item.name }, icon('download', 18), t('download')),
    ),
  )
}

function still(item) {
  return h(
    'button',
    { className: 'still', type: 'button', 'aria-label': t('open', { name: item.alt || item.name }), onclick: () => lightbox([item], 0) },
    picture(item),
  )
}

function sheet(item, { options, busy, take }) {
  const { count, columns } = item.sheet
  return h(
    'div',
    { className: 'picks', style: { '--columns': columns, '--rows': Math.ceil(count / columns) } },
    picture(item),
    h(
      'div',
      { className: 'picks-grid' },
      options.slice(0, count).map((option) =>
        h('button', {
          className: 'pick',
          type: 'button',
          title: option.label,
          'aria-label': option.label,
          'aria-busy': busy(option) ? 'true' : undefined,
          onclick: () => busy(option) || take(option),
        }),
      ),
    ),
  )
}

function strip(images) {
  return h(
    'ol',
    { className: 'strip', 'aria-label': t('pictures'), tabindex: 0, key: 'strip' },
    images.map((item, index) =>
      h(
        'li',
        { className: 'strip-frame', key: `frame ${item.blob} ${item.name}` },
        h(
          'button',
          { type: 'button', 'aria-label': t('open', { name: item.alt || item.name }), onclick: () => lightbox(images, index) },
          picture(item),
        ),
        h('span', { className: 'code', 'aria-hidden': 'true' }, `${index + 1}`),
      ),
    ),
  )
}

function picture(item) {
  return h('img', {
    src: mediaUrl(item.blob, item.name),
    alt: item.alt,
    loading: 'lazy',
    decoding: 'async',
    width: item.width,
    height: item.height,
  })
}

function sound(item) {
  return h(
    'figure',
    { className: 'sound', key: `sound ${item.blob}` },
    h('audio', {
      key: `audio ${item.blob}`,
      'data-keep': true,
      controls: true,
      preload: 'none',
      src: mediaUrl(item.blob, item.name),
      'aria-label': item.alt,
    }),
    h('figcaption', {}, item.alt),
  )
}

function file(item) {
  return h(
    'a',
    { className: 'file', href: `${mediaUrl(item.blob, item.name)}?download`, download: item.name },
    icon('download'),
    h(
      'span',
      {},
      h('span', { className: 'file-name' }, item.name),
      item.alt && item.alt !== item.name ? h('span', { className: 'quiet' }, item.alt) : '',
    ),
  )
}
