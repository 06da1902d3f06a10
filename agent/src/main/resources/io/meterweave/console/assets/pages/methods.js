// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute, setText} from '../dom.js';
import * as format from '../format.js';
import {Sparkline} from '../sparkline.js';
import {Table} from '../table.js';

const EXAMPLE = `import io.meterweave.annotations.TrackMetrics;

@TrackMetrics
public Order placeOrder(Cart cart) { … }`;

/** Every annotated method with its numbers, and those that are not woven with the reason. */
export function methodsSection(history) {
  const key = (row) => `${row.function}${row.descriptor}`;
  const woven = new Table({caption: 'Woven methods', columns: wovenColumns(history, key), keyOf: key, sort: {id: 'rate', isDescending: true}});
  const rejected = new Table({caption: 'Methods that are not woven', columns: rejectedColumns(), keyOf: key, sort: {id: 'method'}});
  const filter = el('input', {type: 'search', id: 'filter', placeholder: 'Class, method or package', autocomplete: 'off', spellcheck: 'false', oninput: () => show()});
  const shown = el('p', {class: 'quiet', role: 'status'});
  const empty = emptyState();
  const noMatch = el('p', {class: 'notice', hidden: true}, 'No method matches the filter.');
  const rejectedPart = el('section', {class: 'card', id: 'rejected', 'aria-labelledby': 'rejected-title'},
    el('h2', {id: 'rejected-title'}, 'Not woven'),
    el('p', {class: 'quiet'}, 'Annotated, but not measured. The others are not affected.'),
    rejected.node);
  const toolbar = el('div', {class: 'toolbar'}, el('label', {for: 'filter'}, 'Filter'), filter, shown);
  let latest = [];

  function show() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = latest.filter((row) => {
      const text = `${row.function}${format.parameters(row.descriptor)} ${row.records.join(' ')}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const [good, bad] = [true, false].map((isWoven) => (rows) => rows.filter(({status}) => (status === 'woven') === isWoven));
    const total = good(latest).length;
    woven.update(good(matches));
    rejected.update(bad(matches));
    setAttribute(empty, 'hidden', total > 0 ? '' : null);
    setAttribute(toolbar, 'hidden', total > 0 ? null : '');
    setAttribute(woven.node, 'hidden', good(matches).length > 0 ? null : '');
    setAttribute(noMatch, 'hidden', total > 0 && good(matches).length === 0 ? null : '');
    setAttribute(rejectedPart, 'hidden', bad(matches).length > 0 ? null : '');
    setText(shown, words.length ? `${good(matches).length} of ${total}` : '');
  }

  return {
    node: el('div', {class: 'stack'},
      el('section', {class: 'card', id: 'methods', 'aria-labelledby': 'methods-title'},
        el('div', {class: 'card-head'}, el('h2', {id: 'methods-title'}, 'Methods'), toolbar),
        empty, noMatch, woven.node),
      rejectedPart),
    update({methods}) {
      latest = methods;
      show();
    },
  };
}

function wovenColumns(history, key) {
  return [
    {id: 'method', title: 'Method', isRowHeader: true, value: (row) => shortName(row).toLowerCase(), make: methodCell},
    {id: 'rate', title: 'Calls/s', hint: 'Over the last 10 seconds', isNumber: true, value: (row) => history.callsPerSecond(key(row)), text: (row) => format.rate(history.callsPerSecond(key(row)))},
    {id: 'trend', title: 'Trend', make: () => trendCell(history, key)},
    {id: 'calls', title: 'Calls', hint: 'Since the start', isNumber: true, value: (row) => row.calls, text: (row) => format.count(row.calls)},
    {id: 'errors', title: 'Errors', hint: 'Since the start', isNumber: true, value: (row) => row.errors, make: () => errorCell((row) => format.count(row.errors))},
    {id: 'share', title: 'Error rate', hint: 'Share of all calls since the start', isNumber: true, value: errorShare, make: () => errorCell((row) => format.percent(errorShare(row)))},
    {id: 'mean', title: 'Mean', hint: 'Average duration since the start', isNumber: true, value: (row) => row.meanMillis, text: (row) => format.duration(row.meanMillis)},
  ];
}

function rejectedColumns() {
  return [
    {id: 'method', title: 'Method', isRowHeader: true, value: (row) => shortName(row).toLowerCase(), make: methodCell},
    {id: 'reason', title: 'Why', text: (row) => row.reason},
  ];
}

function errorShare(row) {
  return row.calls ? (row.errors ?? 0) / row.calls : null;
}

function shortName(row) {
  const {owner, method} = format.splitFunction(row.function);
  return `${owner}.${method}`;
}

function methodCell() {
  const owner = el('span', {class: 'owner'});
  const method = el('span', {class: 'name'});
  const parameters = el('span', {class: 'parameters'});
  const pack = el('span', {class: 'pack'});
  const records = el('span', {class: 'records'});
  const node = el('div', {class: 'method'},
    el('div', {class: 'signature'}, owner, method, parameters),
    el('div', {class: 'origin'}, pack, records));
  return {
    node,
    update(row) {
      const name = format.splitFunction(row.function);
      setText(owner, name.owner ? `${name.owner}.` : '');
      setText(method, name.method);
      setText(parameters, format.parameters(row.descriptor));
      setText(pack, name.pack);
      setAttribute(node, 'title', row.function + format.parameters(row.descriptor));
      if (records.childElementCount !== row.records.length) {
        records.replaceChildren(...row.records.map((what) => el('span', {class: 'badge', 'data-what': what}, what)));
      }
    },
  };
}

function trendCell(history, key) {
  const spark = new Sparkline(60);
  return {node: spark.node, update: (row) => spark.update(history.callRates(key(row)))};
}

function errorCell(text) {
  const node = el('span', {});
  return {
    node,
    update(row) {
      setText(node, text(row));
      setAttribute(node, 'class', row.errors > 0 ? 'has-errors' : null);
    },
  };
}

function emptyState() {
  return el('div', {class: 'empty', hidden: true},
    el('p', {class: 'empty-title'}, 'No method is woven yet'),
    el('p', {}, 'Annotate a method and call it. Classes are woven when they are loaded, and show up here by themselves.'),
    el('pre', {tabindex: '0'}, el('code', {}, EXAMPLE)),
    el('p', {class: 'quiet'}, '@TrackMetrics counts and times calls and errors · @TraceOperation makes a span · @TrackLlmUsage records tokens and cost'));
}
