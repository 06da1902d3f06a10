// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute, setText} from '../dom.js';

const STATES = {ok: 'working', failing: 'failing', off: 'off'};

/** Where the data goes, and whether it gets there. */
export function endpointsSection() {
  const list = el('ul', {class: 'endpoints'});
  const items = [];
  return {
    node: el('section', {class: 'card', id: 'endpoints', 'aria-labelledby': 'endpoints-title'},
      el('h2', {id: 'endpoints-title'}, 'Endpoints'), list),
    update({endpoints}) {
      while (items.length < endpoints.length) {
        items.push(item());
        list.append(items.at(-1).node);
      }
      items.splice(endpoints.length).forEach(({node}) => node.remove());
      endpoints.forEach((row, i) => items[i].update(row));
    },
  };
}

function item() {
  const what = el('span', {class: 'what'});
  const state = el('span', {class: 'state'});
  const address = el('p', {class: 'address'});
  const detail = el('p', {class: 'quiet'});
  const node = el('li', {}, el('p', {class: 'what-row'}, el('span', {class: 'dot', 'aria-hidden': 'true'}), what, state), address, detail);
  return {
    node,
    update(row) {
      setAttribute(node, 'data-state', row.state);
      setText(what, row.what);
      setText(state, STATES[row.state] ?? row.state);
      setText(detail, row.detail);
      if (address.textContent !== row.address) {
        // Only a path of this server becomes a link; what others are called stays text.
        const isOurs = /^\/[a-z/]*$/.test(row.address);
        address.replaceChildren(isOurs ? el('a', {href: row.address.slice(1)}, row.address) : row.address);
      }
    },
  };
}
