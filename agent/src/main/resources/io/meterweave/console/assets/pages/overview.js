// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute, setText} from '../dom.js';
import * as format from '../format.js';
import {History} from '../history.js';
import {Sparkline} from '../sparkline.js';
import {configurationSection} from './configuration.js';
import {endpointsSection} from './endpoints.js';
import {methodsSection} from './methods.js';

const ALL = '*';

/** The first page: who is measured, how its methods do, where the data goes, what is set. */
export const overviewPage = {
  id: '',
  sections: [
    {id: '', title: 'Overview'},
    {id: 'methods', title: 'Methods'},
    {id: 'endpoints', title: 'Endpoints'},
    {id: 'configuration', title: 'Configuration'},
  ],
  mount,
};

function mount() {
  const history = new History();
  const parts = [identity(), tiles(history), methodsSection(history), endpointsSection(), configurationSection()];
  let startedAt = null;
  return {
    node: el('div', {class: 'page'}, ...parts.map((part) => part.node)),
    update(data) {
      if (startedAt !== data.identity.startedAt) {
        history.clear();
        startedAt = data.identity.startedAt;
      }
      remember(history, data);
      parts.forEach((part) => part.update(data));
    },
  };
}

function remember(history, {methods, timestamp}) {
  const seen = new Set();
  let calls = 0;
  let errors = 0;
  for (const row of methods) {
    history.add(`${row.function}${row.descriptor}`, timestamp, row.calls, row.errors);
    // Overloads share a series and with it their numbers: added once.
    if (row.calls !== null && !seen.has(row.function)) {
      seen.add(row.function);
      calls += row.calls;
      errors += row.errors ?? 0;
    }
  }
  history.add(ALL, timestamp, calls, errors);
}

function identity() {
  const title = el('h1', {}, '');
  const chips = el('p', {class: 'chips'});
  const facts = el('p', {class: 'facts'});
  let shown = '';
  return {
    node: el('section', {class: 'identity', 'aria-label': 'Application'}, el('div', {class: 'title-row'}, title, chips), facts),
    update({identity: who}) {
      setText(title, who.service || 'unknown service');
      setText(facts, [`up ${format.uptime(who.uptimeMillis)}`, who.jvm, `pid ${who.pid}`, `Meterweave ${who.agentVersion}`]
        .filter(Boolean).join('  ·  '));
      const wanted = [who.serviceVersion && `version ${who.serviceVersion}`, who.environment].filter(Boolean);
      if (shown !== wanted.join('\n')) {
        shown = wanted.join('\n');
        chips.replaceChildren(...wanted.map((text) => el('span', {class: 'chip'}, text)));
      }
    },
  };
}

function tiles(history) {
  const woven = tile('Methods woven');
  const calls = tile('Calls per second', new Sparkline(90));
  const errors = tile('Errors, last 5 minutes', new Sparkline(90), 'bad');
  const slowest = tile('Slowest on average');
  return {
    node: el('section', {class: 'tiles', 'aria-label': 'Summary'}, woven.node, calls.node, errors.node, slowest.node),
    update({methods}) {
      const off = methods.filter(({status}) => status === 'turned_off').length;
      const good = methods.filter(({status}) => status === 'woven').length + off;
      const rejected = methods.filter(({status}) => status === 'rejected').length;
      const others = methods.length - good - rejected;
      woven.update(format.count(good),
        [off ? `${off} switched off` : '', rejected ? `${rejected} rejected` : 'none rejected', others ? `${others} not measured` : ''].filter(Boolean).join(', '), rejected > 0);
      calls.update(format.rate(history.callsPerSecond(ALL)), 'all methods, last 10 s', false, history.callRates(ALL));
      const share = history.errorShare(ALL);
      errors.update(format.percent(share), share === null ? 'no calls yet' : 'of calls', share > 0, history.errorRates(ALL));
      const slow = methods.filter(({meanMillis}) => meanMillis !== null)
        .reduce((a, b) => (a === null || b.meanMillis > a.meanMillis ? b : a), null);
      const name = slow && format.splitFunction(slow.function);
      slowest.update(format.duration(slow && slow.meanMillis), name ? `${name.owner}.\u200b${name.method}` : 'nothing timed yet');
    },
  };
}

function tile(label, spark = null, tone = '') {
  const value = el('p', {class: 'tile-value'}, format.NONE);
  const note = el('p', {class: 'tile-note'});
  return {
    node: el('div', {class: `tile ${tone}`.trim()}, el('h2', {}, label), value, note, spark && spark.node),
    update(text, detail, isAlarming = false, values = []) {
      setText(value, text);
      setText(note, detail);
      setAttribute(note, 'data-alarming', isAlarming || null);
      spark?.update(values);
    },
  };
}
