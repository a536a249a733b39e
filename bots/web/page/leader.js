import { h } from './dom.js'
import { namesOf, t } from './strings.js'

/**
 * The drop zone: a film leader whose wedge sweeps while a document hangs above it, and counts while it is uploaded.
 * `share` is undefined when nothing is being uploaded.
 */
export function renderLeader({ share, names, stop, examples, formats, pick, tryExample }) {
  const uploading = share !== undefined
  return h(
    'section',
    {
      className: `leader${uploading ? ' leader-counting' : ''}`,
      'aria-labelledby': 'leader-title',
      style: { '--sweep': `${Math.round((share ?? 0) * 360)}deg` },
      key: 'leader',
    },
    h(
      'div',
      { className: 'leader-field', 'aria-hidden': 'true' },
      h('span', { className: 'leader-sweep' }),
      h('span', { className: 'leader-ring' }),
    ),
    uploading
      ? h(
          'div',
          { className: 'leader-words', key: 'counting' },
          h('p', { className: 'leader-count', id: 'leader-title' }, `${Math.round(share * 100)}`),
          h('p', { className: 'leader-name' }, t('uploading', { name: names })),
          share < 1 &&
            h(
              'button',
              { className: 'button', type: 'button', 'aria-label': t('cancelUpload', { name: names }), onclick: stop },
              t('cancel'),
            ),
        )
      : h(
          'div',
          { className: 'leader-words', key: 'inviting' },
          h(
            'h2',
            { id: 'leader-title' },
            h('span', { className: 'at-rest' }, t(matchMedia('(pointer: coarse)').matches ? 'chooseTitle' : 'dropTitle')),
            h('span', { className: 'at-drag' }, t('dropNow')),
          ),
          h('p', {}, t('dropText')),
          h(
            'div',
            { className: 'buttons' },
            h('button', { className: 'button primary', type: 'button', onclick: pick }, t('choose')),
            examples.length > 0 &&
              h(
                'button',
                { className: 'button', type: 'button', onclick: tryExample, 'aria-haspopup': examples.length > 1 ? 'dialog' : undefined },
                t('example'),
              ),
          ),
          h('p', { className: 'formats' }, namesOf(formats)),
        ),
  )
}
