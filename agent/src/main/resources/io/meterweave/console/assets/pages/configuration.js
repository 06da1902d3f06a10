// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute} from '../dom.js';
import {Table} from '../table.js';

/** The configuration in force, each value with the place it comes from. */
export function configurationSection() {
  const table = new Table({
    caption: 'Configuration in force',
    columns: [
      {id: 'key', title: 'Key', isRowHeader: true, value: (row) => row.key, text: (row) => row.key},
      {id: 'value', title: 'Value', text: (row) => row.value},
      {id: 'origin', title: 'From', value: (row) => row.origin, text: (row) => row.origin},
    ],
    keyOf: (row) => row.key,
  });
  const onlyChanged = el('input', {type: 'checkbox', id: 'only-changed', onchange: () => show()});
  const none = el('p', {class: 'notice', hidden: true}, 'Everything stands at its default.');
  let latest = [];

  function show() {
    const rows = onlyChanged.checked ? latest.filter(({origin}) => origin !== 'default') : latest;
    table.update(rows);
    setAttribute(table.node, 'hidden', rows.length ? null : '');
    setAttribute(none, 'hidden', rows.length ? '' : null);
  }

  return {
    node: el('section', {class: 'card', id: 'configuration', 'aria-labelledby': 'configuration-title'},
      el('div', {class: 'card-head'}, el('h2', {id: 'configuration-title'}, 'Configuration'),
        el('div', {class: 'toolbar'}, el('label', {class: 'check'}, onlyChanged, ' Only what is not a default'))),
      none, table.node),
    update({settings}) {
      latest = settings;
      show();
    },
  };
}
