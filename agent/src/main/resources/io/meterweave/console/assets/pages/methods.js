// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute, setText} from '../dom.js';
import * as format from '../format.js';
import {Sparkline} from '../sparkline.js';
import {switchMethods} from '../switch.js';
import {Table} from '../table.js';

const EXAMPLE = `import io.meterweave.annotations.TrackMetrics;

@TrackMetrics
public Order placeOrder(Cart cart) { … }`;

const STATES = [
  {id: 'woven', title: 'Woven', hint: 'Their calls are measured'},
  {id: 'turned_off', title: 'Switched off', hint: 'Woven, but switched off here or through /api; their numbers stay as they are'},
  {id: 'rejected', title: 'Rejected', hint: 'Something is wrong with them'},
  {id: 'abstract', title: 'Not implemented', hint: 'Without code, and no class that implements them has been loaded'},
  {id: 'never_loaded', title: 'Not loaded', hint: 'Their class lies on the class path and has not been loaded'},
  {id: 'switched_off', title: 'Left to others', hint: 'Measured by the library they are written for'},
];

/** Every method that was asked to be measured: the woven ones with their numbers, the others with the reason. */
export function methodsSection(history) {
  const key = (row) => `${row.function}${row.descriptor}`;
  const woven = new Table({caption: 'Woven methods', columns: wovenColumns(history, key, say), keyOf: key, sort: {id: 'rate', isDescending: true}});
  const others = new Table({caption: 'Methods that are not woven', columns: otherColumns(), keyOf: key, sort: {id: 'state'}});
  const filter = el('input', {type: 'search', id: 'filter', placeholder: 'Class, method, package or metric', autocomplete: 'off', spellcheck: 'false', oninput: () => show()});
  const shown = el('p', {class: 'quiet', role: 'status'});
  const trouble = el('p', {class: 'notice trouble', role: 'alert', hidden: true});
  const all = switchAll(say);
  const empty = emptyState();
  const noMatch = el('p', {class: 'notice', hidden: true}, 'No method matches the filter.');
  const othersPart = el('section', {class: 'card', id: 'not-woven', 'aria-labelledby': 'not-woven-title'},
    el('h2', {id: 'not-woven-title'}, 'Not woven'),
    el('p', {class: 'quiet'}, 'Asked for, but not measured. The others are not affected.'),
    others.node);
  const toolbar = el('div', {class: 'toolbar'}, el('label', {for: 'filter'}, 'Filter'), filter, shown, all.node);
  const states = stateFilter(() => show());
  let latest = [];

  function say(what) {
    setText(trouble, what);
    setAttribute(trouble, 'hidden', what ? null : '');
  }

  function show() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = latest.filter((row) => {
      const text = `${row.function}${format.parameters(row.descriptor)} ${row.records.join(' ')} ${row.asks}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const matches = found.filter(({status}) => states.shows(status));
    const [good, bad] = [true, false].map((wanted) => matches.filter((row) => isWoven(row) === wanted));
    states.update(latest, found);
    woven.update(good);
    others.update(bad);
    const wovenInAll = latest.some(isWoven);
    all.update(latest.filter(isWoven));
    setAttribute(empty, 'hidden', wovenInAll || !states.shows('woven') ? '' : null);
    setAttribute(toolbar, 'hidden', latest.length > 0 ? null : '');
    setAttribute(woven.node, 'hidden', good.length > 0 ? null : '');
    setAttribute(noMatch, 'hidden', latest.length > 0 && matches.length === 0 ? null : '');
    setAttribute(othersPart, 'hidden', bad.length > 0 ? null : '');
    setText(shown, words.length || !states.showsAll() ? `${matches.length} of ${latest.length}` : '');
  }

  return {
    node: el('div', {class: 'stack'},
      el('section', {class: 'card', id: 'methods', 'aria-labelledby': 'methods-title'},
        el('div', {class: 'card-head'}, el('h2', {id: 'methods-title'}, 'Methods'), toolbar),
        states.node, trouble, empty, noMatch, woven.node),
      othersPart),
    update({methods}) {
      latest = methods;
      show();
    },
  };
}

/** One button for all, and one for each state that a method is in; the numbers follow the other filter. */
function stateFilter(onChange) {
  let chosen = '';
  const buttons = [{id: '', title: 'All', hint: 'Every method that was asked to be measured'}, ...STATES].map(({id, title, hint}) => {
    const count = el('span', {class: 'count'});
    const node = el('button', {type: 'button', 'data-state': id, title: hint, onclick: () => choose(id)}, title, ' ', count);
    return {id, node, count};
  });
  const node = el('div', {class: 'states', role: 'group', 'aria-label': 'State'}, ...buttons.map((button) => button.node));

  function choose(id) {
    chosen = id;
    onChange();
  }

  return {
    node,
    shows: (status) => chosen === '' || chosen === status,
    showsAll: () => chosen === '',
    update(all, found) {
      const present = new Set(all.map(({status}) => status));
      if (chosen && !present.has(chosen)) {
        chosen = '';
      }
      for (const {id, node: button, count} of buttons) {
        setText(count, found.filter(({status}) => id === '' || status === id).length);
        setAttribute(button, 'aria-pressed', String(chosen === id));
        setAttribute(button, 'hidden', id === '' || present.has(id) ? null : '');
      }
      setAttribute(node, 'hidden', present.size > 1 ? null : '');
    },
  };
}

/** Whether the method's calls are measured, or were until somebody switched it off. */
function isWoven({status}) {
  return status === 'woven' || status === 'turned_off';
}

function wovenColumns(history, key, say) {
  return [
    {id: 'method', title: 'Method', isRowHeader: true, value: (row) => shortName(row).toLowerCase(), make: methodCell},
    {id: 'rate', title: 'Calls/s', hint: 'Over the last 10 seconds', isNumber: true, value: (row) => history.callsPerSecond(key(row)), text: (row) => format.rate(history.callsPerSecond(key(row)))},
    {id: 'trend', title: 'Trend', make: () => trendCell(history, key)},
    {id: 'calls', title: 'Calls', hint: 'Since the start', isNumber: true, value: (row) => row.calls, text: (row) => format.count(row.calls)},
    {id: 'errors', title: 'Errors', hint: 'Since the start', isNumber: true, value: (row) => row.errors, make: () => errorCell((row) => format.count(row.errors))},
    {id: 'share', title: 'Error rate', hint: 'Share of all calls since the start', isNumber: true, value: errorShare, make: () => errorCell((row) => format.percent(errorShare(row)))},
    {id: 'mean', title: 'Mean', hint: 'Average duration since the start', isNumber: true, value: (row) => row.meanMillis, text: (row) => format.duration(row.meanMillis)},
    {id: 'switch', title: 'On', hint: 'Whether calls are measured', value: (row) => (row.status === 'woven' ? 0 : 1), make: () => switchCell(say)},
  ];
}

function otherColumns() {
  return [
    {id: 'method', title: 'Method', isRowHeader: true, value: (row) => shortName(row).toLowerCase(), make: methodCell},
    {id: 'state', title: 'State', value: (row) => STATES.findIndex(({id}) => id === row.status), make: stateCell},
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

function stateCell() {
  const node = el('span', {class: 'badge'});
  return {
    node,
    update(row) {
      setText(node, STATES.find(({id}) => id === row.status)?.title ?? row.status);
      setAttribute(node, 'data-state', row.status);
    },
  };
}

function methodCell() {
  const owner = el('span', {class: 'owner'});
  const method = el('span', {class: 'name'});
  const parameters = el('span', {class: 'parameters'});
  const pack = el('span', {class: 'pack'});
  const records = el('span', {class: 'records'});
  const asks = el('div', {class: 'asks'});
  const remark = el('div', {class: 'remark'});
  const node = el('div', {class: 'method'},
    el('div', {class: 'signature'}, owner, method, parameters),
    el('div', {class: 'origin'}, pack, records),
    asks, remark);
  return {
    node,
    update(row) {
      const name = row.descriptor ? format.splitFunction(row.function) : format.splitClass(row.function);
      setText(owner, name.owner ? `${name.owner}.` : '');
      setText(method, name.method);
      setText(parameters, format.parameters(row.descriptor));
      setText(pack, name.pack);
      setText(asks, row.asks);
      setAttribute(asks, 'title', row.asks || null);
      setAttribute(asks, 'hidden', row.asks ? null : '');
      const left = row.status === 'woven' ? row.reason : '';
      setText(remark, left && `Left out: ${left}`);
      setAttribute(remark, 'hidden', left ? null : '');
      setAttribute(node, 'title', row.function + format.parameters(row.descriptor));
      if (records.childElementCount !== row.records.length) {
        records.replaceChildren(...row.records.map((what) => el('span', {class: 'badge', 'data-what': what}, what)));
      }
    },
  };
}

function switchCell(say) {
  let id = '';
  let isBusy = false;
  const box = el('input', {type: 'checkbox', class: 'switch', onchange: async () => {
    const isOn = box.checked;
    isBusy = true;
    try {
      await switchMethods(id, isOn);
      say('');
    } catch (failure) {
      box.checked = !isOn;
      say(`Not switched: ${failure.message}`);
    }
    isBusy = false;
  }});
  return {
    node: box,
    update(row) {
      id = row.id;
      setAttribute(box, 'aria-label', `Measure ${shortName(row)}`);
      setAttribute(box, 'title', row.status === 'woven' ? 'Measured; untick to switch it off' : 'Switched off; tick to measure it again');
      if (!isBusy) {
        box.checked = row.status === 'woven';
      }
    },
  };
}

/** One button for all methods: off while any is on, else on. */
function switchAll(say) {
  let isAnyOn = true;
  const node = el('button', {type: 'button', class: 'all', hidden: true, onclick: async () => {
    setAttribute(node, 'disabled', '');
    try {
      await switchMethods('*', !isAnyOn);
      say('');
    } catch (failure) {
      say(`Not switched: ${failure.message}`);
    }
    setAttribute(node, 'disabled', null);
  }});
  return {
    node,
    update(woven) {
      isAnyOn = woven.some(({status}) => status === 'woven');
      setText(node, isAnyOn ? 'Switch all off' : 'Switch all on');
      setAttribute(node, 'title', isAnyOn ? 'Nothing is measured until switched on again, methods that are woven later neither' : 'All methods are measured again');
      setAttribute(node, 'hidden', woven.length > 0 ? null : '');
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
